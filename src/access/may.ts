import type { Role } from '../audit/actor.ts';
import { parseRegion, regionCovers } from '../identity/region.ts';
import type { RegionCode } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';
import { holds } from './principal.ts';
import type { Principal } from './principal.ts';

const CASE_STAFF = ['CASEWORKER', 'COUNTY_OFFICER', 'REVIEWER', 'DECIDER', 'DUTY_OFFICER', 'AUDITOR'] as const;
const POLICY_READERS = ['REVIEWER', 'DECIDER', 'POLICY_OFFICER', 'AUDITOR'] as const;

/** Reads, and the roles that may do them. Writes are acts: `src/access/acts/registry.ts`. */
export const READS = {
  /** Application, household, letters. */
  READ_CASE: CASE_STAFF,
  /** Searching by number, name or paper; each search states its purpose. */
  FIND_CASES: CASE_STAFF,
  /** Verification, evidence, progress, reports. */
  READ_VERIFICATION: CASE_STAFF,
  /** Open work: codes and ids, nothing about people. */
  READ_WORK_ITEMS: [...CASE_STAFF, 'POLICY_OFFICER'],
  /** Every act on a case in order, with its actor. */
  READ_LOG: ['AUDITOR'],
  /** The packs, with every value and its source: rules are for everybody who works by them. */
  READ_POLICY: [...CASE_STAFF, 'POLICY_OFFICER', 'OPERATOR'],
  /** The effects of a policy pack on existing cases. */
  READ_POLICY_EFFECT: POLICY_READERS,
  /** The health of the sources; nothing about people. */
  READ_SOURCES: ['OPERATOR', 'COUNTY_OFFICER', 'DUTY_OFFICER'],
  /** The schema's own description. */
  INTROSPECT: ['OPERATOR'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Read = keyof typeof READS;

/** Whether any role of this principal includes the read; does not look at the division. */
export function may(principal: Principal, read: Read): boolean {
  return READS[read].some((role) => holds(principal, role));
}

/**
 * Whether the principal's division covers the division of a row: a county covers its townships, never its neighbour.
 * Our own programs serve every division; a caller without a division serves none.
 */
export function serves(principal: Principal, division: string): boolean {
  if (principal.kind === 'SYSTEM') return true;
  return principal.kind === 'STAFF' && regionCovers(principal.division, division);
}

/** @throws Problem FORBIDDEN when none of the principal's roles includes this read. */
export function assertMay(principal: Principal, read: Read): void {
  if (!may(principal, read)) throw notInYourRole();
}

/** The refusal of an act or a read that no role of the caller includes. */
export function notInYourRole(): Problem {
  return new Problem({
    code: 'FORBIDDEN',
    zh: '您的角色无权进行此操作；如确需办理，请由有相应权限的人员操作或联系管理员调整角色。',
    en: 'your role does not include this act; ask a colleague whose role does, or have your role changed',
  });
}

/**
 * The division that the principal serves.
 * @throws Problem FORBIDDEN for a caller without one.
 */
export function placeOf(principal: Principal): RegionCode {
  if (principal.kind !== 'STAFF') throw notInYourRole();
  return parseRegion(principal.division);
}

/**
 * Refuses a division outside the principal's own.
 * @throws Problem FORBIDDEN naming the field.
 */
export function assertServes(principal: Principal, division: string, field: string): void {
  if (!serves(principal, division)) throw outsideYourPlace(field);
}

/** The refusal of a new row outside the caller's own division. */
export function outsideYourPlace(field: string): Problem {
  return new Problem({
    code: 'FORBIDDEN',
    field,
    zh: '该行政区划不在您的服务范围内；请填写本辖区的代码，或请当地经办人员登记。',
    en: 'this division lies outside the place you serve; give one within it, or ask the local office',
  });
}
