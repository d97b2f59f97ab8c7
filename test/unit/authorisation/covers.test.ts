import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers } from '../../../src/authorisation/covers.ts';
import type { Asking } from '../../../src/authorisation/covers.ts';
import type { Letter, LetterGrant } from '../../../src/authorisation/letter.ts';
import { LETTER_PURPOSES } from '../../../src/authorisation/purpose.ts';
import { addDays, parseCalendarDate } from '../../../src/platform/calendar-date.ts';

const DAY = parseCalendarDate('2018-02-01');
const START = new Date('2018-01-31T16:00:00Z');
const asking: Asking = {
  personId: 'a',
  sourceId: 'real-estate',
  sourceSince: null,
  purpose: 'SOCIAL_ASSISTANCE_CHECK',
  at: START,
  householdVersion: 1,
};

function grant(changes: Partial<LetterGrant> = {}): LetterGrant {
  return {
    personId: 'a',
    signedByPersonId: 'a',
    signedAs: 'SELF',
    signedOn: DAY,
    sources: ['real-estate'],
    purposes: ['SOCIAL_ASSISTANCE_CHECK'],
    withdrawnAt: null,
    ...changes,
  };
}

function letter(changes: Partial<Letter> = {}): Letter {
  return {
    id: 'l',
    applicationId: 'app',
    householdId: 'h',
    householdVersion: 1,
    letterNumber: 'A1',
    signedOn: DAY,
    endedAt: null,
    grants: [grant()],
    ...changes,
  };
}

describe('a letter', () => {
  it('covers from 00:00 in Shanghai of the day of signing', () => {
    expect(covers([letter()], asking)).toMatchObject({ covered: true, letter: { id: 'l' }, grant: { personId: 'a' } });
    expect(covers([letter()], { ...asking, at: new Date(START.getTime() - 1) })).toEqual({
      covered: false,
      reason: 'NOT_YET_SIGNED',
    });
  });

  it('covers the sources of its day: one that came later is not what was signed, though the letter names it', () => {
    const later = { ...asking, at: new Date(START.getTime() + 10 * 86_400_000) };
    expect(covers([letter()], { ...later, sourceSince: addDays(DAY, 1) })).toEqual({
      covered: false,
      reason: 'SOURCE_NOT_GRANTED',
    });
    expect(covers([letter()], { ...later, sourceSince: DAY }).covered).toBe(true);
    const signedAgain = letter({ grants: [grant({ signedOn: addDays(DAY, 1) })] });
    expect(covers([signedAgain], { ...later, sourceSince: addDays(DAY, 1) }).covered).toBe(true);
  });

  it('covers somebody who signed later from that day only', () => {
    const late = letter({ grants: [grant({ signedOn: addDays(DAY, 1) })] });
    expect(covers([late], asking)).toMatchObject({ reason: 'NOT_YET_SIGNED' });
    expect(covers([late], { ...asking, at: new Date('2018-02-01T16:00:00Z') }).covered).toBe(true);
  });

  it.each<[string, Letter[], Partial<Asking>]>([
    ['NO_LETTER', [], {}],
    ['HOUSEHOLD_CHANGED', [letter()], { householdVersion: 2 }],
    ['NOT_SIGNED', [letter()], { personId: 'b' }],
    ['SOURCE_NOT_GRANTED', [letter()], { sourceId: 'banks' }],
    ['PURPOSE_NOT_GRANTED', [letter()], { purpose: 'OBJECTION_REVIEW' }],
    ['PURPOSE_NOT_GRANTED', [letter()], { purpose: 'SUPERVISION' }],
    ['PURPOSE_NOT_GRANTED', [letter()], { purpose: 'toString' }],
    ['ENDED', [letter({ endedAt: START })], {}],
    ['WITHDRAWN', [letter({ grants: [grant({ withdrawnAt: START })] })], {}],
  ])('does not cover: %s', (reason, letters, changes) => {
    expect(covers(letters, { ...asking, ...changes })).toEqual({ covered: false, reason });
  });

  it('still covers in the last millisecond before its end and before a withdrawal', () => {
    const after = new Date(START.getTime() + 1);
    expect(covers([letter({ endedAt: after })], asking).covered).toBe(true);
    expect(covers([letter({ grants: [grant({ withdrawnAt: after })] })], asking).covered).toBe(true);
  });

  it("is found for a verification's purpose", () => {
    expect(covers([letter()], { ...asking, purpose: 'APPLICATION' }).covered).toBe(true);
    expect(covers([letter()], { ...asking, purpose: 'REVERIFICATION' }).covered).toBe(false);
  });

  it('takes the newest signature, and names the nearest reason where none covers', () => {
    const newer = letter({ id: 'n', letterNumber: 'A0', grants: [grant({ signedOn: addDays(DAY, 1) })] });
    const later = { ...asking, at: new Date('2018-03-01T00:00:00Z') };
    expect(covers([letter(), newer], later)).toMatchObject({ letter: { id: 'n' } });
    expect(covers([letter({ endedAt: START }), letter({ id: 'm', grants: [] })], later)).toMatchObject({
      reason: 'ENDED',
    });
  });
});

