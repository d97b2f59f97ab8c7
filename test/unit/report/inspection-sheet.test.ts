import { expect, it } from 'vitest';
import stringWidth from 'string-width';
import { buildReport } from '../../../src/report/build.ts';
import { inspectionSheet, renderInspectionSheet } from '../../../src/report/inspection-sheet.ts';
import { sample } from './sample.ts';

const report = buildReport(sample());
const sheet = inspectionSheet(report);

it('has a line for each of the eleven indicators, with its result, evidence and what to look at', () => {
  expect(sheet.lines.map(({ id }) => id)).toEqual(report.indicators.map(({ id }) => id));
  expect(sheet.lines).toHaveLength(11);
  const vehicles = report.indicators.find(({ id }) => id === 'I02');
  expect(sheet.lines.find(({ id }) => id === 'I02')).toMatchObject({
    result: vehicles?.resultWords,
    figure: vehicles?.figure,
    lookAt: vehicles?.visitHints,
  });
});

it('says each thing to look at once', () => {
  const all = [...sheet.lines.flatMap(({ lookAt }) => lookAt), ...sheet.further].map(({ zh }) => zh);
  expect(report.visitPoints.every(({ zh }) => all.includes(zh))).toBe(true);
  const inLines = new Set(sheet.lines.flatMap(({ lookAt }) => lookAt.map(({ zh }) => zh)));
  expect(sheet.further.filter(({ zh }) => inLines.has(zh))).toEqual([]);
});

it('leaves room for what the visit found and for the signatures of both sides, and marks made-up people', () => {
  const page = renderInspectionSheet(sheet, 110);
  expect(page).toContain('实地情况');
  expect(page).toMatch(/调查人员（两人以上）签字：.*家庭成员签字：/);
  expect(page).toContain('演示数据');
  expect(page).toContain(`${report.number} 第 1 版`);
  expect(page.split('\n').filter((line) => stringWidth(line) > 110)).toEqual([]);
});
