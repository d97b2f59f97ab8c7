import Table from 'cli-table3';
import { z } from 'zod';
import { seeded } from '../../../adapters/sandbox/seeded.ts';
import type { Seeded } from '../../../adapters/sandbox/seeded.ts';
import { createDemoClient } from '../../../src/main/demo-client.ts';
import type { DemoClient } from '../../../src/main/demo-client.ts';
import { Lifecycle } from '../../../src/main/lifecycle.ts';
import { nameForms } from '../../../src/identity/name-search.ts';
import { percentile } from '../figures.ts';
import { describeMachine } from '../machine.ts';
import { startSearchInstallation } from './installation.ts';
import { benchFamilies } from './people.ts';
import type { BenchPerson } from './people.ts';

const AIM = { p50Ms: 50, p99Ms: 250 };
const WARM_UP = 50;
/** One person may search 40 times a minute; each of so many searches less often. */
const SEARCHERS = 100;
const FIRST = 20;

const KINDS = ['number', 'full name', 'surname and one', 'initials', 'surname'] as const;
type Kind = (typeof KINDS)[number];
/** Searches of each kind in a hundred. */
const MIX: Readonly<Record<Kind, number>> = {
  number: 30,
  'full name': 30,
  'surname and one': 20,
  initials: 10,
  surname: 10,
};

const SEARCH = `query ($search: CaseSearch!) { findCases(search: $search, purpose: ENQUIRY, first: ${FIRST}) {
  edges { node { application { id number state divisionName acceptedAt } people { name maskedNumber birthDate relation } } }
  pageInfo { hasNextPage endCursor } total { count orMore } } }`;
const answerSchema = z.object({
  findCases: z.object({
    edges: z.array(z.object({ node: z.object({ people: z.array(z.object({ name: z.string() })).min(1) }) })),
    total: z.object({ count: z.number(), orMore: z.boolean() }),
  }),
});

type Draw = { readonly kind: Kind; readonly search: Readonly<Record<string, string>>; readonly person: BenchPerson };
type Taken = { readonly kind: Kind; readonly ms: number; readonly found: number };

/** `npm run bench -- search`. */
export async function benchSearch(amount: {
  readonly people: number;
  readonly draws: number;
  readonly seed: string;
  readonly json: boolean;
}): Promise<void> {
  const machine = describeMachine();
  const tell = (text: string): void => void process.stderr.write(`${text}\n`);
  const life = new Lifecycle();
  try {
    const families = benchFamilies(amount.seed, amount.people);
    const { url, token } = await startSearchInstallation(families, life, tell);
    const clients = await Promise.all(
      Array.from({ length: SEARCHERS }, async (_, at) => createDemoClient(url, await token(at))),
    );
    const people = families.flat();
    const random = seeded(amount.seed, 'draws');
    const wishes = Array.from({ length: WARM_UP + amount.draws }, () => drawn(random, people));
    const taken: Taken[] = [];
    for (const [at, wish] of wishes.entries()) {
      const client = clients[at % clients.length];
      if (client === undefined) throw new RangeError('there are searchers');
      const one = await search(client, wish);
      if (at >= WARM_UP) taken.push(one);
    }
    say({ ...amount, families: families.length }, machine, taken);
  } finally {
    await life.stop();
  }
}

function drawn(random: Seeded, people: readonly BenchPerson[]): Draw {
  const person = people[random.int(0, people.length - 1)];
  if (person === undefined) throw new RangeError('there are people');
  const kind = kindAt(random.int(0, 99));
  return { kind, person, search: searchOf(kind, person, random) };
}

function kindAt(position: number): Kind {
  let upTo = 0;
  return KINDS.find((kind) => position < (upTo += MIX[kind])) ?? 'surname';
}

function searchOf(kind: Kind, { name, number, surname, given }: BenchPerson, random: Seeded): Draw['search'] {
  switch (kind) {
    case 'number':
      return { number };
    case 'full name':
      return { name };
    case 'surname and one':
      return { surname, character: random.pick([...given]) };
    case 'initials':
      return { initials: nameForms(name).initials[0] ?? '' };
    case 'surname':
      return { surname };
  }
}

/** A page that does not hold whom it must hold is no result, however fast it came. */
async function search(client: DemoClient, { kind, search: wish, person }: Draw): Promise<Taken> {
  const began = performance.now();
  const { findCases } = await client.query(answerSchema, SEARCH, { search: wish });
  const ms = performance.now() - began;
  const names = findCases.edges.flatMap(({ node }) => node.people.map((one) => one.name));
  const isSought = (name: string): boolean =>
    kind === 'number' || kind === 'full name'
      ? name === person.name
      : kind === 'initials' || name.startsWith(person.surname);
  if (names.length === 0 || !names.every(isSought)) throw new Error(`a search by ${kind} found somebody else`);
  return { kind, ms, found: findCases.total.count };
}

function say(
  amount: {
    readonly people: number;
    readonly families: number;
    readonly draws: number;
    readonly seed: string;
    readonly json: boolean;
  },
  machine: ReturnType<typeof describeMachine>,
  taken: readonly Taken[],
): void {
  const spread = (of: readonly Taken[]) => {
    const ms = of.map((one) => one.ms);
    return {
      draws: of.length,
      p50Ms: percentile(ms, 50),
      p99Ms: percentile(ms, 99),
      slowestMs: Math.max(...ms),
      foundP50: percentile(
        of.map(({ found }) => found),
        50,
      ),
    };
  };
  const results = {
    all: spread(taken),
    ...Object.fromEntries(KINDS.map((kind) => [kind, spread(taken.filter((one) => one.kind === kind))])),
  };
  if (amount.json) {
    process.stdout.write(
      `${JSON.stringify({ bench: 'search', machine, settings: { ...amount, aim: AIM, mix: MIX }, results })}\n`,
    );
    return;
  }
  const table = new Table({
    head: [
      'searched by',
      'draws',
      `p50 ms (aim ${AIM.p50Ms})`,
      `p99 ms (aim ${AIM.p99Ms})`,
      'slowest',
      'cases found, p50',
    ],
    style: { head: [], border: [] },
  });
  for (const [kind, { draws, p50Ms, p99Ms, slowestMs, foundP50 }] of Object.entries(results)) {
    table.push([
      kind,
      draws,
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
      slowestMs.toFixed(1),
      foundP50 >= 1_000 ? '1,000+' : foundP50,
    ]);
  }
  process.stdout.write(
    `${table.toString()}\n${amount.people} people in ${amount.families} cases, surnames by their real shares; ${amount.draws} searches of seed "${amount.seed}", ` +
      `one after the other by ${SEARCHERS} people who serve the whole city, first ${FIRST} cases with the count; ` +
      `gateway and PostgreSQL, each its own process, production mode; over HTTP with token, purpose and log\n` +
      `${machine.cores} cores, load before ${machine.loadBefore}, Node ${machine.node}, commit ${machine.commit}\n`,
  );
}
