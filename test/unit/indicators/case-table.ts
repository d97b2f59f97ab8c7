import { expect, it } from 'vitest';
import type { AnswerKind } from '../../../src/evidence/answer.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import type { Indicator, IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import type { PolicyRules } from '../../../src/policy/pack.ts';
import { cleanEvidence, input, PACK, piece, withPieces, tellersOf } from './world.ts';

/** One row: what was found, the result, the figure (`undefined`: not looked at), and what the page says of it. */
export type Case = readonly [
  name: string,
  result: Result,
  figure: number | null | undefined,
  input: IndicatorInput,
  says?: RegExp,
];

/** The family with one answer of the applicant put in the place of "no record". */
export function found(source: string, ...facts: readonly Fact[]): EvidencePiece[] {
  return withPieces(piece('p1', source, null, 'HIT', facts));
}

/** Answers of the applicant from several sources. */
export function allFound(answers: Readonly<Record<string, readonly Fact[]>>): EvidencePiece[] {
  return withPieces(...Object.entries(answers).map(([source, facts]) => piece('p1', source, null, 'HIT', facts)));
}

/** The clean family with one source telling the wife's answer as given. */
function unanswered(source: string, kind: AnswerKind | null): EvidencePiece[] {
  return withPieces(piece('p2', source, null, kind));
}

/** The pack with one rule's value changed. */
export function packWith<
  Rule extends Exclude<
    keyof PolicyRules,
    | 'incomeExclusions'
    | 'exemptions'
    | 'deadlines'
    | 'obligorSources'
    | 'oldAgeAllowanceExcluded'
    | 'registrarMayReview'
    | 'rigidItems'
    | 'rigidRatioItems'
  >,
>(rule: Rule, value: PolicyRules[Rule]['value']): typeof PACK {
  return { ...PACK, rules: { ...PACK.rules, [rule]: { ...PACK.rules[rule], value } } };
}

/** The cases that every indicator shares, whatever its rule: each way in which an answer can be missing. */
function missingCases(indicator: Indicator): readonly Case[] {
  const clean = indicator.evaluate(input(cleanEvidence())).figure?.value ?? null;
  return [
    ...tellersOf(indicator.factsNeeded).flatMap((source, at): Case[] => [
      [`${source} silent`, 'PENDING', clean, input(unanswered(source, 'NO_RESPONSE')), /到期未反馈：.*李秀英/],
      [`${source} outstanding`, 'PENDING', clean, input(unanswered(source, null)), /尚未反馈：.*李秀英/],
      [`${source} in part`, 'PENDING', clean, input(unanswered(source, 'PARTIAL')), /只反馈了一部分/],
      [`${source} not authorised`, 'NOT_AUTHORISED', clean, input(unanswered(source, 'NOT_AUTHORISED')), /未授权/],
      [`${source} not connected`, 'WARNING', clean, input(unanswered(source, 'NOT_CONNECTED')), /未接入/],
      [`${source} out of date`, 'WARNING', clean, input(unanswered(source, 'STALE')), /数据过期/],
      [`${source} of another name`, 'WARNING', clean, input(unanswered(source, 'IDENTITY_MISMATCH')), /姓名/],
      [
        `${source} never asked`,
        'PENDING',
        at === 0 ? null : undefined,
        input(cleanEvidence().filter(({ sourceId }) => sourceId !== source)),
        /未被查询/,
      ],
    ]),
    ['nobody counts', 'NOT_APPLICABLE', null, input(cleanEvidence(), { counted: [] }), /没有计入家庭的成员/],
  ];
}

/** Tests an indicator by its own table and by the one that all share. */
export function checkCases(indicator: Indicator, cases: readonly Case[]): void {
  for (const [name, result, figure, given, says] of [...cases, ...missingCases(indicator)]) {
    it(`${name}: ${result}`, () => {
      const outcome = indicator.evaluate(given);
      const words = [...outcome.reasons, ...outcome.notes].map(({ zh }) => zh).join('；');
      expect(outcome.result).toBe(result);
      if (figure !== undefined) expect(outcome.figure?.value ?? null).toBe(figure);
      if (says !== undefined) expect(words).toMatch(says);
      // No doubt without a way out of it at the door, unless it is one about the standard.
      if (given.packNotice !== null) return;
      if (outcome.result === 'WARNING' || outcome.result === 'EXCEEDS') expect(outcome.visitHints).not.toEqual([]);
    });
  }
}
