import { Engine } from 'json-rules-engine';
import type { Almanac, NestedCondition } from 'json-rules-engine';
import type { Fact, HomeTitle, Vehicle } from '../../../src/evidence/facts.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import { COMPARED } from './engine.ts';
import type { Results, RuleEngine } from './engine.ts';
import { NEEDS } from './households.ts';
import type { Given } from './households.ts';

type Answers = Given['answers'];
type Handed = <Name extends keyof Given>(name: Name) => Promise<Given[Name]>;

const engine = new Engine();

/** A fact computed from the given ones; json-rules-engine computes each once per run. */
function derive(name: string, compute: (answers: Answers, handed: Handed) => unknown): void {
  engine.addFact(name, async (_: unknown, almanac: Almanac) => {
    const handed: Handed = (id) => almanac.factValue(id);
    return compute(await handed('answers'), handed);
  });
}

function factsOf<T extends Fact['type']>(answers: Answers, type: T): Extract<Fact, { type: T }>[] {
  return answers.flatMap(({ kind, facts }) =>
    kind === 'HIT' ? facts.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type) : [],
  );
}

const isHome = ({ usage }: HomeTitle): boolean => usage === 'RESIDENTIAL' || usage === 'HOMESTEAD';
const EXEMPT: ReadonlySet<string> = new Set(['DISABILITY_VEHICLE', 'MOTORCYCLE']);
const isAsset = ({ class: sort, status }: Vehicle): boolean =>
  sort !== 'ELECTRIC_BICYCLE' && status !== 'DEREGISTERED' && !EXEMPT.has(sort);

derive(
  'homesHeld',
  (answers) => factsOf(answers, 'HOME_TITLE').filter((one) => one.status === 'CURRENT' && isHome(one)).length,
);
derive('homesInDoubt', async (answers, handed) => {
  const lookback = await handed('lookback');
  const inDoubt = (one: HomeTitle): boolean =>
    one.status !== 'CURRENT' || !isHome(one) || (one.registeredOn ?? '') >= lookback;
  return factsOf(answers, 'HOME_TITLE').filter(inDoubt).length;
});
const isLive = (one: Vehicle): boolean => one.status === 'NORMAL' && one.use === 'PRIVATE';
derive('vehiclesLive', (answers) => factsOf(answers, 'VEHICLE').filter((one) => isAsset(one) && isLive(one)).length);
derive(
  'vehiclesInDoubt',
  (answers) => factsOf(answers, 'VEHICLE').filter((one) => isAsset(one) && !isLive(one)).length,
);
derive(
  'vehiclesExempt',
  (answers) =>
    factsOf(answers, 'VEHICLE').filter((one) => EXEMPT.has(one.class) && one.status !== 'DEREGISTERED').length,
);
derive('percentOfLine', async (answers, handed) => {
  const held = factsOf(answers, 'BANK_HOLDING').reduce((sum, one) => sum + one.balanceFen + one.wealthManagementFen, 0);
  const shares = factsOf(answers, 'SECURITIES_HOLDING').reduce((sum, one) => sum + one.marketValueFen + one.cashFen, 0);
  return ((held + shares) * 100) / ((await handed('lineEachFen')) * (await handed('members')));
});
derive('nearFrom', async (_, handed) => 100 - (await handed('nearPercent')));
derive('nearTo', async (_, handed) => 100 + (await handed('nearPercent')));
for (const id of COMPARED) {
  derive(`kinds${id}`, (answers) =>
    answers.filter(({ sourceId }) => NEEDS[id].some((need) => need === sourceId)).map(({ kind }) => kind),
  );
}

function add(id: string, result: Result, priority: number, any: NestedCondition[]): void {
  engine.addRule({ conditions: { any }, event: { type: id, params: { result } }, priority });
}

/** Above nothing, or above another fact. */
const above = (fact: string, value: unknown = 0): NestedCondition => ({ fact, operator: 'greaterThan', value });

const DOUBT: Readonly<Record<(typeof COMPARED)[number], NestedCondition>> = {
  I01: above('homesInDoubt'),
  I02: above('vehiclesInDoubt'),
  I03: { fact: 'percentOfLine', operator: 'greaterThanInclusive', value: { fact: 'nearFrom' } },
};
add('I01', 'EXCEEDS', 60, [above('homesHeld', { fact: 'homesAllowed' })]);
add('I02', 'EXCEEDS', 60, [above('vehiclesLive', { fact: 'vehiclesAllowed' })]);
add('I03', 'EXCEEDS', 60, [above('percentOfLine', { fact: 'nearTo' })]);
for (const id of COMPARED) {
  const said = (value: string): NestedCondition => ({ fact: `kinds${id}`, operator: 'contains', value });
  add(id, 'PENDING', 50, [said('NO_RESPONSE')]);
  add(id, 'NOT_AUTHORISED', 40, [said('NOT_AUTHORISED')]);
  add(id, 'WARNING', 30, [said('STALE'), DOUBT[id]]);
  add(id, 'MEETS', 10, [above('members')]);
}
add('I02', 'EXEMPT', 20, [above('vehiclesExempt')]);

/** The same in json-rules-engine: events of rules by priority, the first of each indicator is its result. */
export const jsonRules: RuleEngine = {
  name: 'json-rules-engine',
  gives: 'the result',
  run: async (households) => {
    const all: Results[] = [];
    for (const { given } of households) {
      const { events } = await engine.run(given);
      // The last to be written is the first event, that of the highest priority.
      const results = events.toReversed().map(({ type, params }) => [type, params?.['result']]);
      all.push(Object.fromEntries(results) as Results);
    }
    return all;
  },
};
