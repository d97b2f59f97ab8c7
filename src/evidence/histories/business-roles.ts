import type { FactOf } from '../facts.ts';

type Role = FactOf<'BUSINESS_ROLE'>;

const RANK: Readonly<Record<Role['state'], number>> = { IN_BUSINESS: 0, REVOKED: 1, DEREGISTERED: 2 };

/**
 * Roles in enterprises, each once and with the latest state of its enterprise. The state belongs to the enterprise,
 * regardless of the person asked about: a deregistered enterprise is so for each of its members. An entry without a
 * date of its state is as old as the registration; of several on one day, the irreversible one counts.
 * @param parts of any number of people, in any order; the order is kept.
 * @param holderOf the person who has the role.
 */
export function standingRoles<Item extends { readonly fact: Role }>(
  parts: readonly Item[],
  holderOf: (part: Item) => string,
): readonly Item[] {
  const last = new Map<string, Role>();
  for (const { fact } of parts) {
    const known = last.get(fact.entityCode);
    if (known === undefined || orderOf(known) < orderOf(fact)) last.set(fact.entityCode, fact);
  }
  return parts
    .filter((part) => !parts.some((other) => isSamePart(part, other, holderOf) && isAfter(other.fact, part.fact)))
    .map((part) => {
      const state = last.get(part.fact.entityCode);
      if (state === undefined || state.state === part.fact.state) return part;
      return { ...part, fact: { ...part.fact, state: state.state, stateOn: state.stateOn } };
    });
}

function isSamePart<Item extends { readonly fact: Role }>(a: Item, b: Item, holderOf: (part: Item) => string): boolean {
  return a.fact.entityCode === b.fact.entityCode && a.fact.role === b.fact.role && holderOf(a) === holderOf(b);
}

function isAfter(a: Role, b: Role): boolean {
  const [one, other] = [dayOf(a), dayOf(b)];
  return one === other ? RANK[a.state] > RANK[b.state] : one > other;
}

function dayOf({ stateOn, registeredOn }: Role): string {
  return stateOn ?? registeredOn;
}

/** By day, then by state, then by the whole entry, so that the order of the evidence moves nothing. */
function orderOf(role: Role): string {
  return `${dayOf(role)} ${RANK[role.state]} ${JSON.stringify(role)}`;
}
