import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build.ts';
import { canonicalBytes } from '../../../src/report/canonical.ts';
import { renderCoverage } from '../../../src/report/render-coverage.ts';
import { cleanEvidence, FAMILY, piece } from '../indicators/world.ts';
import { sample } from './sample.ts';

const coverageOf = (changes: Parameters<typeof sample>[0] = {}) => buildReport(sample(changes)).coverage;

describe('the coverage statement', () => {
  it('has a row for everybody on the form and every source', () => {
    const { persons, rows } = coverageOf();
    const sources = new Set(rows.map(({ sourceId }) => sourceId));
    expect(persons.map(({ role, counts }) => [role, counts])).toEqual([
      ['MEMBER', true],
      ['MEMBER', true],
      ['MEMBER', true],
      ['OBLIGOR', false],
    ]);
    expect(rows).toHaveLength(persons.length * sources.size);
  });

  it('counts bodies, says which kinds, and why not all have answered', () => {
    const row = coverageOf().rows.find(({ place, sourceId }) => place === 2 && sourceId === 'banks');
    expect(row).toMatchObject({ required: true, bodies: 2, asked: 2, answered: 1 });
    expect(row?.kinds.map(({ kind, count }) => [kind, count])).toEqual([
      ['ANSWERED', 1],
      ['NO_RESPONSE', 1],
    ]);
    expect(row?.why.map(({ zh }) => zh)).toEqual(['已查询，到期未反馈；不等于无记录']);
  });

  it('is the same whether something was found or nothing', () => {
    const found = cleanEvidence().map((one) => (one.kind === 'NO_RECORD' ? { ...one, kind: 'HIT' as const } : one));
    expect(coverageOf({ evidence: found })).toEqual(coverageOf({ evidence: cleanEvidence() }));
  });

  it('shows nobody: neither name nor number, as text or as JSON', () => {
    const coverage = coverageOf();
    const shown = `${new TextDecoder().decode(canonicalBytes(coverage))}${renderCoverage(coverage, 110)}`;
    for (const { name, certificate } of sample().household.members) {
      expect(shown).not.toContain(name);
      expect(shown).not.toContain(certificate.number);
    }
  });

  it('wants obligors asked where the category does, and says why they were not', () => {
    const ofObligor = (category: 'MINIMUM_LIVING' | 'EXTREME_POVERTY') => {
      const { rows } = coverageOf({ application: { ...sample().application, category } });
      return rows.find(({ place }) => place === 4);
    };
    expect(ofObligor('MINIMUM_LIVING')).toMatchObject({ required: false, asked: 0 });
    const wanted = ofObligor('EXTREME_POVERTY');
    expect(wanted).toMatchObject({ required: true, asked: 0, answered: 0 });
    expect(wanted?.why.map(({ zh }) => zh)).toEqual(['赡抚扶养义务人，须另行授权后查询']);
  });

  it('names a member who does not count as not asked, with the reason', () => {
    const members = FAMILY.map((member) =>
      member.personId === 'p3' ? { ...member, circumstance: 'IN_PRISON' as const } : member,
    );
    const evidence = sample().evidence.filter(({ personId }) => personId !== 'p3');
    const { rows } = coverageOf({ household: { householdId: 'h1', number: 1, members }, evidence });
    const row = rows.find(({ place }) => place === 3);
    expect(row).toMatchObject({ required: false, asked: 0 });
    expect(row?.why[0]?.zh).toContain('不计入共同生活家庭');
  });

  it('does not call asked what never left the house', () => {
    const evidence = cleanEvidence().map((one) =>
      one.sourceId === 'vehicles' && one.personId === 'p1'
        ? { ...piece('p1', 'vehicles', null, 'NO_RESPONSE'), askedAt: null, reason: 'WAITING_QUOTA' }
        : one,
    );
    const row = coverageOf({ evidence }).rows.find(({ place, sourceId }) => place === 1 && sourceId === 'vehicles');
    expect(row).toMatchObject({ bodies: 1, asked: 0, answered: 0 });
    expect(row?.kinds.map(({ kind }) => kind)).toEqual(['NOT_SENT']);
  });
});
