import { regionCovers } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';
import type { Principal } from './principal.ts';

/** What a caller can ask of the gateway. */
export const ACTS = [
  'REGISTER_APPLICATION',
  'RECORD_LETTER',
  'END_LETTER',
  /** Somebody takes their consent back. */
  'WITHDRAW_GRANT',
  'REQUEST_VERIFICATION',
  'CANCEL_VERIFICATION',
  /** A next version of a report from answers that came late. */
  'RENEW_REPORT',
  /** A step of the procedure by which the clocks run. */
  'RECORD_STEP',
  /** The second pair of eyes on a report version. */
  'REVIEW_REPORT',
  /** Grant, refuse, change, stop. */
  'DECIDE',
  /** Ends a case whose refusal or stop is final, and its letter. */
  'CLOSE_APPLICATION',
  /** Every act of a case in order, and who did it. */
  'READ_LOG',
  /** On behalf of the family: an objection, its proof, the question put again. */
  'FILE_OBJECTION',
  /** How an objection ends; never by who filed it, requested the check or reviewed the version. */
  'SETTLE_OBJECTION',
  /** A stolen identity or a false death: the dispute, a proof of life, the ticket to the department and its answer. */
  'OPEN_DISPUTE',
  'SETTLE_DISPUTE',
  /** Application, household, letters. */
  'READ_CASE',
  /** Verification, evidence, progress, reports. */
  'READ_VERIFICATION',
  /** What a policy pack does to the stock. */
  'READ_POLICY_EFFECT',
  /** Adopt such a list, or set it aside. */
  'DECIDE_POLICY_EFFECT',
  /** How the sources do; nothing of people. */
  'READ_SOURCES',
  /** Remind a department, note when it will be back. */
  'ATTEND_SOURCE',
  /** Ask the schema what it holds. */
  'INTROSPECT',
] as const;
export type Act = (typeof ACTS)[number];

const MAY: Readonly<Record<Principal['kind'], ReadonlySet<Act>>> = {
  CASEWORKER: new Set([
    'REGISTER_APPLICATION',
    'RECORD_LETTER',
    'END_LETTER',
    'WITHDRAW_GRANT',
    'REQUEST_VERIFICATION',
    'CANCEL_VERIFICATION',
    'RENEW_REPORT',
    'RECORD_STEP',
    'CLOSE_APPLICATION',
    'FILE_OBJECTION',
    'OPEN_DISPUTE',
    'READ_CASE',
    'READ_VERIFICATION',
  ]),
  REVIEWER: new Set([
    'RECORD_STEP',
    'REVIEW_REPORT',
    'DECIDE',
    'CLOSE_APPLICATION',
    'SETTLE_OBJECTION',
    'SETTLE_DISPUTE',
    'READ_CASE',
    'READ_VERIFICATION',
    'READ_POLICY_EFFECT',
    'DECIDE_POLICY_EFFECT',
  ]),
  AUDITOR: new Set(['READ_LOG', 'READ_CASE', 'READ_VERIFICATION', 'READ_POLICY_EFFECT']),
  PARTNER: new Set(),
  OPERATOR: new Set(['READ_SOURCES', 'ATTEND_SOURCE', 'INTROSPECT']),
};

/** Whether this kind of caller does such things at all; says nothing of the place. */
export function may(principal: Principal, act: Act): boolean {
  return MAY[principal.kind].has(act);
}

/** Whether the caller's place covers the division of a row: county sees township, never its neighbour. */
export function serves(principal: Principal, division: string): boolean {
  return regionCovers(principal.division, division);
}

/** @throws Problem FORBIDDEN when this kind of caller never does this. */
export function assertMay(principal: Principal, act: Act): void {
  if (may(principal, act)) return;
  throw new Problem({
    code: 'FORBIDDEN',
    zh: '您的角色无权进行此操作；如确需办理，请由有相应权限的人员操作或联系管理员调整角色。',
    en: 'your role does not include this act; ask a colleague whose role does, or have your role changed',
  });
}

/**
 * A new row may only be made within the caller's own place.
 * @throws Problem FORBIDDEN naming the field.
 */
export function assertServes(principal: Principal, division: string, field: string): void {
  if (serves(principal, division)) return;
  throw new Problem({
    code: 'FORBIDDEN',
    field,
    zh: '该行政区划不在您的服务范围内；请填写本辖区的代码，或请当地经办人员登记。',
    en: 'this division lies outside the place you serve; give one within it, or ask the local office',
  });
}
