import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build.ts';
import { canonicalBytes } from '../../../src/report/canonical.ts';
import { income } from '../assessment/family.ts';
import { cleanEvidence, FAMILY, piece } from '../indicators/world.ts';
import { sample } from './sample.ts';

const written = (value: unknown): string => new TextDecoder().decode(canonicalBytes(value));
const zh = (words: readonly { readonly zh: string }[]): string[] => words.map((one) => one.zh);

describe('a report that can see little', () => {
  it('is never clean where nobody counts: it computes nothing, and says that nothing was asked', () => {
    const members = FAMILY.slice(0, 1).map((member) => ({ ...member, circumstance: 'IN_PRISON' as const }));
    const report = buildReport(sample({ household: { householdId: 'h1', number: 1, members }, evidence: [] }));
    expect(report).toMatchObject({ completeness: 'INCOMPLETE', overall: 'DATA_INCOMPLETE', assessment: null });
    expect(report.indicators.every(({ result }) => result === 'NOT_APPLICABLE')).toBe(true);
    expect(zh(report.doubts)).toEqual(['没有计入家庭的成员，未作任何查询']);
    expect(zh(report.conclusions)).toEqual(['没有计入家庭的成员，不计算收入和收支差额']);
    expect([report.visitPoints.length, report.answers, report.comparison]).toEqual([1, [], []]);
  });

  it.each([
    [false, '未作任何查询', '未作任何查询，房产、车辆、金融资产均须当面了解'],
    [true, '尚未作任何查询', '补录证件后重新查询'],
  ])('is never clean without a question about anybody who counts (preliminary: %s)', (preliminary, doubt, point) => {
    const report = buildReport(sample({ preliminary, evidence: [piece('o1', 'banks', 'JSB', 'NO_RECORD')] }));
    expect(report).toMatchObject({ completeness: 'INCOMPLETE', overall: 'DATA_INCOMPLETE' });
    expect(zh(report.doubts)[0]).toBe(doubt);
    expect(zh(report.visitPoints)).toContain(point);
  });

  it.each([
    ['nothing', []],
    ['an income of somebody who does not count', [income(9_000, 'WAGE', 'SALARY', 'o1')]],
  ])('states no position and no top-up where %s was declared as income', (_, declared) => {
    const report = buildReport(sample({ evidence: cleanEvidence(), declared }));
    expect(report).toMatchObject({ assessment: null, completeness: 'COMPLETE', overall: 'DOUBTS' });
    expect(zh(report.doubts)).toEqual(['未申报收入（确无收入的，须申报为 0）']);
    expect(zh(report.conclusions)).toEqual(['未申报收入，不计算人均月收入、收支差额和与标准的差额']);
    expect(zh(report.visitPoints)).toEqual([
      '请申请人申报各项收入，确无收入的申报为 0',
      '核实家庭以外义务人给付的赡（抚、扶）养费',
    ]);
    expect(written(report)).not.toMatch(/低于低保标准|"topUpFen"/u);
  });

  it('takes an income of nothing as declared', () => {
    const report = buildReport(sample({ evidence: cleanEvidence(), declared: [income(0)] }));
    expect(report.assessment?.standard).toMatchObject({ position: 'BELOW_STANDARD', topUpFen: 246_000 });
    expect(report.doubts).toEqual([]);
  });
});
