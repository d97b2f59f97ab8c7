import { comparePeople } from '../identity/same-person.ts';
import type { WrittenPerson } from '../identity/same-person.ts';

/** People in registers who are not on the form, each counted once, in whichever register and spelling. */
export class Strangers {
  readonly #known: WrittenPerson[] = [];

  get size(): number {
    return this.#known.length;
  }

  /** @returns false for one who was told of already, or who cannot be told from one who was. */
  add(person: WrittenPerson): boolean {
    if (this.#known.some((one) => comparePeople(one, person) !== 'OTHER')) return false;
    this.#known.push(person);
    return true;
  }
}
