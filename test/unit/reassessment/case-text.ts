import { SOURCES } from '../../../adapters/registry.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { evaluateCase } from '../../../src/reassessment/evaluate.ts';
import { readCaseFile } from '../../../src/reassessment/read-case-file.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07-3');
/** The sources of the demonstration. */
export const sources = planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id)));

/** Alone in the household. */
export const APPLICANT = { key: '甲', relation: '本人', birthDate: '1965-05-01' };
/** The twelve months up to the day of acceptance. */
export const YEAR = Array.from({ length: 12 }, (_, at) =>
  at < 10 ? `2017-${String(at + 3).padStart(2, '0')}` : `2018-0${at - 9}`,
);

/** The answers about the applicant in a district of Wuxi, by source; every other source has no record. */
export function file(answers: Readonly<Record<string, readonly Fact[]>>, changes: object = {}): string {
  return JSON.stringify({
    shape: 1,
    region: '320213',
    residence: 'URBAN',
    acceptedOn: '2018-03-01',
    unlistedAnswers: 'NO_RECORD',
    members: [APPLICANT],
    declared: [],
    evidence: Object.entries(answers).map(([source, facts]) => ({ member: '甲', source, kind: 'HIT', facts })),
    ...changes,
  });
}

/** Income that the applicant declared. */
export function income(incomeKind: string, item: string, yearlyFen: number, payer: string | null = null) {
  return { declared: [{ member: '甲', item: { kind: 'INCOME', incomeKind, item, yearlyFen, payer } }] };
}

/** The whole evaluation of a case file. */
export function conclude(text: string) {
  return evaluateCase(readCaseFile(text, sources), PACK, sources);
}

/** The outcome of one indicator for a case file, with its reasons and notes as one text. */
export function judge(id: string, text: string) {
  const evaluation = conclude(text);
  const found = evaluation.indicators.find((one) => one.id === id);
  if (found === undefined) throw new Error(`every evaluation has ${id}`);
  return { ...found, words: [...found.reasons, ...found.notes].map(({ zh }) => zh).join('；') };
}
