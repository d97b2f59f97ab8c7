import { describe, expect, it } from 'vitest';
import type { HouseholdMember } from '../../../src/household/member.ts';
import { countsInHousehold } from '../../../src/household/who-counts.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

const BASE = parseCalendarDate('2021-12-01');

function member(changes: Partial<HouseholdMember>): HouseholdMember {
  return {
    personId: 'p',
    role: 'MEMBER',
    relation: '20',
    name: '测试丙',
    certificate: { type: 'NONE', number: null },
    birthDate: parseCalendarDate('1990-01-01'),
    circumstance: 'NONE',
    capacity: 'FULL',
    livesTogether: false,
    guardianPersonId: null,
    ...changes,
  };
}

describe('who counts in the household', () => {
  it.each<[string, Partial<HouseholdMember>, boolean, boolean]>([
    ['the applicant', { relation: '01' }, true, false],
    ['the spouse, also away', { relation: '12' }, true, false],
    ['an adult child on their own', {}, false, false],
    ['an adult child living together', { livesTogether: true }, true, false],
    ['a dependent adult child, also away', { circumstance: 'DEPENDENT_ADULT' }, true, false],
    ['a full-time student, also away', { circumstance: 'FULL_TIME_STUDENT' }, true, false],
    ['a child of unknown age living away', { birthDate: null }, false, true],
    ['a parent living elsewhere', { relation: '52' }, false, false],
    ['a parent living together', { relation: '52', livesTogether: true }, true, false],
    ['a grandchild living together', { relation: '41', livesTogether: true }, true, true],
    ['a daughter-in-law living together', { relation: '38', livesTogether: true }, true, true],
    ['a sister living elsewhere', { relation: '77' }, false, true],
    ['an uncle living together', { relation: '97', livesTogether: true }, false, true],
    ['a lodger', { relation: '99', livesTogether: true }, false, false],
    ['clergy away', { relation: '12', circumstance: 'CLERGY_AWAY' }, false, false],
    ['a spouse in prison', { relation: '12', circumstance: 'IN_PRISON' }, false, false],
    ['a minor in rehabilitation', { circumstance: 'COMPULSORY_DRUG_REHABILITATION' }, false, false],
    ['the missing', { relation: '11', circumstance: 'DECLARED_MISSING' }, false, false],
    ['an obligor, whoever they are', { role: 'OBLIGOR', relation: '12', livesTogether: true }, false, false],
    ['a student who is no child', { relation: '77', circumstance: 'FULL_TIME_STUDENT' }, false, true],
  ])('%s', (_, changes, counts, needsConfirmation) => {
    expect(countsInHousehold(member(changes), BASE)).toMatchObject({ counts, needsConfirmation });
  });

  it('lets the base date decide when a child comes of age', () => {
    const child = member({ birthDate: parseCalendarDate('2003-12-01') });
    expect(countsInHousehold(child, parseCalendarDate('2021-11-30')).counts).toBe(true);
    expect(countsInHousehold(child, parseCalendarDate('2021-12-01')).counts).toBe(false);
  });

  it('says which rule was applied, and that it is younger than the base date', () => {
    expect(countsInHousehold(member({}), parseCalendarDate('2021-07-01')).citation).not.toContain('比照');
    expect(countsInHousehold(member({}), parseCalendarDate('2018-01-31')).citation).toContain('2021年7月1日起施行');
    expect(countsInHousehold(member({}), parseCalendarDate('2018-01-31')).citation).toContain('比照适用');
  });
});
