import { namesMatch } from '../../src/identity/person-name.ts';
import type { Recorded, Registers } from './person.ts';
import type { Population } from './population.ts';

export type Asked = { readonly number: string; readonly formerNumber: string; readonly name: string };

export type LookUp<Entry> =
  | { readonly result: 'NONE' }
  | { readonly result: 'MISMATCH' }
  | { readonly result: 'FOUND'; readonly entry: Entry };

/**
 * Looks somebody up as a department does: by the number as it stands in its register, which may be the old one, then
 * by the name.
 */
export function lookUp<Entry extends { readonly recorded: Recorded }>(
  population: Population,
  asked: Asked,
  entryOf: (registers: Registers) => Entry | null | undefined,
): LookUp<Entry> {
  const person = population.findByNumber(asked.number);
  const entry = person === null ? null : entryOf(person.registers);
  if (entry === null || entry === undefined) return { result: 'NONE' };
  const { number, name } = entry.recorded;
  if (number !== asked.number && number !== asked.formerNumber) return { result: 'NONE' };
  return namesMatch(name, asked.name) ? { result: 'FOUND', entry } : { result: 'MISMATCH' };
}
