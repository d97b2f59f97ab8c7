import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { COMPARED } from './engine.ts';
import type { Results, RuleEngine } from './engine.ts';
import { NEEDS } from './households.ts';

const MISSING = ['NO_RESPONSE', 'NOT_AUTHORISED', 'STALE'] as const;

const found = (source: string): string =>
  `flatMap(filter(answers, #.sourceId == '${source}' and #.kind == 'HIT'), #.facts)`;
const NO_ASSET = "(#.class == 'ELECTRIC_BICYCLE' or #.status == 'DEREGISTERED')";
const EXEMPT = "(#.class == 'DISABILITY_VEHICLE' or #.class == 'MOTORCYCLE')";
const ASSET = `not(${NO_ASSET}) and not(${EXEMPT})`;
const LIVE = "(#.status == 'NORMAL' and #.use == 'PRIVATE')";
const HOME = "(#.usage == 'RESIDENTIAL' or #.usage == 'HOMESTEAD')";

/** In order: later ones read earlier ones by `$`. */
const counted: readonly (readonly [key: string, value: string])[] = [
  ['homes', found('real-estate')],
  ['vehicles', found('vehicles')],
  ['holdings', found('banks')],
  ['securities', found('securities')],
  ['homesHeld', `count($.homes, #.status == 'CURRENT' and ${HOME}) - homesAllowed`],
  ['homesInDoubt', `count($.homes, #.status != 'CURRENT' or not(${HOME}) or date(#.registeredOn) >= date(lookback))`],
  ['vehiclesLive', `count($.vehicles, ${ASSET} and ${LIVE}) - vehiclesAllowed`],
  ['vehiclesInDoubt', `count($.vehicles, ${ASSET} and not(${LIVE}))`],
  ['vehiclesExempt', `count($.vehicles, ${EXEMPT} and #.status != 'DEREGISTERED')`],
  [
    'held',
    'sum(map($.holdings, #.balanceFen + #.wealthManagementFen)) + sum(map($.securities, #.marketValueFen + #.cashFen))',
  ],
  ['beyond', '$.held * 100 - lineEachFen * members * (100 + nearPercent)'],
  ['near', '$.held * 100 - lineEachFen * members * (100 - nearPercent)'],
  ...COMPARED.flatMap((id) => {
    const needed = NEEDS[id].map((source) => `#.sourceId == '${source}'`).join(' or ');
    return MISSING.map((kind) => [`${id}${kind}`, `count(answers, #.kind == '${kind}' and (${needed}))`] as const);
  }),
];

type Row = readonly [result: string, conditions: Readonly<Record<string, string>>];

/** From the top; the first row whose cells all hold. */
function table(id: string, exceeds: Row, doubt: Row, ...last: readonly Row[]) {
  const rows: readonly Row[] = [
    exceeds,
    ['PENDING', { [`${id}NO_RESPONSE`]: '> 0' }],
    ['NOT_AUTHORISED', { [`${id}NOT_AUTHORISED`]: '> 0' }],
    ['WARNING', { [`${id}STALE`]: '> 0' }],
    doubt,
    ...last,
    ['MEETS', {}],
  ];
  const fields = [...new Set(rows.flatMap(([, conditions]) => Object.keys(conditions)))];
  return {
    id,
    name: id,
    type: 'decisionTableNode',
    position: { x: 0, y: 0 },
    content: {
      hitPolicy: 'first',
      inputs: fields.map((field) => ({ id: field, name: field, field })),
      outputs: [{ id: 'result', name: id, field: id }],
      rules: rows.map(([result, conditions], at) => ({
        _id: `${id}-${at}`,
        ...Object.fromEntries(fields.map((field) => [field, conditions[field] ?? ''])),
        result: `'${result}'`,
      })),
    },
  };
}

const tables = [
  table('I01', ['EXCEEDS', { homesHeld: '> 0' }], ['WARNING', { homesInDoubt: '> 0' }]),
  table(
    'I02',
    ['EXCEEDS', { vehiclesLive: '> 0' }],
    ['WARNING', { vehiclesInDoubt: '> 0' }],
    ['EXEMPT', { vehiclesExempt: '> 0' }],
  ),
  table('I03', ['EXCEEDS', { beyond: '> 0' }], ['WARNING', { near: '>= 0' }]),
];
const place = { x: 0, y: 0 };
const edge = (sourceId: string, targetId: string) => ({
  id: `${sourceId}-${targetId}`,
  type: 'edge',
  sourceId,
  targetId,
});
const graph = {
  contentType: 'application/vnd.gorules.decision',
  nodes: [
    { id: 'in', name: 'request', type: 'inputNode', position: place },
    {
      id: 'count',
      name: 'count',
      type: 'expressionNode',
      position: place,
      content: { expressions: counted.map(([key, value]) => ({ id: key, key, value })) },
    },
    ...tables,
    { id: 'out', name: 'response', type: 'outputNode', position: place },
  ],
  edges: [edge('in', 'count'), ...tables.flatMap(({ id }) => [edge('count', id), edge(id, 'out')])],
};

const decision = new ZenEngine().createDecision(new ZenDecisionContent(graph));

/** Enough evaluations at once to keep the threads of its runtime busy. */
const AT_ONCE = 64;

/** The same in GoRules Zen: one graph, compiled once, of expressions and a decision table for each indicator. */
export const zen: RuleEngine = {
  name: 'gorules zen',
  gives: 'the result',
  run: async (households) => {
    const all: Results[] = [];
    for (let from = 0; from < households.length; from += AT_ONCE) {
      const answers = await Promise.all(
        households.slice(from, from + AT_ONCE).map(({ given }) => decision.evaluate(given)),
      );
      all.push(...answers.map(({ result }: { readonly result: Results }) => result));
    }
    return all;
  },
};
