import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { factsOf, readFacts } from '../../../src/indicators/reading.ts';
import { FAMILY, home, input, piece } from './world.ts';

/** Texts that JSON escapes, that begin alike, and that sort otherwise by their escapes than by themselves. */
const texts = fc.constantFrom('', '梁溪区', '梁溪区 1 号', '"', '\\', '\u0001', '\u{20BB7}', 'Z', 'a');
const titles = fc
  .record({
    address: texts,
    unitNumber: texts,
    areaHundredths: fc.constantFrom(9, 10, 99, 100, 1000),
    sharePercent: fc.constantFrom(1, 10, 100),
    registeredOn: fc.constant(null),
  })
  .map(home);

function things(evidence: readonly EvidencePiece[]) {
  return factsOf(readFacts(input(evidence), ['HOME_TITLE']), 'HOME_TITLE').map(({ member, fact, holders = [] }) => ({
    member,
    fact,
    holders: holders.map((one) => [one.member.personId, one.fact]),
  }));
}

describe('facts about members', () => {
  it('come in the order of member and of their own JSON, each thing once, whatever the order of the evidence', () => {
    const answers = fc.array(fc.tuple(fc.constantFrom(...FAMILY), fc.array(titles, { maxLength: 4 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(answers, (given) => {
        const evidence = given.map(([{ personId }, facts]) => piece(personId, 'real-estate', null, 'HIT', facts));
        const found = things(evidence);
        const told = given
          .flatMap(([{ personId }, facts]) =>
            facts.map((fact) => ({ unit: fact.unitNumber, line: `${personId} ${JSON.stringify(fact)}` })),
          )
          .sort((a, b) => (a.line < b.line ? -1 : 1));
        const units = new Set(told.map(({ unit }) => unit));
        expect(found).toHaveLength(units.size);
        // A thing stands where it is first told.
        const first = [...units].map((unit) => told.find((one) => one.unit === unit)?.line.split(' ')[0]);
        expect(found.map(({ member }) => member.personId)).toEqual(first);
        const mixed = given.map(([{ personId }, facts]) =>
          piece(personId, 'real-estate', null, 'HIT', facts.toReversed()),
        );
        expect(things(mixed.toReversed())).toEqual(found);
      }),
    );
  });

  it('are told by answers whole or in part, not by data out of date', () => {
    const kinds = ['HIT', 'PARTIAL', 'STALE', 'NO_RESPONSE'] as const;
    const [person] = FAMILY;
    for (const kind of kinds) {
      const evidence = [piece(person?.personId ?? '', 'real-estate', null, kind, [home()])];
      const told = factsOf(readFacts(input(evidence), ['HOME_TITLE']), 'HOME_TITLE').length;
      expect([kind, told]).toEqual([kind, kind === 'HIT' || kind === 'PARTIAL' ? 1 : 0]);
    }
  });

  it('are not told of somebody who does not count', () => {
    const evidence = [piece('stranger', 'real-estate', null, 'HIT', [home()])];
    const reading = readFacts(input(evidence), ['HOME_TITLE']);
    expect(factsOf(reading, 'HOME_TITLE')).toEqual([]);
    expect(reading.answered.size).toBe(0);
    expect(reading.missing.map(({ personId, kind }) => [personId, kind])).toEqual(
      FAMILY.map(({ personId }) => [personId, 'NOT_ASKED']),
    );
  });
});
