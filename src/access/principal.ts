import { z } from 'zod';
import { STAFF_ROLES } from '../audit/actor.ts';
import type { Actor, Role, StaffRole } from '../audit/actor.ts';
import { parseRegion } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';
import { isStorable } from '../platform/storable-text.ts';

/** A person of an office, with every role that they hold. */
export type Staff = {
  readonly kind: 'STAFF';
  /** `sub` of the token. */
  readonly subject: string;
  /** GB/T 2260 code of the place that the person serves; everything within it is theirs to see, nothing else. */
  readonly division: string;
  /** At least one, in the order of the token. */
  readonly roles: readonly [StaffRole, ...StaffRole[]];
};

/** A department that asks 共享部门. It serves no place: what it may see follows from its agreements alone. */
export type Partner = {
  readonly kind: 'PARTNER';
  readonly subject: string;
  readonly partnerId: string;
  /** Ids of the agreements under which it asks. */
  readonly agreements: readonly string[];
};

/** An applicant 申请人, who may know of their own application. */
export type Applicant = {
  readonly kind: 'APPLICANT';
  readonly subject: string;
  readonly personId: string;
  readonly applicationId: string;
};

/** One of our own programs. No token makes one. */
export type System = { readonly kind: 'SYSTEM'; readonly program: string };

/** Everybody who can ask or act; the list is closed. */
export type Principal = Staff | Partner | Applicant | System;

/** A caller from outside, as a verified token names them. */
export type Caller = Exclude<Principal, System>;

const text = z.string().min(1).max(200).refine(isStorable);
const staffRole = z.enum(STAFF_ROLES);

/** One role, or several; an issuer that cannot send a list sends `role`. */
const rolesSchema = z.object({ role: z.string().optional(), roles: z.array(z.string()).min(1).max(20).optional() });
const staffSchema = z.object({ sub: text, division: z.string(), roles: z.array(staffRole).min(1) });
const partnerSchema = z.object({ sub: text, partner: text.optional(), agreements: z.array(text).max(100).default([]) });
/** An id as it is stored: an issuer may write it in capitals. */
const id = z.guid().toLowerCase();
const applicantSchema = z.object({ sub: text, person: id, application: id });

/**
 * The caller that verified claims speak of: `role` or `roles`, and `division` for staff, `partner` and `agreements` for
 * a partner, `person` and `application` for an applicant.
 *
 * @throws Problem UNAUTHENTICATED when a claim is missing or unknown, or roles of different kinds stand together.
 */
export function readPrincipal(claims: unknown): Caller {
  const read = rolesSchema.safeParse(claims);
  if (!read.success) throw unusable();
  const roles = [...new Set(read.data.roles ?? (read.data.role === undefined ? [] : [read.data.role]))];
  if (roles.length === 1 && roles[0] === 'PARTNER') return readPartner(claims);
  if (roles.length === 1 && roles[0] === 'APPLICANT') return readApplicant(claims);
  const staff = staffSchema.safeParse({ ...(claims as object), roles });
  const [first, ...others] = staff.data?.roles ?? [];
  if (staff.data === undefined || first === undefined) throw unusable();
  return {
    kind: 'STAFF',
    subject: staff.data.sub,
    division: readDivision(staff.data.division),
    roles: [first, ...others],
  };
}

/** Whether the principal holds this role. */
export function holds(principal: Principal, role: Role): boolean {
  return principal.kind === 'STAFF' ? principal.roles.some((one) => one === role) : principal.kind === role;
}

/**
 * The principal as the audit log knows it.
 * @param role in which they act; the first that they hold unless given.
 */
export function actorOf(principal: Principal, requestId: string, role?: Role): Actor {
  switch (principal.kind) {
    case 'STAFF': {
      const { subject, division, roles } = principal;
      return { subject, role: role ?? roles[0], division, checkId: requestId };
    }
    case 'PARTNER':
    case 'APPLICANT':
      return { subject: principal.subject, role: principal.kind, division: '', checkId: requestId };
    case 'SYSTEM':
      return { subject: principal.program, role: 'SYSTEM', division: '', checkId: requestId };
  }
}

function readPartner(claims: unknown): Partner {
  const read = partnerSchema.safeParse(claims);
  if (!read.success) throw unusable();
  const { sub: subject, partner: partnerId = subject, agreements } = read.data;
  return { kind: 'PARTNER', subject, partnerId, agreements };
}

function readApplicant(claims: unknown): Applicant {
  const read = applicantSchema.safeParse(claims);
  if (!read.success) throw unusable();
  const { sub: subject, person: personId, application: applicationId } = read.data;
  return { kind: 'APPLICANT', subject, personId, applicationId };
}

function readDivision(code: string): string {
  try {
    return parseRegion(code);
  } catch (thrown) {
    throw unusable(thrown);
  }
}

function unusable(cause?: unknown): Problem {
  return new Problem(
    {
      code: 'UNAUTHENTICATED',
      field: 'authorization',
      zh: '令牌缺少有效的 sub、role（或 roles）或 division 声明；请联系身份管理方为您的账号配置角色和行政区划。',
      en: 'the token lacks a usable sub, role (or roles) or division claim; ask the identity provider to set them for your account',
    },
    { cause },
  );
}
