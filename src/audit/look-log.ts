import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { Retention } from '../protection/retention.ts';
import type { Actor } from './actor.ts';

/** Every kind of act that leaves an audit entry. A new act on a person's data needs its name here first. */
export const LOOK_ACTS = [
  'REGISTER_APPLICATION',
  'READ_APPLICATION',
  'CHANGE_HOUSEHOLD',
  'RECORD_LETTER',
  'READ_LETTER',
  'END_LETTER',
  'WITHDRAW_GRANT',
  'REQUEST_VERIFICATION',
  'REQUEST_LOOKUP',
  'CANCEL_VERIFICATION',
  'ASK_SOURCE',
  'TAKE_ANSWER',
  'REUSE_ANSWER',
  'READ_PROGRESS',
  'READ_EVIDENCE',
  'REASSESS_CASE',
  'READ_POLICY_EFFECT',
  'DECIDE_POLICY_EFFECT',
  'ISSUE_REPORT',
  'READ_REPORT',
  'PRINT_REPORT',
  /** A caller without a token asked whether a printed report is genuine. */
  'READ_PAPER_STATE',
  'REVIEW_REPORT',
  'READ_REVIEW',
  'RECORD_STEP',
  'READ_CLOCKS',
  'DECIDE',
  'READ_DECISION',
  'PRINT_NOTICE',
  'CLOSE_APPLICATION',
  'READ_LOG',
  'FILE_OBJECTION',
  'ASK_AGAIN',
  'SETTLE_OBJECTION',
  'OPEN_DISPUTE',
  'CONFIRM_LIFE',
  'SEND_CORRECTION',
  'RECORD_CORRECTION',
  'SETTLE_DISPUTE',
  'ADD_PROOF',
  'READ_CONTEST',
  'READ_EXPLANATION',
  'READ_PROOF',
  'REMIND_SOURCE',
  'SET_EXPECTED_TIME',
  'LOAD_POLICY',
  'ENTER_POLICY_VALUE',
  'CONFIRM_POLICY_VALUE',
  'TAKE_EFFECT',
  'RECORD_STAFF',
  'READ_WORK_ITEMS',
  'ASSIGN_WORK_ITEMS',
  'SETTLE_WORK_ITEMS',
  'FIND_CASES',
  'INDEX_NAMES',
  'RECORD_CONTACT',
  'ASSIGN_CASES',
  'WITHDRAW_APPLICATION',
  'END_APPLICATION',
] as const;
export type LookAct = (typeof LOOK_ACTS)[number];

/** The purpose of acts that the office does on a case without asking a source. */
export const CASE_HANDLING = 'CASE_HANDLING';

/** One audit entry. It contains only ids, kinds and words in capitals, never a number, name or amount. */
export type LookEntry = {
  readonly act: LookAct;
  readonly purpose: string;
  readonly applicationId?: string;
  readonly verificationId?: string;
  /** Stable random id; never a number or a name. */
  readonly personId?: string;
  readonly sourceId?: string;
  readonly institution?: string;
  readonly requestId?: string;
  readonly letterNumber?: string;
  /** Kinds of fields read or asked, e.g. `NAME`, `CERTIFICATE`, `HOME_TITLE`; never their values. */
  readonly fieldKinds: readonly string[];
  /** The result: `DONE`, `REFUSED`, or the kind of an answer. */
  readonly outcome: string;
  /** Division of the case or person. */
  readonly division: string;
};

const RETENTION: Retention = 'LOOK_LOG';
const WORD = /^[A-Z][A-Z0-9_]{1,59}$/;

/** Appends one audit entry; see {@link recordLooksBy}. */
export async function recordLook(trx: Database, at: Date | Clock, actor: Actor, entry: LookEntry): Promise<void> {
  await recordLooksBy(trx, at, [{ actor, entry }]);
}

/**
 * Appends audit entries in the caller's transaction: when they cannot be written, the act fails too. One worker may
 * act for several checks at once, each under its own request id.
 * Source: 个人信息保护法 Art 51 and 56; GB/T 22239-2019 on audit records.
 *
 * @param at the instant of the act; a clock where the entry is the whole act, as for a read.
 * @throws RangeError where a purpose, outcome or kind of field is not a word in capitals.
 */
export async function recordLooksBy(
  trx: Database,
  at: Date | Clock,
  looks: readonly { readonly actor: Actor; readonly entry: LookEntry }[],
): Promise<void> {
  if (looks.length === 0) return;
  const instant = at instanceof Date ? at : at.now();
  await insertRows(
    trx,
    'look_log',
    looks.map(({ actor, entry }) => ({
      at: instant,
      actor: actor.subject,
      role: actor.role,
      purpose: word(entry.purpose),
      act: entry.act,
      application_id: entry.applicationId ?? null,
      verification_id: entry.verificationId ?? null,
      person_id: entry.personId ?? null,
      source_id: entry.sourceId ?? null,
      institution: entry.institution ?? null,
      request_id: entry.requestId ?? null,
      letter_number: entry.letterNumber ?? null,
      field_kinds: entry.fieldKinds.map(word),
      outcome: word(entry.outcome),
      check_id: actor.checkId,
      division: entry.division,
      retention: RETENTION,
    })),
  );
}

function word(text: string): string {
  // The message does not repeat the text, because a text that is no such word may be a personal value.
  if (!WORD.test(text)) throw new RangeError('the audit log takes words in capitals only');
  return text;
}
