import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import { INDICATORS } from '../../../src/indicators/registry.ts';
import { LIVES } from './lives.ts';
import { BANKS, day, FAMILY, holding, home, input, piece, vehicle, tellersOf } from './world.ts';

const dates = fc.constantFrom('2001-05-01', '2015-01-30', '2017-12-01').map(day);
const homes = fc
  .record({
    unitNumber: fc.constantFrom('U1', 'U2', 'U3'),
    usage: fc.constantFrom('RESIDENTIAL', 'NON_RESIDENTIAL', 'HOMESTEAD', 'PARKING'),
    tenure: fc.constantFrom('SOLE', 'JOINT', 'BY_SHARE'),
    sharePercent: fc.integer({ min: 1, max: 100 }),
    status: fc.constantFrom('CURRENT', 'HISTORICAL', 'DEMOLISHED'),
    registeredOn: fc.option(dates),
  })
  .map(home);
const cars = fc
  .record({
    plateNumber: fc.constantFrom('苏B00001', '苏B00002'),
    class: fc.constantFrom('CAR', 'MOTORCYCLE', 'ELECTRIC_BICYCLE', 'DISABILITY_VEHICLE', 'TRACTOR'),
    use: fc.constantFrom('PRIVATE', 'HIRE', 'FREIGHT'),
    displacementMl: fc.constantFrom(null, 125, 1600),
    status: fc.constantFrom('NORMAL', 'SCRAPPED', 'STOLEN', 'DEREGISTERED'),
  })
  .map(vehicle);
const holdings = fc
  .record({
    balanceFen: fc.integer({ min: 0, max: 9_000_000 }),
    largestOutflowFen: fc.integer({ min: 0, max: 9_000_000 }),
    largestOutflowOn: fc.option(dates),
    dormantAccountCount: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ balanceFen, ...rest }) => holding(balanceFen, rest));

const kinds = fc.constantFrom(
  'HIT',
  'HIT',
  'HIT',
  'NO_RECORD',
  'NO_RESPONSE',
  'PARTIAL',
  'NOT_AUTHORISED',
  'IDENTITY_MISMATCH',
  'STALE',
  null,
);

function answer(personId: string, sourceId: string, institution: string | null, facts: fc.Arbitrary<Fact>) {
  return fc.tuple(kinds, fc.array(facts, { maxLength: 2 })).map(([kind, found]) => {
    const holds = kind === 'HIT' || kind === 'PARTIAL' || kind === 'STALE';
    return piece(personId, sourceId, institution, kind, holds ? found : []);
  });
}

const evidence: fc.Arbitrary<EvidencePiece[]> = fc.tuple(
  ...FAMILY.flatMap(({ personId }) => [
    answer(personId, 'real-estate', null, homes),
    answer(personId, 'vehicles', null, cars),
    ...BANKS.map(({ code }) => answer(personId, 'banks', code, holdings)),
    ...LIVES.map(([source, facts]) => answer(personId, source, null, facts)),
    fc
      .constantFrom('NO_RECORD' as const, 'NOT_CONNECTED' as const)
      .map((kind) => piece(personId, 'securities', null, kind)),
    fc.constant(piece(personId, 'insurance', null, 'NO_RECORD')),
  ]),
);

/** How far from clean a result is; an asset more may only move it up. */
const RANK: Readonly<Record<Result, number>> = {
  NOT_APPLICABLE: 0,
  MEETS: 0,
  EXEMPT: 1,
  WARNING: 2,
  NOT_AUTHORISED: 3,
  PENDING: 3,
  EXCEEDS: 4,
};

describe.each(INDICATORS.map((indicator) => [indicator.id, indicator] as const))('%s', (_, indicator) => {
  it('does not depend on the order of members and evidence', () => {
    const shuffled = fc
      .tuple(fc.shuffledSubarray([...FAMILY], { minLength: 3 }), evidence)
      .chain(([members, pieces]) =>
        fc.tuple(fc.constant(members), fc.constant(pieces), fc.shuffledSubarray(pieces, { minLength: pieces.length })),
      );
    fc.assert(
      fc.property(shuffled, ([members, pieces, mixed]) => {
        expect(indicator.evaluate(input(mixed, { counted: members }))).toEqual(indicator.evaluate(input(pieces)));
      }),
    );
  });

  it('never meets while any needed question has no answer', () => {
    const needed = (pieces: readonly EvidencePiece[]) =>
      pieces.filter(({ sourceId }) => tellersOf(indicator.factsNeeded).includes(sourceId));
    fc.assert(
      fc.property(evidence, fc.nat(), fc.constantFrom('NO_RESPONSE' as const, null), (pieces, pick, kind) => {
        const candidates = needed(pieces);
        const silenced = candidates[pick % candidates.length];
        const changed = pieces.map((one) => (one === silenced ? { ...one, kind, facts: [] } : one));
        const dropped = pieces.filter((one) => one !== silenced);
        for (const given of [changed, dropped]) {
          const { result, missing } = indicator.evaluate(input(given));
          expect(['PENDING', 'EXCEEDS']).toContain(result);
          expect(missing.some(({ personId }) => personId === silenced?.personId)).toBe(true);
        }
      }),
    );
  });

  it('is neither improved nor worsened by a silence, except that it waits', () => {
    fc.assert(
      fc.property(evidence, fc.nat(), (pieces, pick) => {
        const asked = pieces.filter(({ sourceId }) => tellersOf(indicator.factsNeeded).includes(sourceId));
        const silenced = asked[pick % asked.length];
        const silent = pieces.map((one) =>
          one === silenced ? { ...one, kind: 'NO_RESPONSE' as const, facts: [] } : one,
        );
        const before = indicator.evaluate(input(pieces));
        const after = indicator.evaluate(input(silent)).result;
        // Where two records of one thing differ, silencing one leaves the other.
        if (before.reasons.some(({ zh }) => zh.includes('说法不一'))) return;
        if (after !== 'PENDING') expect(after).toBe(before.result);
      }),
    );
  });

  it('meets only where every needed question of every counting member is conclusive', () => {
    fc.assert(
      fc.property(evidence, (pieces) => {
        const { result, missing } = indicator.evaluate(input(pieces));
        if (result === 'MEETS' || result === 'EXEMPT') expect(missing).toEqual([]);
        else expect(RANK[result]).toBeGreaterThan(1);
      }),
    );
  });

  it('is never improved by one asset more', () => {
    const more = fc.oneof(
      homes.map((one) => ({ ...one, unitNumber: 'NEW' })),
      cars.map((one) => ({ ...one, plateNumber: 'NEW' })),
      holdings,
    );
    fc.assert(
      fc.property(evidence, fc.nat(), more, (pieces, pick, fact) => {
        const source = { HOME_TITLE: 'real-estate', VEHICLE: 'vehicles', BANK_HOLDING: 'banks' }[fact.type];
        const targets = pieces.filter(({ sourceId, kind }) => sourceId === source && kind === 'HIT');
        const target = targets[pick % Math.max(1, targets.length)];
        const richer = pieces.map((one) => (one === target ? { ...one, facts: [...one.facts, fact] } : one));
        const before = indicator.evaluate(input(pieces)).result;
        const after = indicator.evaluate(input(richer)).result;
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      }),
    );
  });
});

it.each(['I05', 'I06', 'I07', 'I08', 'I10', 'I11'])('%s never exceeds, whatever is found', (id) => {
  const indicator = INDICATORS.find((one) => one.id === id);
  fc.assert(
    fc.property(evidence, (pieces) => {
      expect(indicator?.evaluate(input(pieces)).result).not.toBe('EXCEEDS');
    }),
  );
});
