import type { FactOf, FactType } from '../../src/evidence/facts.ts';
import { namesMatch } from '../../src/identity/same-name.ts';
import { factsOf, recordedAt } from './person.ts';
import type { Recorded } from './person.ts';
import type { Population } from './population.ts';

export type Asked = { readonly number: string; readonly formerNumber: string; readonly name: string };

/** The register of one department. */
export type Register<Type extends FactType> = {
  readonly sourceId: string;
  readonly types: readonly Type[];
  /** Selects this body's facts where several bodies hold such facts. */
  readonly holds?: (fact: FactOf<Type>) => boolean;
};

export type LookUp<Type extends FactType> =
  | { readonly result: 'NONE' }
  | { readonly result: 'MISMATCH' }
  | { readonly result: 'FOUND'; readonly recorded: Recorded; readonly facts: readonly FactOf<Type>[] };

/**
 * Looks a person up as a department does: first by the number in its register, which may be the old one, then by the
 * name. A person without a record is unknown to the department, whatever others know.
 */
export function lookUp<Type extends FactType>(
  population: Population,
  { sourceId, types, holds = () => true }: Register<Type>,
  asked: Asked,
): LookUp<Type> {
  const person = population.findByNumber(asked.number);
  if (person === null) return { result: 'NONE' };
  const facts = factsOf(person, ...types).filter(holds);
  const recorded = recordedAt(person, sourceId);
  if (facts.length === 0) return { result: 'NONE' };
  if (recorded.number !== asked.number && recorded.number !== asked.formerNumber) return { result: 'NONE' };
  return namesMatch(recorded.name, asked.name) ? { result: 'FOUND', recorded, facts } : { result: 'MISMATCH' };
}
