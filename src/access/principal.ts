import { z } from 'zod';
import type { Actor } from '../audit/actor.ts';
import { parseRegion } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';
import { isStorable } from '../platform/storable-text.ts';

type In<Kind extends Actor['role']> = {
  readonly kind: Kind;
  /** `sub` of the token. */
  readonly subject: string;
  /** GB/T 2260 code of the place that the caller serves; everything within it is theirs to see, nothing else. */
  readonly division: string;
};

/** Registers cases, records letters, requests verifications. */
export type Caseworker = In<'CASEWORKER'>;
/** Second pair of eyes on a case 复核人: reviews reports that others requested, and decides 审核确认. */
export type Reviewer = In<'REVIEWER'>;
/** A department that answers questions; it sees nothing of cases. */
export type Partner = In<'PARTNER'>;
/** 审计、财政、监察: reads everything of its place. */
export type Auditor = In<'AUDITOR'>;
/** Keeps the machinery running; sees no person's data. */
export type Operator = In<'OPERATOR'>;

/** A caller from outside, one of these kinds. `SYSTEM` is no kind of caller: only our own workers act as it. */
export type Principal = Caseworker | Reviewer | Partner | Auditor | Operator;

const claimsSchema = z.object({
  sub: z.string().min(1).max(200).refine(isStorable),
  role: z.enum(['CASEWORKER', 'REVIEWER', 'PARTNER', 'AUDITOR', 'OPERATOR']),
  division: z.string(),
});

/**
 * The caller that verified claims speak of.
 * @throws Problem UNAUTHENTICATED when `sub`, `role` or `division` is missing or unknown.
 */
export function readPrincipal(claims: unknown): Principal {
  const result = claimsSchema.safeParse(claims);
  if (!result.success) throw unusable();
  const { sub, role, division } = result.data;
  return { kind: role, subject: sub, division: readDivision(division) };
}

/** The caller as the log of looks knows it. */
export function actorOf(principal: Principal, checkId: string): Actor {
  return { subject: principal.subject, role: principal.kind, division: principal.division, checkId };
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
      zh: '令牌缺少有效的 sub、role 或 division 声明；请联系身份管理方为您的账号配置角色和行政区划。',
      en: 'the token lacks a usable sub, role or division claim; ask the identity provider to set them for your account',
    },
    { cause },
  );
}
