import { legacyForm, parseCitizenNumber } from '../../../src/identity/citizen-number.ts';
import type { Draft } from '../household.ts';
import type { DeclaredLine, Recorded } from '../person.ts';

/** A family that every population has, before numbers are given. */
export type FamilySpec = {
  /** The applicant first. */
  readonly people: readonly [Draft, ...Draft[]];
  readonly declared?: readonly DeclaredLine[];
};

/** The same person under the old number of 15 digits, where there was one. */
export function underOldNumber({ name, number }: Recorded): Recorded {
  return { name, number: legacyForm(parseCitizenNumber(number)) ?? number };
}

/** A declared wage. @param personKey `<label>/<place>`. */
export function declaredWage(personKey: string, yearlyFen: number, payer: string): DeclaredLine {
  return { personKey, content: { kind: 'INCOME', incomeKind: 'WAGE', item: 'WAGE', yearlyFen, payer } };
}

/** A declared pension or like benefit. */
export function declaredPension(personKey: string, yearlyFen: number, payer: string): DeclaredLine {
  return { personKey, content: { kind: 'INCOME', incomeKind: 'TRANSFER', item: 'PENSION', yearlyFen, payer } };
}

/** A declared expense that cannot be avoided, with its receipts. */
export function declaredExpense(
  personKey: string,
  item: 'MEDICAL' | 'EDUCATION',
  yearlyFen: number,
  institution: string,
): DeclaredLine {
  const content = {
    kind: 'RIGID_EXPENDITURE',
    item,
    yearlyFen,
    institution,
    designated: true,
    payer: '家庭',
    receipt: true,
  } as const;
  return { personKey, content };
}
