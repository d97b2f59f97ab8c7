import type { Fact, FactOf, FactType } from '../../src/evidence/facts.ts';
import { lookUp } from './register.ts';
import type { Asked } from './register.ts';
import type { Population } from './population.ts';
import type { Recorded } from './person.ts';

/** A record of a department as transmitted. */
export type WireRow = Readonly<Record<string, string>>;

/** How a department writes each type of its facts: its code for the kind of record, and the fields. */
export type WireForms = {
  readonly [Type in FactType]?: { readonly code: string; write(fact: FactOf<Type>): WireRow };
};

export type Written =
  | { readonly result: 'NONE' }
  | { readonly result: 'MISMATCH' }
  | {
      readonly result: 'FOUND' | 'PART';
      readonly recorded: Recorded;
      readonly rows: readonly { readonly code: string; readonly fields: WireRow }[];
      /** Codes of the omitted kinds. */
      readonly lacking: readonly string[];
    };

/**
 * The records of a person in this department's forms.
 * @param partial omits the last kind of record, like a department whose second system is down.
 */
export function writeRecords(
  population: Population,
  sourceId: string,
  forms: WireForms,
  asked: Asked,
  partial: boolean,
): Written {
  const kept = Object.entries(forms);
  const types = kept.map(([type]) => type as FactType);
  const found = lookUp(population, { sourceId, types }, asked);
  if (found.result !== 'FOUND') return found;
  const withheld = partial ? kept.at(-1) : undefined;
  const facts = found.facts.filter(({ type }) => type !== withheld?.[0]);
  return {
    result: partial ? 'PART' : 'FOUND',
    recorded: found.recorded,
    rows: facts.map((fact) => written(forms, fact)),
    lacking: withheld === undefined ? [] : [withheld[1].code],
  };
}

function written(forms: WireForms, fact: Fact): { code: string; fields: WireRow } {
  const form: { code: string; write(fact: Fact): WireRow } | undefined = forms[fact.type];
  if (form === undefined) throw new RangeError('a department writes what it keeps');
  return { code: form.code, fields: form.write(fact) };
}
