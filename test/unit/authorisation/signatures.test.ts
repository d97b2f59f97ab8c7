import { describe, expect, it } from 'vitest';
import type { Letter, LetterGrant } from '../../../src/authorisation/letter.ts';
import { missingSignatures } from '../../../src/authorisation/missing-signatures.ts';
import { parseGrants, parseLetterNumber, parseSigningDay } from '../../../src/authorisation/parse-letter.ts';
import type { GrantInput } from '../../../src/authorisation/parse-letter.ts';
import type { HouseholdMember, HouseholdVersion } from '../../../src/household/member.ts';
import { parseCalendarDate, startOfDay } from '../../../src/platform/calendar-date.ts';
import { Problem } from '../../../src/platform/problem.ts';

const DAY = parseCalendarDate('2018-02-01');

function person(personId: string, changes: Partial<HouseholdMember> = {}): HouseholdMember {
  return {
    personId,
    role: 'MEMBER',
    relation: '20',
    name: '测试甲',
    certificate: { type: 'NONE', number: null },
    birthDate: parseCalendarDate('1980-01-01'),
    circumstance: 'NONE',
    capacity: 'FULL',
    livesTogether: true,
    guardianPersonId: null,
    ...changes,
  };
}

const household: HouseholdVersion = {
  householdId: 'h',
  number: 1,
  members: [
    person('adult'),
    person('other'),
    person('minor', { birthDate: parseCalendarDate('2000-02-02'), guardianPersonId: 'adult' }),
    person('orphan', { birthDate: parseCalendarDate('2012-01-01'), capacity: 'NONE' }),
    person('incapable', { capacity: 'LIMITED', guardianPersonId: 'orphan' }),
    person('obligor', { role: 'OBLIGOR' }),
  ],
};

function grants(...rows: (Partial<GrantInput> & { personId: string })[]): readonly LetterGrant[] {
  const inputs = rows.map((row) => ({ sources: ['banks'], purposes: ['SOCIAL_ASSISTANCE_CHECK'], ...row }));
  return parseGrants(inputs, { household, signedOn: DAY, today: parseCalendarDate('2018-03-01') });
}

function refusal(work: () => unknown): [string, string | undefined] {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof Problem) return [thrown.code, thrown.details.field];
    throw thrown;
  }
  throw new Error('it was accepted');
}

describe('a signature row', () => {
  it('is signed by adults themselves, and by the guardian for a minor', () => {
    expect(grants({ personId: 'adult' }, { personId: 'minor' }, { personId: 'obligor' })).toMatchObject([
      { signedByPersonId: 'adult', signedAs: 'SELF', signedOn: DAY },
      { signedByPersonId: 'adult', signedAs: 'GUARDIAN' },
      { signedByPersonId: 'obligor', signedAs: 'SELF' },
    ]);
  });

  it('lets the day of signing decide who has come of age', () => {
    expect(grants({ personId: 'minor', signedOn: '2018-02-02' })).toMatchObject([{ signedAs: 'SELF' }]);
    expect(refusal(() => grants({ personId: 'minor', signedOn: '2018-02-02', signedByPersonId: 'adult' }))).toEqual([
      'INVALID_INPUT',
      'grants[0].signedByPersonId',
    ]);
  });

  it('takes a guardian named on the paper where the register names none', () => {
    expect(grants({ personId: 'orphan', signedByPersonId: 'other' })).toMatchObject([{ signedByPersonId: 'other' }]);
  });

  it.each<[string, Parameters<typeof grants>, string]>([
    ['of an adult by somebody else', [{ personId: 'adult', signedByPersonId: 'other' }], 'grants[0].signedByPersonId'],
    ['of a minor in person', [{ personId: 'minor', signedByPersonId: 'minor' }], 'grants[0].signedByPersonId'],
    [
      'of a minor by another than the guardian',
      [{ personId: 'minor', signedByPersonId: 'other' }],
      'grants[0].signedByPersonId',
    ],
    ['of a minor whose guardian nobody named', [{ personId: 'orphan' }], 'grants[0].signedByPersonId'],
    ['by a guardian who is a minor', [{ personId: 'incapable' }], 'grants[0].signedByPersonId'],
    ['of a stranger', [{ personId: 'stranger' }], 'grants[0].personId'],
    ['by a stranger', [{ personId: 'orphan', signedByPersonId: 'stranger' }], 'grants[0].signedByPersonId'],
    ['of the same person twice', [{ personId: 'adult' }, { personId: 'adult' }], 'grants[1].personId'],
    ['without sources', [{ personId: 'adult', sources: [] }], 'grants[0].sources'],
    ['for an unknown purpose', [{ personId: 'adult', purposes: ['CURIOSITY'] }], 'grants[0].purposes'],
    ['by nobody', [], 'grants'],
  ])('is refused %s', (_, rows, field) => {
    expect(refusal(() => grants(...rows))).toEqual(['INVALID_INPUT', field]);
  });

  it('is refused with a day after today', () => {
    expect(refusal(() => grants({ personId: 'adult', signedOn: '2018-03-02' }))).toEqual([
      'INVALID_DATE',
      'grants[0].signedOn',
    ]);
    expect(refusal(() => parseSigningDay('signedOn', '2018-02-30', DAY))).toEqual(['INVALID_DATE', 'signedOn']);
  });
});

