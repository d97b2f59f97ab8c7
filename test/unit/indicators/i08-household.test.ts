import { describe, expect, it } from 'vitest';
import type { HouseholdMember } from '../../../src/household/member.ts';
import { householdTruth } from '../../../src/indicators/i08-household.ts';
import { allFound, checkCases, found } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, day, FAMILY, input, piece, schooling, withPieces } from './world.ts';

type Of<Type extends Parameters<typeof fact>[0]> = Parameters<typeof fact<Type>>[1];
const register = (changes: Of<'HOUSEHOLD_REGISTRATION'>) =>
  input(found('household-register', fact('HOUSEHOLD_REGISTRATION', changes)));
const married = (changes: Of<'MARRIAGE'> = {}) => input(found('civil-affairs', fact('MARRIAGE', changes)));
const sides = (marriage: Of<'MARRIAGE'>, page: Of<'HOUSEHOLD_REGISTRATION'>) =>
  input(
    allFound({
      'civil-affairs': [fact('MARRIAGE', marriage)],
      'household-register': [fact('HOUSEHOLD_REGISTRATION', page)],
    }),
  );
const school = (...places: ReturnType<typeof schooling>[]) =>
  input(withPieces(piece('p3', 'education', null, places.length === 0 ? 'NO_RECORD' : 'HIT', places)));
const other = { spouseName: '徐演示', spouseNumber: '32021319760101001X' };
const third = { spouseName: '周演示', spouseNumber: null };
const away: HouseholdMember = {
  ...FAMILY[1],
  role: 'OBLIGOR',
  personId: 'o1',
  livesTogether: false,
} as HouseholdMember;

