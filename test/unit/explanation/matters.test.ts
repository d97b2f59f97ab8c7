import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACTS } from '../../../src/evidence/facts.ts';
import { findIndicator } from '../../../src/indicators/registry.ts';
import { buildReport } from '../../../src/report/build.ts';
import { fact } from '../indicators/facts.ts';
import { piece } from '../indicators/world.ts';
import { lifeOf } from './lives-told.ts';
import { input, told, zh } from './told.ts';

describe('for which rules a fact is used', () => {
  it('ties each fact of one answer to the rules that read it, and to no other that looked at the answer', () => {
    const facts = [fact('MARRIAGE', { spouseName: '徐演示' }), fact('AID_ENTITLEMENT'), fact('CREMATION')];
    const { findings } = told(input([piece('p1', 'civil-affairs', null, 'HIT', facts)]), 'p1');
    const usedFor = (name: string) =>
      findings
        .filter(({ found }) => zh(found).some((line) => line.startsWith(name)))
        .map(({ matters }) => matters.map(({ indicatorId }) => indicatorId));
    expect(usedFor('婚姻登记')).toEqual([['I08']]);
    expect(usedFor('殡葬火化')).toEqual([['I08']]);
    expect(usedFor('低收入人口和救助待遇')).toHaveLength(1);
    expect(usedFor('低收入人口和救助待遇').flat()).toContain('I09');
    expect(usedFor('低收入人口和救助待遇').flat()).not.toContain('I08');
  });

  it('each fact is told for the rules that looked at its answer and read its kind, by the version that ran', () => {
    fc.assert(
      fc.property(lifeOf('p1'), (own) => {
        const report = input(own);
        const ran = buildReport(report).indicators;
        for (const { found, matters } of told(report, 'p1').findings) {
          const kinds = FACTS.filter((one) => zh(found).some((line) => line.startsWith(one.zh)));
          expect(kinds.length).toBeGreaterThan(0);
          for (const { indicatorId } of matters) {
            const version = ran.find(({ id }) => id === indicatorId)?.version ?? 0;
            const read: readonly string[] = findIndicator(indicatorId, version)?.factsNeeded ?? [];
            expect(kinds.filter(({ type }) => read.includes(type))).not.toEqual([]);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});
