import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { institutionLines, planSources } from '../../../src/main/planned-sources.ts';
import { atShanghaiTime } from '../../../src/platform/calendar-date.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { buildReport } from '../../../src/report/build.ts';
import { planQuestions } from '../../../src/verification/plan.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { BASE_DATE, FAMILY, PACK, piece } from '../indicators/world.ts';
import { sample } from '../report/sample.ts';

const key = Buffer.alloc(32).toString('base64');
/** An installation with a line to two of the five banks. */
const endpoints = { banks: { folder: '/exchange', institutions: { 'DEMO-A': { key }, 'DEMO-C': { key } } } };
const household = { householdId: 'h1', number: 1, members: FAMILY.slice(0, 1) };
const verification: Verification = {
  id: 'v1',
  applicationId: 'a1',
  kind: 'CHECK',
  householdVersion: 1,
  purpose: 'APPLICATION',
  baseDate: BASE_DATE,
  baseDateGiven: true,
  packId: PACK.id,
  state: 'REQUESTED',
  requestedBy: 'caseworker-1',
  requestedAt: atShanghaiTime(BASE_DATE, '10:00'),
  checkId: 'test',
  deadlineAt: atShanghaiTime(BASE_DATE, '18:00'),
  deadlineProvisional: false,
  settledAt: null,
  division: '320213',
  retention: 'CASE_FILE',
  version: 1,
};
const planned = (given: Readonly<Record<string, unknown>>) =>
  planSources(DEMO_DIVISION, new Set(Object.keys(given)), SOURCES, institutionLines(SOURCES, given));
const bankQuestions = (given: Readonly<Record<string, unknown>>) =>
  planQuestions(verification, household, planned(given), PACK, chineseCalendar)
    .filter(({ sourceId }) => sourceId === 'banks')
    .map(({ institution, notAsked }) => [institution, notAsked]);

describe('a bank to which no line is laid', () => {
  it('is planned as not connected, beside those that are asked', () => {
    expect(bankQuestions(endpoints)).toEqual([
      ['DEMO-A', null],
      ['DEMO-B', 'SOURCE_NOT_CONNECTED'],
      ['DEMO-C', null],
      ['DEMO-D', 'SOURCE_NOT_CONNECTED'],
      ['DEMO-E', 'SOURCE_NOT_CONNECTED'],
    ]);
  });

  it('is named by the report as 未接入, with the reason', () => {
    const unasked = { ...piece('p1', 'banks', 'DEMO-B', 'NOT_CONNECTED'), reason: 'SOURCE_NOT_CONNECTED' };
    const evidence = [piece('p1', 'banks', 'DEMO-A', 'NO_RECORD'), unasked];
    const report = buildReport(sample({ evidence, sources: planned(endpoints) }));
    const row = report.answers.find(({ personId, sourceId }) => personId === 'p1' && sourceId === 'banks');
    const part = row?.parts.find(({ institution }) => institution === 'DEMO-B');
    expect(part).toMatchObject({ kind: 'NOT_CONNECTED', name: { zh: '演示银行乙' }, words: { zh: '未接入' } });
    expect([...report.missing, ...report.notAsked].map(({ why }) => why.zh)).toContain('没有查询：该来源未接入');
  });
});

describe('the lines of an installation', () => {
  it('are told by sources with institutions only; where nothing is told, all are reached', () => {
    expect(institutionLines(SOURCES, endpoints)).toEqual(new Map([['banks', new Set(['DEMO-A', 'DEMO-C'])]]));
    const everywhere = planSources(DEMO_DIVISION, new Set(['banks'])).find(({ id }) => id === 'banks');
    expect(everywhere?.unconnectedInstitutions).toBeUndefined();
    expect(everywhere?.institutions).toHaveLength(5);
  });

  it('of an entry that is wrong are nobody’s: connecting refuses it', () => {
    expect(institutionLines(SOURCES, { banks: { folder: 'x' } })).toEqual(new Map());
  });

  it('to no bank at all leave each of them named', () => {
    const none = { banks: { folder: '/exchange', institutions: {} } };
    expect(bankQuestions(none).map(([, why]) => why)).toEqual(Array.from({ length: 5 }, () => 'SOURCE_NOT_CONNECTED'));
  });
});
