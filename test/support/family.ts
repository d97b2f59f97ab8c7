import type { PersonInput, RegisterApplicationInput } from '../../src/application/registration-form.ts';

/** A made-up family; no such numbers were ever given out. */
export const FATHER: PersonInput = {
  key: 'father',
  name: '测试甲',
  certificate: { type: 'CITIZEN_NUMBER', number: '320213196001010011' },
  relation: '户主本人',
};
export const MOTHER: PersonInput = {
  key: 'mother',
  name: '测试乙',
  certificate: { type: 'CITIZEN_NUMBER', number: '320214197203150021' },
  relation: '配偶',
};
export const SON: PersonInput = {
  key: 'son',
  name: '测试丙',
  certificate: { type: 'CITIZEN_NUMBER', number: '32021419991231100X' },
  relation: '子',
};
/** Not registered yet, so without a number. */
export const CHILD: PersonInput = {
  key: 'child',
  name: '测试丁',
  certificate: { type: 'NONE' },
  birthDate: '2010-05-01',
  relation: '女儿',
  guardian: 'father',
};
export const BROTHER: PersonInput = {
  key: 'brother',
  name: '测试戊',
  certificate: { type: 'CITIZEN_NUMBER', number: '320213198506151230' },
  relation: '弟弟',
};

/** A form that is in order, for early 2018. */
export function form(changes: Partial<RegisterApplicationInput> = {}): RegisterApplicationInput {
  return {
    category: '最低生活保障',
    applicant: 'father',
    members: [FATHER, MOTHER, SON, CHILD],
    obligors: [BROTHER],
    unit: 'HOUSEHOLD',
    division: '320213001',
    residence: 'URBAN',
    delegated: false,
    staffRelative: false,
    declared: [
      {
        person: 'father',
        content: { kind: 'INCOME', incomeKind: 'WAGE', item: 'WAGE', yearlyFen: 1_234_567, payer: '测试工厂' },
      },
      {
        content: {
          kind: 'HOME',
          address: '梁溪区测试路一号',
          areaHundredths: 5600,
          usage: 'RESIDENTIAL',
          origin: null,
          acquiredOn: null,
        },
      },
    ],
    ...changes,
  };
}
