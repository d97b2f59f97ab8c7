import { awaitsCheck } from '../assessment/income-by-check.ts';
import { keysOf, withoutFacts } from '../contested/contest.ts';
import type { Contest } from '../contested/contest.ts';
import { describeFact } from '../contested/describe-fact.ts';
import { factKey } from '../contested/fact-key.ts';
import type { IndicatorInput } from '../indicators/define-indicator.ts';
import { RESULT_WORDS } from '../indicators/outcome.ts';
import type { IndicatorOutcome, Words } from '../indicators/outcome.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { concludeAssessment } from './conclude.ts';
import type { ContestRow, WithoutDisputed } from './contest-row.ts';
import { CONTEST_KINDS, EFFECT_WORDS, outcomeWords } from './contest-words.ts';
import type { ReportInput } from './input.ts';
import { judgeBy } from './judge.ts';
import type { Versions } from './versions.ts';

/** Every objection and dispute that the report has to know, each with the facts in its evidence that it touches. */
export function contestRows({ contests, evidence, household }: ReportInput): readonly ContestRow[] {
  if (contests.length === 0) return [];
  const wanted = new Set(contests.flatMap(({ keys }) => keys));
  const texts = new Map(
    evidence.flatMap((piece) =>
      piece.facts.flatMap((fact) => {
        const key = factKey(piece, fact);
        return wanted.has(key) ? [[key, describeFact(fact)] as const] : [];
      }),
    ),
  );
  return contests.map(({ keys, filedAt, settledAt, ...head }: Contest): ContestRow => ({
    ...head,
    kindWords: CONTEST_KINDS[head.kind],
    personName: household.members.find(({ personId }) => personId === head.personId)?.name ?? null,
    filedOn: shanghaiDate(filedAt),
    outcomeWords: outcomeWords(head.outcome),
    settledOn: settledAt === null ? null : shanghaiDate(settledAt),
    effectWords: EFFECT_WORDS[head.effect],
    facts: keys.flatMap((key) => {
      const text = texts.get(key);
      return text === undefined ? [] : [{ key, text }];
    }),
  }));
}

/**
 * The report without the facts of open disputes; `null` where there are none. Both results are shown side by side
 * until the dispute is settled: neither the register nor the family is believed beforehand.
 */
export function withoutDisputed(
  { contests, packNotice }: ReportInput,
  judged: IndicatorInput,
  indicators: readonly IndicatorOutcome[],
  versions: Versions,
): WithoutDisputed | null {
  const keys = keysOf(contests, 'BESIDE');
  if (keys.size === 0) return null;
  const judgedWithout = { ...judged, evidence: withoutFacts(judged.evidence, keys) };
  const without = judgeBy(versions, judgedWithout);
  const { assessment } = without;
  const differing = without.indicators.filter(({ outcome: { id, result, figure } }) => {
    const other = indicators.find((one) => one.id === id);
    return JSON.stringify([result, figure]) !== JSON.stringify([other?.result, other?.figure]);
  });
  return {
    indicators: differing.map(({ indicator: { names }, outcome: { id, result, figure } }) => ({
      id,
      names,
      result,
      resultWords: RESULT_WORDS[result],
      figure,
    })),
    assessment,
    conclusions: concludeAssessment(assessment, {
      counted: judged.counted.length,
      packNotice,
      awaitsCheck: awaitsCheck(judgedWithout),
    }),
  };
}

/** An open contest is a doubt; while an identity is disputed, aid is neither stopped nor reduced. */
export function contestDoubts(rows: readonly ContestRow[]): readonly Words[] {
  return rows
    .filter(({ state }) => state === 'OPEN')
    .map(({ kind, kindWords, number }) =>
      kind === 'OBJECTION'
        ? { zh: `${kindWords.zh} ${number} 尚未办结`, en: `${kindWords.en} ${number} is not settled` }
        : {
            zh: `${kindWords.zh} ${number} 处理中，争议期间不得停发或减发救助`,
            en: `${kindWords.en} ${number} in hand: aid is neither stopped nor reduced meanwhile`,
          },
    );
}
