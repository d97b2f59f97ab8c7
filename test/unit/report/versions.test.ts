import { describe, expect, it } from 'vitest';
import { INDICATOR_VERSIONS, INDICATORS } from '../../../src/indicators/registry.ts';
import { ASSESSMENT_VERSIONS } from '../../../src/assessment/registry.ts';
import { assess } from '../../../src/assessment/assess.ts';
import { buildReport } from '../../../src/report/build.ts';
import { canonicalBytes } from '../../../src/report/canonical.ts';
import { judgeBy } from '../../../src/report/judge.ts';
import { HOLIDAY_EDITIONS, REGION_EDITIONS } from '../../../src/report/known-tables.ts';
import { currentVersions, tablesChanged } from '../../../src/report/versions.ts';
import { cleanEvidence, input, PACK } from '../indicators/world.ts';
import { income } from '../assessment/family.ts';
import { sample } from './sample.ts';

const HOUSEHOLD = input(cleanEvidence(), { declared: [income(26_000)] });

describe('the rules by which a report was made', () => {
  it('stand in the document: every indicator, the assessment, and the three tables', () => {
    const { versions, indicators } = buildReport(sample());
    expect(versions.indicators).toEqual(Object.fromEntries(indicators.map(({ id, version }) => [id, version])));
    expect(versions.pack.id).toBe(PACK.id);
    expect([versions.pack, versions.holidays, versions.regions].map(({ sha256 }) => sha256)).toEqual(
      Array(3).fill(expect.stringMatching(/^[0-9a-f]{64}$/)),
    );
  });

  it('make the same report again, byte for byte, from what a store gives back', () => {
    const first = canonicalBytes(buildReport(sample()));
    const stored = JSON.parse(new TextDecoder().decode(first));
    expect(canonicalBytes(buildReport(sample(), stored.versions))).toEqual(first);
  });

  it('say what the definitions say, in the order of the page', () => {
    const judged = judgeBy(currentVersions(PACK), HOUSEHOLD);
    expect(judged.indicators.map(({ outcome }) => outcome)).toEqual(INDICATORS.map((one) => one.evaluate(HOUSEHOLD)));
    expect(judged.assessment).toEqual(assess(HOUSEHOLD));
  });

  it('leave out an indicator that the report did not have', () => {
    const { I11: _, ...ten } = currentVersions(PACK).indicators;
    const { indicators } = judgeBy({ ...currentVersions(PACK), indicators: ten }, HOUSEHOLD);
    expect(indicators.map(({ indicator }) => indicator.id)).toEqual(Object.keys(ten));
  });

  it.each([
    ['an indicator version', { indicators: { I01: 999 } }],
    ['an indicator', { indicators: { I99: 1 } }],
    ['a version of the assessment', { assessment: 999 }],
    ['a pack', { pack: { id: 'other', sha256: '' } }],
  ])('are refused by their code where this house does not hold %s', (_, unknown) => {
    expect(() => judgeBy({ ...currentVersions(PACK), ...unknown }, HOUSEHOLD)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_VERSION' }),
    );
  });
});

it('the tables in force are the last of their known editions: one that grew is entered in src/report/known-tables.ts', () => {
  const { holidays, regions } = currentVersions(PACK);
  expect([HOLIDAY_EDITIONS.at(-1), REGION_EDITIONS.at(-1)]).toEqual([holidays, regions]);
});

it('tables whose content has changed are named', () => {
  const versions = currentVersions(PACK);
  expect(tablesChanged(versions, PACK)).toEqual([]);
  expect(tablesChanged(versions, { ...PACK, region: '320300' })).toEqual(['pack']);
  const then = { holidays: { ...versions.holidays, sha256: '' }, regions: { sha256: '' } };
  expect(tablesChanged({ ...versions, ...then }, PACK)).toEqual(['holidays', 'regions']);
});

it('an indicator has each version once, the one in force is the newest', () => {
  for (const versions of [...INDICATOR_VERSIONS, ASSESSMENT_VERSIONS]) {
    const numbers = versions.map(({ version }) => version);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
  }
  for (const versions of INDICATOR_VERSIONS) expect(new Set(versions.map(({ id }) => id)).size).toBe(1);
});