describe('I08 household and marriage', () => {
  checkCases(householdTruth, [
    ['registers that know nothing more', 'MEETS', 0, input(cleanEvidence())],
    ['a page in order', 'MEETS', 0, register({})],
    ['the spouse is on the form', 'MEETS', 0, married()],
    ['the spouse is on the form, without a number', 'MEETS', 0, married({ spouseNumber: null })],
    ['a spouse whom nobody declared', 'WARNING', 1, married(other), /婚姻登记有配偶徐演示，未填报/],
    [
      'the same name under another number is another person',
      'WARNING',
      1,
      married({ spouseNumber: other.spouseNumber }),
    ],
    [
      'a spouse on the form who does not count is no secret',
      'MEETS',
      0,
      input(found('civil-affairs', fact('MARRIAGE')), {
        counted: FAMILY.slice(0, 1),
        onForm: [...FAMILY.slice(0, 1), away],
      }),
    ],
    ['divorced from a stranger', 'MEETS', 0, married({ ...other, state: 'DIVORCED' })],
    ['divorced, yet together on the form', 'WARNING', 0, married({ state: 'DIVORCED' }), /离婚，仍与李秀英一同填报/],
    [
      'the latest entry counts',
      'MEETS',
      0,
      input(
        found(
          'civil-affairs',
          fact('MARRIAGE', other),
          fact('MARRIAGE', { ...other, state: 'DIVORCED', registeredOn: day('2010-05-05') }),
        ),
      ),
    ],
    [
      'a void marriage ends no other',
      'WARNING',
      1,
      input(
        found(
          'civil-affairs',
          fact('MARRIAGE', other),
          fact('MARRIAGE', { ...third, state: 'ANNULLED', registeredOn: day('2010-05-05') }),
        ),
      ),
      /婚姻登记有配偶徐演示，未填报/,
    ],
    [
      'an earlier marriage that nothing ended stands beside the one on the form',
      'WARNING',
      0,
      input(
        found('civil-affairs', fact('MARRIAGE', { ...other, registeredOn: day('1990-05-05') }), fact('MARRIAGE', {})),
      ),
      /与徐演示的婚姻登记（1990-05-05）未见解除，其后另有婚姻登记/,
    ],
    [
      'widowed by the household register: the spouse is no stranger',
      'MEETS',
      0,
      sides(other, { maritalState: 'WIDOWED' }),
      /婚姻登记有配偶徐演示（1996-05-18），户籍登记为丧偶/,
    ],
    [
      'widowed of one of two',
      'WARNING',
      1,
      input(
        allFound({
          'civil-affairs': [fact('MARRIAGE', { ...third, registeredOn: day('1990-05-05') }), fact('MARRIAGE', other)],
          'household-register': [fact('HOUSEHOLD_REGISTRATION', { maritalState: 'WIDOWED' })],
        }),
      ),
      /徐演示，未填报（户籍登记为丧偶）/,
    ],
    [
      'the spouse with another dot, another width, a space',
      'MEETS',
      0,
      input(found('civil-affairs', fact('MARRIAGE', { spouseName: '阿依古丽• 买买提', spouseNumber: null })), {
        onForm: FAMILY.map((one, at) => (at === 1 ? { ...one, name: '阿依古丽·买买提' } : one)),
      }),
    ],
    ['the spouse by the number of 15 digits', 'MEETS', 0, married({ spouseNumber: '320214720315002' })],
    ['the spouse by the number of another document: nobody can say', 'MEETS', 0, married({ spouseNumber: 'C1234567' })],
    [
      'married by the household register alone, with the wife on the form',
      'MEETS',
      0,
      register({}),
      /户籍登记为已婚，婚姻登记无记录（可能早于电子化）/,
    ],
    [
      'married by the household register alone, and no spouse on the form',
      'WARNING',
      0,
      { ...register({}), counted: FAMILY.slice(0, 1), onForm: FAMILY.slice(0, 1) },
      /户籍登记为已婚，婚姻登记无记录，配偶未填报/,
    ],
    [
      'the same while civil affairs are silent is no doubt yet',
      'PENDING',
      0,
      {
        ...register({}),
        counted: FAMILY.slice(0, 1),
        onForm: FAMILY.slice(0, 1),
        evidence: [
          ...found('household-register', fact('HOUSEHOLD_REGISTRATION')).filter(
            ({ sourceId }) => sourceId !== 'civil-affairs',
          ),
          piece('p1', 'civil-affairs', null, 'NO_RESPONSE'),
        ],
      },
      /^(?!.*配偶未填报)/u,
    ],
    [
      'a page that was left for another',
      'MEETS',
      0,
      input(
        found(
          'household-register',
          fact('HOUSEHOLD_REGISTRATION', {
            registerNumber: '3202138',
            status: 'MOVED_OUT',
            statusOn: day('2015-01-01'),
            maritalState: 'UNMARRIED',
          }),
          fact('HOUSEHOLD_REGISTRATION'),
        ),
      ),
    ],
    [
      'a companion in another spelling',
      'MEETS',
      0,
      input(found('household-register', fact('REGISTER_COMPANION', { name: '李 秀英', personNumber: null }))),
    ],
    [
      'two companions who are not on the form, one of them twice',
      'WARNING',
      2,
      input(
        found(
          'household-register',
          fact('REGISTER_COMPANION', { name: '孙演示', personNumber: null }),
          fact('REGISTER_COMPANION', { name: '孙演示', personNumber: '32021319760101001X', registerNumber: '2' }),
          fact('REGISTER_COMPANION', { name: '钱演示', personNumber: null }),
        ),
      ),
    ],
    [
      'married here, unmarried there: both are told',
      'WARNING',
      1,
      sides(other, { maritalState: 'UNMARRIED' }),
      /民政婚姻登记为结婚，户籍登记为未婚/,
    ],
    [
      'divorced here, married there',
      'WARNING',
      0,
      sides({ ...other, state: 'DIVORCED' }, {}),
      /登记为离婚，户籍登记为已婚/,
    ],
    ['annulled and unmarried agree', 'MEETS', 0, sides({ ...other, state: 'ANNULLED' }, { maritalState: 'UNMARRIED' })],
    ['divorced by both', 'MEETS', 0, sides({ ...other, state: 'DIVORCED' }, { maritalState: 'DIVORCED' })],
    ['widowed contradicts no marriage', 'MEETS', 0, sides({}, { maritalState: 'WIDOWED' })],
    [
      'somebody in the same register who is not on the form',
      'WARNING',
      1,
      input(found('household-register', fact('REGISTER_COMPANION', { name: '孙演示', personNumber: null }))),
      /同户的孙演示未填报（同户不等于共同生活）/,
    ],
    ['a companion on the form', 'MEETS', 0, input(found('household-register', fact('REGISTER_COMPANION')))],
    [
      'a hidden spouse in the same register is one person',
      'WARNING',
      1,
      input(
        allFound({
          'civil-affairs': [fact('MARRIAGE', other)],
          'household-register': [
            fact('REGISTER_COMPANION', { name: other.spouseName, personNumber: other.spouseNumber }),
          ],
        }),
      ),
    ],
    [
      'dead by both registers',
      'WARNING',
      0,
      input(
        allFound({
          'civil-affairs': [fact('CREMATION')],
          'household-register': [
            fact('HOUSEHOLD_REGISTRATION', { status: 'CANCELLED_DEATH', statusOn: day('2016-12-05') }),
          ],
        }),
      ),
      /殡葬 2016-11-21 火化，户籍 2016-12-05 死亡注销/,
    ],
    [
      'cremated, and alive in the register: both are told',
      'WARNING',
      0,
      input(allFound({ 'civil-affairs': [fact('CREMATION')], 'household-register': [fact('HOUSEHOLD_REGISTRATION')] })),
      /火化，户籍状态正常/,
    ],
    ['cremated, the register silent', 'WARNING', 0, input(found('civil-affairs', fact('CREMATION'))), /户籍无此记录/],
    ['dead in the register only', 'WARNING', 0, register({ status: 'CANCELLED_DEATH' }), /殡葬无火化记录/],
    ['moved out', 'WARNING', 0, register({ status: 'MOVED_OUT' }), /已迁出（日期不详）/],
    ['a duplicate', 'WARNING', 0, register({ status: 'CANCELLED_DUPLICATE' }), /重户注销/],
    ['settled abroad', 'WARNING', 0, register({ status: 'CANCELLED_SETTLED_ABROAD' }), /定居注销/],
    ['a student at no school', 'WARNING', 0, school(), /王小明：填报为在校学生，教育部门无在读学籍/],
    ['a student who has left', 'WARNING', 0, school(schooling({ until: day('2017-12-31') })), /无在读学籍/],
    ['a student beyond bachelor', 'WARNING', 0, school(schooling({ stage: 'POSTGRADUATE' })), /不属于本科及以下/],
    [
      'a student whom a school never struck off, and who has gone beyond bachelor',
      'WARNING',
      0,
      school(schooling({ since: day('2012-09-01') }), schooling({ stage: 'POSTGRADUATE', since: day('2016-09-01') })),
      /不属于本科及以下/,
    ],
    [
      'a student who left what one record leaves open',
      'WARNING',
      0,
      school(schooling(), schooling({ until: day('2017-12-31') })),
      /无在读学籍/,
    ],
    [
      'a student with a course beside',
      'MEETS',
      0,
      school(schooling({ since: day('2016-09-01') }), schooling({ fullTime: false, stage: 'BACHELOR' })),
    ],
    ['a student part-time', 'WARNING', 0, school(schooling({ fullTime: false })), /不属于本科及以下/],
  ]);

  it('shows the way out of a false entry of death', () => {
    const { visitHints } = householdTruth.evaluate(input(found('civil-affairs', fact('CREMATION'))));
    expect(visitHints.map(({ zh }) => zh)).toEqual(['当面核实王建国，健在的留存生存证明']);
  });

  it('never shows the number of somebody who is not on the form', () => {
    expect(JSON.stringify(householdTruth.evaluate(married(other)))).not.toContain(other.spouseNumber);
  });
});
