import { describe, expect, it } from 'vitest';
import type { PersonInput, RegisterApplicationInput } from '../../../src/application/registration-form.ts';
import { parseRegistration } from '../../../src/application/registration.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { BROTHER, CHILD, FATHER, form, MOTHER, SON } from '../../support/family.ts';

const NOW = new Date('2018-02-01T02:00:00Z');

function refusal(changes: Partial<RegisterApplicationInput>): Problem {
  try {
    parseRegistration(form(changes), NOW);
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
  throw new Error('the form was accepted');
}

function second(changes: Partial<PersonInput>): Partial<RegisterApplicationInput> {
  return { members: [FATHER, { ...MOTHER, ...changes }], obligors: [], declared: [] };
}

describe('a form in order', () => {
  it('is read into the domain, people by position', () => {
    const registration = parseRegistration(form(), NOW);
    expect(registration).toMatchObject({
      category: 'MINIMUM_LIVING',
      division: '320213001',
      acceptedAt: NOW,
      applicant: 0,
      aidPerson: null,
    });
    expect(
      registration.people.map(({ role, relation, capacity, guardian }) => [role, relation, capacity, guardian]),
    ).toEqual([
      ['MEMBER', '02', 'FULL', null],
      ['MEMBER', '10', 'FULL', null],
      ['MEMBER', '20', 'FULL', null],
      ['MEMBER', '30', 'NONE', 0],
      ['OBLIGOR', '73', 'FULL', null],
    ]);
    expect(registration.declared.map(({ person }) => person)).toEqual([0, null]);
  });

  it('derives capacity from age and lets the form say otherwise', () => {
    const capacityOf = (changes: Partial<PersonInput>) =>
      parseRegistration(form({ members: [FATHER, { ...CHILD, ...changes }], obligors: [] }), NOW).people[1]?.capacity;
    expect(capacityOf({ birthDate: '2010-02-02' })).toBe('NONE');
    expect(capacityOf({ birthDate: '2010-02-01' })).toBe('LIMITED');
    expect(capacityOf({ birthDate: '2000-02-01' })).toBe('FULL');
    expect(capacityOf({ birthDate: '1980-02-01', capacity: 'NONE' })).toBe('NONE');
  });

  it('accepts a minor without a guardian, to be named as missing later', () => {
    const members = [FATHER, { ...CHILD, guardian: null }];
    expect(parseRegistration(form({ members }), NOW).people[1]?.guardian).toBeNull();
  });

  it('reads full-width digits, a lower-case x and a date as people write it', () => {
    const certificate = { type: 'CITIZEN_NUMBER', number: '３２０２１４ 19991231 100x' };
    const members = [FATHER, { ...SON, certificate, birthDate: '1999年12月31日' }];
    expect(parseRegistration(form({ members }), NOW).people[1]?.certificate.number).toBe('32021419991231100X');
  });
});

describe('an item that is left to the check', () => {
  it('is read as such: neither an amount nor nothing', () => {
    const declared = [
      { person: 'father', content: { kind: 'BY_CHECK' as const, item: 'WAGE' as const } },
      { content: { kind: 'BY_CHECK' as const, item: 'DEPOSIT' as const } },
    ];
    expect(parseRegistration(form({ declared }), NOW).declared).toEqual([
      { person: 0, content: { kind: 'BY_CHECK', item: 'WAGE' } },
      { person: null, content: { kind: 'BY_CHECK', item: 'DEPOSIT' } },
    ]);
  });
});

describe('a form is refused, naming the field,', () => {
  it.each<[string, Partial<RegisterApplicationInput>, string, string]>([
    ['for an unknown category', { category: 'LOTTERY' }, 'INVALID_INPUT', 'category'],
    ['without members', { members: [] }, 'INVALID_INPUT', 'members'],
    ['without an applicant', { applicant: ' ' }, 'INVALID_INPUT', 'applicant'],
    ['for an applicant who is nobody', { applicant: 'uncle' }, 'INVALID_INPUT', 'applicant'],
    ['for an applicant who is not self', { applicant: 'mother' }, 'INVALID_INPUT', 'applicant'],
    ['for a second self', second({ relation: '本人' }), 'INVALID_INPUT', 'members[1].relation'],
    [
      'for an obligor who is self',
      { obligors: [{ ...BROTHER, relation: '01' }] },
      'INVALID_INPUT',
      'obligors[0].relation',
    ],
    [
      'for two spouses',
      { members: [FATHER, MOTHER, { ...SON, relation: '妻' }] },
      'INVALID_INPUT',
      'members[2].relation',
    ],
    ['for an unknown relation', second({ relation: '邻居' }), 'UNKNOWN_RELATION', 'members[1].relation'],
    ['for a name of digits', second({ name: '123' }), 'INVALID_NAME', 'members[1].name'],
    [
      'for a wrong checksum',
      second({ certificate: { type: 'CITIZEN_NUMBER', number: '320214197203150022' } }),
      'INVALID_CITIZEN_NUMBER',
      'members[1].certificate.number',
    ],
    [
      'for an unknown certificate',
      second({ certificate: { type: 'LIBRARY_CARD', number: '1' } }),
      'INVALID_INPUT',
      'members[1].certificate.type',
    ],
    [
      'for no number and no date of birth',
      second({ certificate: { type: 'NONE' } }),
      'INVALID_DATE',
      'members[1].birthDate',
    ],
    [
      'for a date that contradicts the number',
      second({ birthDate: '1972-03-16' }),
      'INVALID_DATE',
      'members[1].birthDate',
    ],
    [
      'for a birth after acceptance',
      second({ certificate: { type: 'NONE' }, birthDate: '2018-02-02', relation: '30' }),
      'INVALID_DATE',
      'members[1].birthDate',
    ],
    ['for an impossible date', second({ birthDate: '1972-02-30' }), 'INVALID_DATE', 'members[1].birthDate'],
    ['for an unknown circumstance', second({ circumstance: 'TIRED' }), 'INVALID_INPUT', 'members[1].circumstance'],
    ['for a guardian who is nobody', second({ guardian: 'x' }), 'INVALID_INPUT', 'members[1].guardian'],
    ['for a guardian of oneself', second({ guardian: 'mother' }), 'INVALID_INPUT', 'members[1].guardian'],
    ['for a key used twice', second({ key: 'father' }), 'INVALID_INPUT', 'members[1].key'],
    ['for an unknown division', { division: '999999' }, 'INVALID_REGION', 'division'],
    ['for acceptance in the future', { acceptedAt: new Date(NOW.getTime() + 1) }, 'INVALID_DATE', 'acceptedAt'],
    ['for acceptance that is no date', { acceptedAt: new Date(Number.NaN) }, 'INVALID_DATE', 'acceptedAt'],
    ['for a single person unnamed', { unit: 'SINGLE_PERSON' }, 'INVALID_INPUT', 'aidPerson'],
    ['for an obligor to be aided', { unit: 'SINGLE_PERSON', aidPerson: 'brother' }, 'INVALID_INPUT', 'aidPerson'],
    ['for a person to be aided in a household', { aidPerson: 'son' }, 'INVALID_INPUT', 'aidPerson'],
    [
      "for somebody else's item",
      { declared: [{ person: 'x', content: { kind: 'JOB_COST', yearlyFen: 1, note: null } }] },
      'INVALID_INPUT',
      'declared[0].person',
    ],
    [
      'for an item of income that is not on the list',
      {
        declared: [
          { content: { kind: 'INCOME', incomeKind: 'TRANSFER', item: 'PENSIONS', yearlyFen: 1, payer: null } },
        ],
      },
      'INVALID_INPUT',
      'declared[0].content.item',
    ],
    [
      'for a fraction of a fen',
      { declared: [{ content: { kind: 'JOB_COST', yearlyFen: 0.5, note: null } }] },
      'INVALID_INPUT',
      'declared[0].content.yearlyFen',
    ],
  ])('%s', (_, changes, code, field) => {
    const problem = refusal(changes);
    expect([problem.code, problem.details.field]).toEqual([code, field]);
  });

  it('for an item of income that is not on the list, naming the list', () => {
    const content = { kind: 'INCOME', incomeKind: 'TRANSFER', item: 'PENSIONS', yearlyFen: 1, payer: null } as const;
    const { zh, en } = refusal({ declared: [{ content }] }).details;
    expect(zh).toContain('WAGE 工资，');
    expect(en).toContain('PENSION 养老金');
  });

  it('for the same person twice, in whatever form the number was typed, naming both', () => {
    const again = { ...BROTHER, certificate: { type: 'CITIZEN_NUMBER', number: '320213600101001' } };
    const problem = refusal({ obligors: [again] });
    expect([problem.code, problem.details.field]).toEqual(['DUPLICATE_MEMBER', 'obligors[0].certificate.number']);
    expect(problem.details.zh).toContain('第 1 位义务人与第 1 位成员');
  });

  it('for the same child without a number twice, but not for twins', () => {
    const twin = { ...CHILD, key: 'twin' };
    expect(refusal({ members: [FATHER, CHILD, twin] }).code).toBe('DUPLICATE_MEMBER');
    const members = [FATHER, CHILD, { ...twin, name: '测试己' }];
    expect(parseRegistration(form({ members }), NOW).people).toHaveLength(4);
  });

  it('for a person with a number who stands there once more without one, in another spelling', () => {
    const father = { ...FATHER, name: `${FATHER.name}\u{E0100}` };
    const again: PersonInput = {
      ...CHILD,
      name: FATHER.name,
      birthDate: '1960-01-01',
      guardian: null,
    };
    expect(refusal({ members: [father, again], obligors: [], declared: [] }).code).toBe('DUPLICATE_MEMBER');
    const namesake = { ...again, birthDate: '2009-02-01' };
    const changes = { members: [father, namesake], obligors: [], declared: [] };
    expect(parseRegistration(form(changes), NOW).people).toHaveLength(2);
  });

  it('never repeating a name or a number', () => {
    const problem = refusal(second({ certificate: { type: 'CITIZEN_NUMBER', number: '320214197203150022' } }));
    expect(problem.message).not.toMatch(/320214|测试/);
  });
});