describe('whatever letters there are', () => {
  const instant = fc.integer({ min: -5, max: 5 }).map((hours) => new Date(START.getTime() + hours * 3_600_000));
  const person = fc.constantFrom('a', 'b', 'c');
  const source = fc.constantFrom('real-estate', 'vehicles', 'banks');
  const purpose = fc.constantFrom(...Object.keys(LETTER_PURPOSES));
  const day = fc.constantFrom(addDays(DAY, -1), DAY, addDays(DAY, 1));
  const someGrant = fc
    .record({
      personId: person,
      signedOn: day,
      sources: fc.uniqueArray(source, { minLength: 1 }),
      purposes: fc.uniqueArray(purpose, { minLength: 1 }),
      withdrawnAt: fc.option(instant),
    })
    .map((changes) => grant(changes));
  const someLetter = fc
    .record({
      id: fc.uuid(),
      letterNumber: fc.uuid(),
      signedOn: day,
      householdVersion: fc.integer({ min: 1, max: 2 }),
      endedAt: fc.option(instant),
      grants: fc.uniqueArray(someGrant, { selector: ({ personId }) => personId }),
    })
    .map((changes) => letter(changes));
  const letters = fc.array(someLetter, { maxLength: 5 });
  const question = fc.record({
    personId: person,
    sourceId: source,
    sourceSince: fc.option(day),
    purpose,
    at: instant,
    householdVersion: fc.integer({ min: 1, max: 2 }),
  });

  it('nobody is covered after withdrawal or end, by another person, for another source or purpose', () => {
    let covered = 0;
    fc.assert(
      fc.property(letters, question, (list, asked) => {
        const cover = covers(list, asked);
        if (!cover.covered) return;
        covered += 1;
        expect(cover.letter.grants).toContain(cover.grant);
        expect(cover.letter.householdVersion).toBe(asked.householdVersion);
        expect(cover.grant.personId).toBe(asked.personId);
        expect(cover.grant.sources).toContain(asked.sourceId);
        const signedOn = [cover.grant.signedOn, cover.letter.signedOn].toSorted()[1] ?? '';
        expect((asked.sourceSince ?? '') <= signedOn).toBe(true);
        expect(cover.grant.purposes).toContain(asked.purpose);
        expect((cover.grant.withdrawnAt ?? new Date(8e15)) > asked.at).toBe(true);
        expect((cover.letter.endedAt ?? new Date(8e15)) > asked.at).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(covered).toBeGreaterThan(20);
  });

  it('their order makes no difference', () => {
    fc.assert(
      fc.property(letters, question, (list, asked) => {
        expect(covers(list.toReversed(), asked)).toEqual(covers(list, asked));
      }),
    );
  });

  it('one more letter never takes cover away', () => {
    fc.assert(
      fc.property(letters, someLetter, question, (list, more, asked) => {
        expect(covers([...list, more], asked).covered).toBe(
          covers(list, asked).covered || covers([more], asked).covered,
        );
      }),
    );
  });
});
