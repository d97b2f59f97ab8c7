import { z } from 'zod';
import { FACTS } from '../src/evidence/facts.ts';
import type { Fact, FactOf, FactType } from '../src/evidence/facts.ts';
import { readRecords } from './read-records.ts';
import type { ReadRecords } from './read-records.ts';

/** One kind of record that a department keeps, and how it becomes a fact. */
export type WireRecord = {
  /** The department's own code of the kind of record. */
  readonly code: string;
  readonly fact: FactType;
  /** Names of its fields, without the one that carries the code. */
  readonly fields: readonly string[];
  /**
   * Reads a record straight into a fact. What is not exactly the agreed form, or would be no fact of the vocabulary,
   * is set aside as a whole.
   * @param codeField the field in which records carry their code.
   */
  reader(codeField: string): z.ZodType<Fact>;
};

/**
 * A kind of record in the department's own field names.
 * @param spec.wire fields by name, all of them: a record with another field is none of this kind.
 * @param spec.read record to fact; the form of the record holds when it is called.
 * @example
 * wireRecord({
 *   code: 'SYJ',
 *   fact: 'UNEMPLOYMENT_BENEFIT',
 *   wire: { ydbz: hundredths, lqqs: compactDate, hdjz: compactDate },
 *   read: ({ ydbz, lqqs, hdjz }) => ({ monthlyFen: ydbz, since: lqqs, until: hdjz }),
 * });
 */
export function wireRecord<Type extends FactType, Wire extends z.ZodRawShape>(spec: {
  readonly code: string;
  readonly fact: Type;
  readonly wire: Wire;
  read(record: z.output<z.ZodObject<Wire, z.core.$strict>>): Omit<FactOf<Type>, 'type'>;
}): WireRecord {
  const { code, fact, wire, read } = spec;
  return {
    code,
    fact,
    fields: Object.keys(wire),
    reader: (codeField) =>
      z
        .strictObject({ ...wire, [codeField]: z.literal(code) })
        // The code's field has a name that is known at run time only, so that the type of the rest is lost beside it.
        .transform((record): unknown => ({
          type: fact,
          ...read(record as z.output<z.ZodObject<Wire, z.core.$strict>>),
        }))
        .pipe(schemaOf(fact)),
  };
}

/** A list of records of several kinds, each told by its code. One that cannot be read is set aside, the others count. */
export function recordList(records: readonly WireRecord[], codeField: string): z.ZodType<ReadRecords> {
  const kinds = new Map(
    records.map((record) => [record.code, { fact: record.fact, schema: record.reader(codeField) }]),
  );
  return readRecords(2000, (record) => kinds.get(codeOf(record, codeField)) ?? null);
}

function codeOf(record: unknown, codeField: string): string {
  const code = z.object({ [codeField]: z.string() }).safeParse(record);
  return code.success ? (code.data[codeField] ?? '') : '';
}

function schemaOf(type: FactType): z.ZodType<Fact> {
  const definition = FACTS.find((one) => one.type === type);
  if (definition === undefined) throw new RangeError('a type of fact is in the vocabulary');
  return definition.schema;
}