describe('the number of a letter', () => {
  it('is one however it was typed', () => {
    expect(parseLetterNumber(' 锡民核授〔２０１８〕 ００１ ')).toBe('锡民核授〔2018〕001');
    expect(parseLetterNumber('sq-01')).toBe('SQ-01');
  });

  it('may have 15 digits, but may not be an identity number', () => {
    expect(parseLetterNumber('900000000000001')).toBe('900000000000001');
    for (const number of ['320213600101001', 'ID320213196001010011', '320213-19600101-0011']) {
      expect(refusal(() => parseLetterNumber(number))).toEqual(['INVALID_INPUT', 'letterNumber']);
    }
    expect(refusal(() => parseLetterNumber('320213196001010011'))).toEqual(['INVALID_INPUT', 'letterNumber']);
    expect(refusal(() => parseLetterNumber('A\n\u0000B'))).toEqual(['INVALID_INPUT', 'letterNumber']);
  });
});

describe('missing signatures', () => {
  const at = new Date('2018-02-10T00:00:00Z');
  const letter = (changes: Partial<Letter> = {}): Letter => ({
    id: 'l',
    applicationId: 'app',
    householdId: 'h',
    householdVersion: 1,
    letterNumber: 'A1',
    signedOn: DAY,
    endedAt: null,
    grants: grants({ personId: 'adult' }, { personId: 'other' }),
    ...changes,
  });

  it('are named in the order of the form, with what is needed', () => {
    expect(missingSignatures(household, [letter()], at)).toEqual([
      // Came of age since the letter was signed.
      { personId: 'minor', role: 'MEMBER', needs: 'OWN_SIGNATURE', guardianPersonId: null },
      { personId: 'orphan', role: 'MEMBER', needs: 'GUARDIAN_UNKNOWN', guardianPersonId: null },
      { personId: 'incapable', role: 'MEMBER', needs: 'GUARDIAN_SIGNATURE', guardianPersonId: 'orphan' },
      { personId: 'obligor', role: 'OBLIGOR', needs: 'OWN_SIGNATURE', guardianPersonId: null },
    ]);
  });

  it.each<[string, Partial<Letter>, Date]>([
    ['before the day of signing', {}, new Date(startOfDay(DAY).getTime() - 1)],
    ['after the letter has ended', { endedAt: at }, at],
    ['after withdrawal', { grants: grants({ personId: 'adult' }).map((one) => ({ ...one, withdrawnAt: at })) }, at],
    ['for another version of the household', { householdVersion: 2 }, at],
  ])('are those of everybody %s', (_, changes, when) => {
    expect(missingSignatures(household, [letter(changes)], when)).toHaveLength(6);
  });
});
