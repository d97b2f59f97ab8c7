import { show } from '../contested/describe-fact.ts';
import { fieldsOf } from '../evidence/define-fact.ts';
import { comparisonOf } from '../evidence/fact-identity.ts';
import { definitionOf } from '../evidence/facts.ts';
import type { Fact } from '../evidence/facts.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import type { Telling, ToldInTwoWays } from './known-facts.ts';
import type { Words } from './outcome.ts';
import type { Reading } from './reading.ts';

/** The findings about things with several records, whatever the rule. */
export type Told = Pick<Findings, 'warnings' | 'notes' | 'visitHints'>;

/** Things with which a rule has to do that answers tell in two ways, and those that they only tell again. */
export function toldOf(
  { factsNeeded, concerns }: Pick<Indicator, 'factsNeeded' | 'concerns'>,
  input: IndicatorInput,
  { facts }: Pick<Reading, 'facts'>,
): Told {
  const isConcerned = ({ fact }: Telling): boolean => concerns?.(fact, input) ?? true;
  let told = NOTHING;
  for (const type of factsNeeded) {
    const { inTwoWays, again } = facts.things(type);
    if (inTwoWays.length + again.length === 0) continue;
    const differ = inTwoWays.filter(({ tellings }) => tellings.some(isConcerned));
    const repeated = again.filter(isConcerned).length;
    const { zh, en } = definitionOf(type);
    told = {
      warnings: [...told.warnings, ...differ.map((one) => inTwoWaysWords(input, one))],
      visitHints: [
        ...told.visitHints,
        ...(differ.length === 0 ? [] : [{ zh: `核实${zh}以哪一个说法为准`, en: `${en}: which is right?` }]),
      ],
      notes: [
        ...told.notes,
        ...(repeated === 0
          ? []
          : [
              {
                zh: `${zh}：${repeated} 项被告知不止一次，各计一次`,
                en: `${en}: ${repeated} told twice, counted once`,
              },
            ]),
      ],
    };
  }
  return told;
}

const NOTHING: Told = { warnings: [], notes: [], visitHints: [] };

/** `王建国：机动车登记 苏B12345 说法不一：车管所称状态 正常；交通运输局称状态 注销`. */
function inTwoWaysWords(input: IndicatorInput, { tellings }: ToldInTwoWays): Words {
  const [first] = tellings;
  const definition = definitionOf(first.fact.type);
  const names = [...new Set(tellings.map(({ member }) => member.name))].join('、');
  const fields = differingFields(tellings);
  const sides = tellings.map(({ fact, piece }) => {
    const source = input.sources.find(({ id }) => id === piece.sourceId);
    const body = source?.institutions.find(({ code }) => code === piece.institution) ?? source?.department;
    const said = saidOf(fact, fields);
    return {
      zh: `${body?.zh ?? piece.sourceId}称${said.zh}`,
      en: `${body?.en ?? piece.sourceId} says ${said.en}`,
    };
  });
  const what = nameOf(first.fact);
  return {
    zh: `${names}：${definition.zh}${what === '' ? '' : `（${what}）`}说法不一，${sides.map(({ zh }) => zh).join('；')}`,
    en: `${names}: ${definition.en} told in two ways: ${sides.map(({ en }) => en).join('; ')}`,
  };
}

/** Names of the fields in which the tellings of one thing differ. */
export function differingFields([first, ...rest]: ToldInTwoWays['tellings']): readonly string[] {
  const { differing, differingBetween } = comparisonOf(first.fact.type);
  const names = rest.flatMap(({ fact, member }) =>
    (member.personId === first.member.personId ? differing : differingBetween)(first.fact, fact),
  );
  return [...new Set(names)];
}

/** The content of one record where other records differ. Numbers of other people are not shown. */
export function saidOf(fact: Fact, names: readonly string[]): Words {
  const values: Readonly<Record<string, unknown>> = fact;
  const shown = fieldsOf(definitionOf(fact.type))
    .filter(({ name }) => names.includes(name))
    .map((field) => {
      const value = show(field, values[field.name]) ?? '—';
      return { zh: `${field.zh} ${value}`, en: `${field.en} ${value}` };
    });
  return { zh: shown.map(({ zh }) => zh).join('、'), en: shown.map(({ en }) => en).join(', ') };
}

function nameOf(fact: Fact): string {
  const definition = definitionOf(fact.type);
  const { namedBy } = definition.identity;
  const values: Readonly<Record<string, unknown>> = fact;
  return fieldsOf(definition)
    .filter(({ name }) => namedBy !== 'CONTENT' && namedBy.includes(name))
    .flatMap((field) => show(field, values[field.name]) ?? [])
    .join(' ');
}
