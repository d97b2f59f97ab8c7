import type { Period } from '../src/evidence/answer.ts';
import type { FactType } from '../src/evidence/facts.ts';
import { countUnread, kindsUnread } from '../src/evidence/unread-records.ts';
import type { CalendarDate } from '../src/platform/calendar-date.ts';
import type { Inquiry, SourceReply } from '../src/sources/port.ts';
import { answersAnother, recordedNameMatches, wireCertificate } from './recorded-identity.ts';
import type { ReadRecords } from './read-records.ts';
import type { WireRecord } from './wire-record.ts';

/** A register's answer about one person, read from its own form. */
export type RecordedAnswer = {
  readonly requestId: string;
  readonly territory: string;
  readonly dataDate: CalendarDate;
  readonly period: Period;
  /** Exactly as it arrived. */
  readonly raw: Uint8Array;
  readonly found:
    | { readonly kind: 'NO_RECORD' | 'IDENTITY_MISMATCH' }
    | {
        readonly kind: 'HIT' | 'PARTIAL';
        /** Whom the register has recorded, in its own writing. */
        readonly owner: { readonly number: string; readonly name: string };
        readonly records: ReadRecords;
        /** The parts that it declares to be missing. */
        readonly missing: readonly FactType[];
      };
};

/** Result codes that the shared protocols use: 0 none, 1 records, 2 recorded under another name, 3 a part only. */
export type ResultCode = '0' | '1' | '2' | '3';

/**
 * The answer for a result code with its records.
 * @param told owner, records and codes of the missing parts; `null` where the code comes without records.
 */
export function foundOf(
  code: ResultCode,
  told: {
    readonly owner: { readonly number: string; readonly name: string };
    readonly records: ReadRecords;
    readonly lacking: readonly string[];
  } | null,
  records: readonly WireRecord[],
): RecordedAnswer['found'] {
  if (told === null) return { kind: code === '2' ? 'IDENTITY_MISMATCH' : 'NO_RECORD' };
  const missing = records.filter((record) => told.lacking.includes(record.code)).map(({ fact }) => fact);
  return { kind: code === '3' ? 'PARTIAL' : 'HIT', owner: told.owner, records: told.records, missing };
}

/** Whom a question is about, as it left. */
export type Asked = {
  readonly requestId: string;
  readonly number: string;
  readonly formerNumber: string;
  readonly name: string;
};

/**
 * The reply to an inquiry.
 * @param given kinds of fact that the source gives.
 * @throws SourceFault as {@link replyToAsked}.
 */
export function replyTo(inquiry: Inquiry, answer: RecordedAnswer, given: readonly FactType[]): SourceReply {
  const { number, formerNumber } = wireCertificate(inquiry.certificate);
  return replyToAsked({ requestId: inquiry.requestId, number, formerNumber, name: inquiry.name }, answer, given);
}

/**
 * The reply to what was asked. An answer about another name becomes IDENTITY_MISMATCH, and none of its facts is kept.
 * Records that were set aside make a part of it.
 * @throws SourceFault FORMAT_CHANGED where it answers another request or is about another number.
 */
export function replyToAsked(asked: Asked, answer: RecordedAnswer, given: readonly FactType[]): SourceReply {
  if (answer.requestId !== asked.requestId) throw answersAnother('REQUEST');
  const { territory, period, dataDate, raw, found } = answer;
  const common = { requestId: asked.requestId, coverage: { territory, period }, dataDate, raw };
  if (!('owner' in found)) return { ...common, kind: found.kind, facts: [] };
  if (!recordedNameMatches(asked, found.owner)) return { ...common, kind: 'IDENTITY_MISMATCH', facts: [] };
  return { ...common, ...toldBy(found.kind, found.records, found.missing, given) };
}

/** Kind, facts and gaps of an answer with records: one of which a record was set aside is a part. */
export function toldBy(
  kind: 'HIT' | 'PARTIAL',
  { facts, unread, differences }: ReadRecords,
  lacking: readonly FactType[],
  given: readonly FactType[],
): Pick<SourceReply, 'kind' | 'facts' | 'missing' | 'unread' | 'differences'> {
  if (unread.length === 0) return kind === 'PARTIAL' ? { kind, facts, missing: lacking } : { kind, facts };
  const counted = countUnread(unread);
  const missing = [...new Set([...lacking, ...kindsUnread(counted, given)])];
  return { kind: 'PARTIAL', facts, missing, unread: counted, differences };
}
