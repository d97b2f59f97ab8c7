import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerKind } from '../../../src/evidence/answer.ts';
import { buildReport } from '../../../src/report/build.ts';
import { canonicalBytes } from '../../../src/report/canonical.ts';
import { resultsDiffer } from '../../../src/report/changes.ts';
import type { ReportInput } from '../../../src/report/input.ts';
import { income } from '../assessment/family.ts';
import { cleanEvidence, FAMILY, piece } from '../indicators/world.ts';
import { sample } from './sample.ts';

const written = (value: unknown): string => new TextDecoder().decode(canonicalBytes(value));
const zh = (words: readonly { readonly zh: string }[]): string[] => words.map((one) => one.zh);
const NOTICE = '标准待确认（依据 2017-07-01）';

function answered(kind: AnswerKind = 'NO_RECORD'): ReportInput {
  const evidence = sample().evidence.map((one) =>
    one.kind === 'NO_RESPONSE' && one.institution !== null
      ? piece(one.personId, one.sourceId, one.institution, kind)
      : one,
  );
  return sample({ evidence });
}

const ASSETS = new Set(['real-estate', 'vehicles', 'banks', 'securities', 'insurance', 'payment']);

describe('a report', () => {
  it('names the office that commissioned it as the office file does, else its division', () => {
    const delegatingUnit = '无锡市梁溪区民政局（演示）';
    expect(buildReport({ ...sample(), delegatingUnit }).application.delegatingUnit).toBe(delegatingUnit);
    expect(buildReport(sample()).application.delegatingUnit).toBe('无锡市梁溪区');
  });

  it('says who was asked, about what, with which result', () => {
    const report = buildReport(sample());
    const assets = report.answers.filter(({ sourceId }) => ASSETS.has(sourceId));
    expect(assets.map(({ personName, sourceId, words }) => `${personName} ${sourceId} ${words.zh}`)).toEqual([
      '王建国 real-estate 有记录（无锡市）',
      '王建国 vehicles 有记录（无锡市）',
      '王建国 banks 有记录（无锡市）',
      '王建国 securities 未接入',
      '王建国 insurance 未接入',
      '王建国 payment 未接入',
      '李秀英 real-estate 有记录（无锡市）',
      '李秀英 vehicles 无记录（无锡市）',
      '李秀英 banks 部分反馈（1/2）',
      '李秀英 securities 未接入',
      '李秀英 insurance 未接入',
      '李秀英 payment 未接入',
      '王小明 real-estate 无记录（无锡市）',
      '王小明 vehicles 无记录（无锡市）',
      '王小明 banks 无记录（无锡市）',
      '王小明 securities 未接入',
      '王小明 insurance 未接入',
      '王小明 payment 未接入',
    ]);
  });

  it('is plain JSON that survives writing and reading', () => {
    const report = buildReport(sample());
    expect(JSON.parse(new TextDecoder().decode(canonicalBytes(report)))).toEqual(report);
  });

  it('masks every certificate number', () => {
    const text = new TextDecoder().decode(canonicalBytes(buildReport(sample())));
    for (const { certificate } of sample().household.members) expect(text).not.toContain(certificate.number);
    expect(text).toContain('320213********0011');
  });

  it('is the same bytes in whatever order evidence, declared items, letters and grants were read', () => {
    const full = sample();
    const bytes = written(buildReport(full));
    const mixed = fc.tuple(
      fc.shuffledSubarray([...full.evidence], { minLength: full.evidence.length }),
      fc.shuffledSubarray([...full.declared], { minLength: full.declared.length }),
    );
    fc.assert(
      fc.property(mixed, ([evidence, declared]) => {
        expect(written(buildReport(sample({ evidence, declared })))).toBe(bytes);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['NO_RESPONSE', 'INCOMPLETE'],
    ['PARTIAL', 'INCOMPLETE'],
    ['NOT_AUTHORISED', 'INCOMPLETE'],
    ['NOT_CONNECTED', 'COMPLETE'],
    ['IDENTITY_MISMATCH', 'COMPLETE'],
    ['STALE', 'COMPLETE'],
    ['HIT', 'COMPLETE'],
  ] as const)('with one answer of kind %s is %s', (kind, completeness) => {
    expect(buildReport(answered(kind)).completeness).toBe(completeness);
  });

  it('is incomplete while an answer is outstanding', () => {
    const evidence = sample().evidence.map((one) => (one.kind === 'NO_RESPONSE' ? { ...one, kind: null } : one));
    const report = buildReport(sample({ evidence }));
    expect([report.completeness, report.overall]).toEqual(['INCOMPLETE', 'DATA_INCOMPLETE']);
    expect(report.answers.find(({ kind }) => kind === 'OUTSTANDING')?.words.zh).toBe('等待反馈（1/2）');
  });

  it('lists silence apart from what was not asked', () => {
    const report = buildReport(sample());
    expect(report.missing.map(({ body, kind }) => [body.zh, kind])).toEqual([['江苏银行', 'NO_RESPONSE']]);
    expect(new Set(report.notAsked.map(({ kind }) => kind))).toEqual(new Set(['NOT_CONNECTED']));
  });

  it('has no doubt only where everything was asked, answered, and fits', () => {
    const clean = sample({ evidence: cleanEvidence(), declared: [income(30_000)] });
    expect(buildReport(clean)).toMatchObject({ completeness: 'COMPLETE', overall: 'NO_DOUBT', doubts: [] });
    expect(buildReport({ ...clean, packNotice: NOTICE }).overall).toBe('DOUBTS');
    expect(buildReport({ ...clean, evidence: cleanEvidence('NOT_CONNECTED') }).overall).toBe('DOUBTS');
    expect(buildReport({ ...clean, evidence: cleanEvidence('NOT_AUTHORISED') }).overall).toBe('DATA_INCOMPLETE');
    const unasked = cleanEvidence().filter(({ personId }) => personId !== 'p3');
    expect(buildReport({ ...clean, evidence: unasked }).overall).toBe('DATA_INCOMPLETE');
  });

  it('marks what was declared and not checked', () => {
    const { comparison } = buildReport(sample());
    expect(comparison.find(({ item }) => item.zh === '工资性收入（年）')).toMatchObject({
      declared: 4_800_000,
      found: 0,
      words: { zh: '高于查得部分，未核对' },
    });
    expect(comparison.find(({ item }) => item.zh === '刚性支出')?.words.zh).toBe('申报，未核对');
    expect(comparison.find(({ item }) => item.zh === '存款及理财')?.words.zh).toBe('查得多 2,500.00 元（反馈不全）');
  });

  it('does not compare with nothing where every bank was silent', () => {
    const evidence = sample().evidence.map((one) =>
      one.sourceId === 'banks' ? piece(one.personId, 'banks', one.institution, 'NO_RESPONSE') : one,
    );
    const row = buildReport(sample({ evidence })).comparison.find(({ item }) => item.zh === '存款及理财');
    expect(row).toMatchObject({ found: null, status: 'NOT_CHECKED' });
  });

  it('computes the household of the founding paper', () => {
    const { assessment, conclusions } = buildReport(sample());
    expect(assessment?.gap).toMatchObject({ gapFen: 66_667, ratioPermille: 556 });
    expect(conclusions.map(({ zh }) => zh).join()).toContain('刚性支出占收入 55.6%');
  });

  it('states nothing by a standard that is not confirmed', () => {
    const report = buildReport(sample({ packNotice: NOTICE }));
    expect(report.policy.notice).toBe(NOTICE);
    expect(report.conclusions.slice(0, 2).every(({ zh }) => zh.startsWith(`预警，${NOTICE}`))).toBe(true);
    expect(['MEETS', 'EXCEEDS']).not.toContain(report.indicators.find(({ id }) => id === 'I03')?.result);
  });

  it('says how long it may be used and by when one may object, and that neither rule was verified', () => {
    const { validUntil, statements } = buildReport(sample());
    expect(validUntil).toMatchObject({ day: '2018-08-12', basis: { verified: false } });
    expect(zh(statements).join()).toContain('10 个工作日内（期限未核实）');
    expect(buildReport(sample({ preliminary: true })).validUntil).toBeNull();
  });

  it('names who has signed, by letters of this version of the household only', () => {
    const signed = (input: ReportInput) => buildReport(input).members.map(({ hasSigned }) => hasSigned);
    expect(signed(sample())).toEqual([true, true, true, false]);
    const letters = sample().letters.map((letter) => ({ ...letter, householdVersion: 0 }));
    expect(signed(sample({ letters }))).toEqual([false, false, false, false]);
    expect(buildReport(sample({ letters })).letterNumbers).toEqual([]);
  });

  it('asks for confirmation of a member whom the form alone does not settle', () => {
    const members = FAMILY.map((member) =>
      member.personId === 'p3' ? { ...member, circumstance: 'NONE' as const, birthDate: null } : member,
    );
    const report = buildReport(sample({ household: { householdId: 'h1', number: 1, members } }));
    expect(report.doubts.map(({ zh }) => zh).join()).toContain('王小明是否计入家庭须人工确认');
    expect(report.visitPoints.map(({ zh }) => zh)).toContain('核实王小明是否长期共同居住');
  });
});

describe('a later version', () => {
  const before = buildReport(sample());

  it('says which answers and results changed', () => {
    const now = buildReport({ ...answered(), version: 2, previous: before });
    expect(now.changes.map(({ zh }) => zh)).toEqual([
      '李秀英·江苏银行：未反馈 → 无记录（无锡市）',
      'I03 金融资产：待反馈 → 预警',
      '完整性：不完整 → 完整',
      '总体：数据不全 → 有疑点待核',
    ]);
    expect(resultsDiffer(before, now)).toBe(true);
  });

  it('says nothing where nothing changed', () => {
    const now = buildReport(sample({ version: 2, previous: before }));
    expect(now.changes).toEqual([]);
    expect(resultsDiffer(before, now)).toBe(false);
  });

  it('names a source that was not asked before', () => {
    const fewer = sample({ sources: sample().sources.slice(0, 4) });
    const evidence = sample().evidence.filter(({ sourceId }) => sourceId !== 'insurance');
    const old = buildReport({ ...fewer, evidence });
    expect(buildReport(sample({ previous: old })).changes.map(({ zh }) => zh)).toContain('王建国·银保信：新增，未接入');
  });
});

describe('canonical bytes', () => {
  it('do not depend on the order of keys', () => {
    expect(written({ b: 1, a: [{ d: 'x', c: null }] })).toBe(written({ a: [{ c: null, d: 'x' }], b: 1 }));
    expect(written({ b: '𠮷', a: true })).toBe('{"a":true,"b":"𠮷"}');
  });

  it.each([[undefined], [Number.NaN], [new Date(0)], [{ a: undefined }], ['\ud800'], [{ 1: 'x' }]])(
    'refuse %s',
    (value) => {
      expect(() => canonicalBytes(value)).toThrow(RangeError);
    },
  );
});
