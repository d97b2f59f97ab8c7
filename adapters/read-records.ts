import { z } from 'zod';
import type { Fact, FactType } from '../src/evidence/facts.ts';
import { differencesOf } from '../src/evidence/format-sample.ts';
import { SourceFault } from '../src/sources/port.ts';

/**
 * The result of reading a list of records. A record that cannot be read is set aside and counted under its kind of
 * fact, so that one unexpected value does not spoil the other records, and nobody mistakes the gap for an empty
 * register.
 */
export type ReadRecords = {
  readonly facts: readonly Fact[];
  /** One entry for each record set aside; `null` for a kind that is not known. */
  readonly unread: readonly (FactType | null)[];
  /** Where they are not as agreed, in words that hold nothing of them. */
  readonly differences: readonly string[];
};

/** How one kind of record is read. */
export type RecordKind = { readonly fact: FactType; readonly schema: z.ZodType<Fact> };

/**
 * A list of records, each read by itself. The list is the envelope: a value that is no list, or a longer list, is
 * refused. A list is refused too where every record carries a field that was never agreed: the department has changed
 * the layout of its records, and the mended adapter can read all of them again.
 * @param kindOf the kind of a record by what it says of itself; `null` where that is no known kind.
 */
export function readRecords(longest: number, kindOf: (record: unknown) => RecordKind | null): z.ZodType<ReadRecords> {
  return z
    .array(z.unknown())
    .max(longest)
    .transform((records, context) => {
      const read = records.map((record) => readRecord(kindOf(record), record));
      if (read.length > 0 && read.every(hasOtherFields)) {
        context.addIssue({ code: 'unrecognized_keys', keys: [], message: 'the layout of the records has changed' });
      }
      return recordsOf(read);
    });
}

function hasOtherFields(record: RecordRead): boolean {
  return 'unread' in record && record.differences.some((difference) => difference.endsWith('UNRECOGNIZED_KEYS'));
}

/** One record: a fact, or the kind that it would have been and why it is none. */
export type RecordRead =
  | { readonly fact: Fact }
  | { readonly unread: FactType | null; readonly differences: readonly string[] };

export function readRecord(kind: RecordKind | null, record: unknown): RecordRead {
  if (kind === null) return { unread: null, differences: ['records[] UNKNOWN_KIND'] };
  try {
    const parsed = kind.schema.safeParse(record);
    if (parsed.success) return { fact: parsed.data };
    return { unread: kind.fact, differences: differencesOf(parsed.error).map((line) => `records[].${line}`) };
  } catch (thrown) {
    // A table of codes refuses a code by a fault.
    if (!(thrown instanceof SourceFault)) throw thrown;
    return { unread: kind.fact, differences: thrown.differences };
  }
}

/** Combines the results of single records. */
export function recordsOf(records: readonly RecordRead[]): ReadRecords {
  return {
    facts: records.flatMap((one) => ('fact' in one ? [one.fact] : [])),
    unread: records.flatMap((one) => ('fact' in one ? [] : [one.unread])),
    differences: [...new Set(records.flatMap((one) => ('fact' in one ? [] : one.differences)))],
  };
}

/** Whether there is any record in it, read or not. */
export function hasRecords({ facts, unread }: ReadRecords): boolean {
  return facts.length + unread.length > 0;
}

/** A list without records. */
export const NO_RECORDS: ReadRecords = { facts: [], unread: [], differences: [] };
