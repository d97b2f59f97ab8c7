import type { PackOrLayer } from './pack.ts';
import { EXEMPTION_WORDS, RULE_WORDS, UNIT_WORDS, yesNo } from './rule-words.ts';
import type { SingleRule } from './rule-words.ts';
import { stateOfValue } from './sourced.ts';
import type { ValueState } from './sourced.ts';

type Words = { readonly zh: string; readonly en: string };

/** Where a value comes from, and how far it may be relied on. */
export type TextBehind = {
  readonly document: string;
  readonly article: string;
  readonly verified: boolean;
  readonly state: ValueState;
};

/** One rule as one pack has it; `source` is `null` for what frames a pack, which has no text behind it. */
export type RuleSide = {
  readonly value: unknown;
  readonly words: Words;
  readonly source: TextBehind | null;
};

/** A rule in which two packs differ. `SOURCE`: the value is the same, the text behind it or its standing is not. */
export type RuleDifference = {
  readonly rule: string;
  readonly name: Words;
  readonly change: 'CHANGED' | 'ADDED' | 'REMOVED' | 'SOURCE';
  readonly before: RuleSide | null;
  readonly after: RuleSide | null;
};

/** The differences between two packs, the frame first, then rule by rule in the order of the schema. Pure. */
export function diffPacks(before: PackOrLayer, after: PackOrLayer): readonly RuleDifference[] {
  const [left, right] = [rulesOf(before), rulesOf(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((rule): RuleDifference[] => {
    const [a, b] = [left.get(rule), right.get(rule)];
    const name = (b ?? a)?.name;
    const change = changeOf(a?.side ?? null, b?.side ?? null);
    if (name === undefined || change === null) return [];
    return [{ rule, name, change, before: a?.side ?? null, after: b?.side ?? null }];
  });
}

function changeOf(before: RuleSide | null, after: RuleSide | null): RuleDifference['change'] | null {
  if (before === null) return 'ADDED';
  if (after === null) return 'REMOVED';
  if (textOf(before.value) !== textOf(after.value)) return 'CHANGED';
  return textOf(before.source) === textOf(after.source) ? null : 'SOURCE';
}

/** A rule of a pack with its name. */
export type Named = { readonly name: Words; readonly side: RuleSide };

/** Everything that a pack or a layer says, by the name of the rule, its frame first. */
export function rulesOf(pack: PackOrLayer): ReadonlyMap<string, Named> {
  const { exemptions = {}, incomeExclusions = [], deadlines = [] } = pack.rules;
  return new Map<string, Named>([
    ...frameOf(pack),
    ...(Object.keys(RULE_WORDS) as SingleRule[]).flatMap((rule) => singleOf(pack, rule)),
    ...Object.entries(EXEMPTION_WORDS).flatMap(([key, name]): [string, Named][] => {
      const rule = exemptions[key as keyof typeof exemptions];
      if (rule === undefined) return [];
      return [
        [
          `exemptions.${key}`,
          { name, side: { value: rule.value, words: yesNo(rule.value), source: textBehind(rule) } },
        ],
      ];
    }),
    ...incomeExclusions.map((rule): [string, Named] => {
      const { kind, zh, validFrom } = rule.value;
      const days = span(rule.value);
      const side = { value: rule.value, words: { zh: `不计入收入，${days.zh}`, en: `left out of income, ${days.en}` } };
      const name = { zh, en: `exclusion ${kind}` };
      return [`incomeExclusions.${kind}.${validFrom}`, { name, side: { ...side, source: textBehind(rule) } }];
    }),
    ...deadlines.map((rule): [string, Named] => {
      const { kind, zh, count, unit, validFrom } = rule.value;
      const [days, words] = [span(rule.value), UNIT_WORDS[unit]];
      const told = { zh: `${count} ${words.zh}，${days.zh}`, en: `${count} ${words.en}, ${days.en}` };
      const side = { value: rule.value, words: told, source: textBehind(rule) };
      return [`deadlines.${kind}.${validFrom}`, { name: { zh, en: `term ${kind}` }, side }];
    }),
  ]);
}

function singleOf<Rule extends SingleRule>(pack: PackOrLayer, rule: Rule): [Rule, Named][] {
  const { told, zh, en } = RULE_WORDS[rule];
  const found = pack.rules[rule];
  if (found === undefined) return [];
  const { value, ...source } = found;
  return [[rule, { name: { zh, en }, side: { value, words: told(value), source: textBehind(source) } }]];
}

function frameOf(pack: PackOrLayer): [string, Named][] {
  const frame: Readonly<Record<string, [zh: string, en: string, value: string | null]>> = {
    region: ['区划', 'division', pack.region],
    exceptRegions: ['不适用的下级区划', 'divisions with rules of their own', pack.exceptRegions.join(', ')],
    residence: ['城乡', 'residence', pack.residence],
    effectiveFrom: ['生效日', 'in force from', pack.effectiveFrom],
    effectiveTo: ['失效日', 'in force to', pack.effectiveTo],
    follows: ['接续', 'follows', pack.follows ?? null],
    confirmedUntil: ['确认适用至', 'confirmed until', pack.confirmedUntil],
    knownSince: ['获知日', 'known since', pack.knownSince],
    chosenBy: ['适用依据日', 'chosen by', pack.chosenBy],
  };
  return Object.entries(frame).map(([key, [zh, en, value]]) => {
    const words = value === null ? { zh: '未定', en: 'open' } : { zh: value, en: value };
    return [key, { name: { zh, en }, side: { value, words, source: null } }];
  });
}

function span({ validFrom, validTo }: { readonly validFrom: string; readonly validTo: string | null }): Words {
  if (validTo === null) return { zh: `自 ${validFrom} 起`, en: `from ${validFrom}` };
  return { zh: `${validFrom} 至 ${validTo}`, en: `${validFrom} to ${validTo}` };
}

function textBehind(rule: Omit<TextBehind, 'state'> & { readonly confirmation?: object | undefined }): TextBehind {
  const { document, article, verified } = rule;
  return { document, article, verified, state: stateOfValue(rule) };
}

/** Packs are written by hand: the order of members says nothing. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
