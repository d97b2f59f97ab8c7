import type { Fact, FactOf, FactType, HomeTitle } from '../../src/evidence/facts.ts';
import type { Certificate } from '../../src/identity/certificate.ts';
import type { Sex } from '../../src/identity/citizen-number.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';

/** How a register wrote the person down, which is not always how the person is called today. */
export type Recorded = { readonly name: string; readonly number: string };

export type BankCode = 'DEMO-A' | 'DEMO-B' | 'DEMO-C' | 'DEMO-D' | 'DEMO-E';
export const BANK_CODES: readonly [BankCode, ...BankCode[]] = ['DEMO-A', 'DEMO-B', 'DEMO-C', 'DEMO-D', 'DEMO-E'];

/** A made-up person: an identity number that nobody can have, and what the departments know. */
export type SyntheticPerson = {
  /** `family-clean/0`: label of the household and place in it. */
  readonly key: string;
  readonly name: string;
  readonly certificate: Certificate;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  readonly role: 'MEMBER' | 'OBLIGOR';
  /** GB/T 4761: relation to the applicant, who is the first member. */
  readonly relation: string;
  readonly livesTogether: boolean;
  readonly capacity: 'FULL' | 'LIMITED' | 'NONE';
  readonly guardianKey: string | null;
  readonly deceasedOn: CalendarDate | null;
  /** Everything that any department knows of the person, in our vocabulary. Each department knows its own types. */
  readonly facts: readonly Fact[];
  readonly recorded: {
    readonly everywhere: Recorded;
    /** By source id, where a register has another writing than the rest. */
    readonly at: Readonly<Record<string, Recorded>>;
  };
};

/** The person's facts of some types, in the order in which they were made. */
export function factsOf<Type extends FactType>(
  person: Pick<SyntheticPerson, 'facts'>,
  ...types: readonly Type[]
): readonly FactOf<Type>[] {
  const wanted: ReadonlySet<FactType> = new Set(types);
  return person.facts.filter((fact): fact is FactOf<Type> => wanted.has(fact.type));
}

/** How the register of a source wrote the person down. */
export function recordedAt({ recorded }: Pick<SyntheticPerson, 'recorded'>, sourceId: string): Recorded {
  return recorded.at[sourceId] ?? recorded.everywhere;
}

/** One line of the paper form, in the words of the declared items. */
export type DeclaredLine = {
  readonly personKey: string | null;
  readonly content:
    | {
        readonly kind: 'INCOME';
        readonly incomeKind: 'WAGE' | 'OPERATING' | 'PROPERTY' | 'TRANSFER';
        readonly item: string;
        readonly yearlyFen: number;
        readonly payer: string | null;
      }
    | {
        readonly kind: 'RIGID_EXPENDITURE';
        readonly item: 'MEDICAL' | 'EDUCATION' | 'DISABILITY_REHABILITATION' | 'LIVING' | 'OTHER';
        readonly yearlyFen: number;
        readonly institution: string;
        readonly designated: boolean;
        readonly payer: string;
        readonly receipt: boolean;
      }
    | {
        readonly kind: 'HOME';
        readonly address: string;
        readonly areaHundredths: number;
        readonly usage: HomeTitle['usage'];
        readonly origin: string | null;
        readonly acquiredOn: CalendarDate | null;
      }
    | {
        readonly kind: 'FINANCIAL_ASSET';
        readonly assetKind: 'DEPOSIT';
        readonly amountFen: number;
        readonly holder: string | null;
      };
};

/** A household with its obligors and the paper that it would hand in. */
export type SyntheticHousehold = {
  readonly label: string;
  /** Members that live together, the applicant first. */
  readonly members: readonly [SyntheticPerson, ...SyntheticPerson[]];
  /** Support obligors 赡抚扶养义务人 outside the household. */
  readonly obligors: readonly SyntheticPerson[];
  readonly declared: readonly DeclaredLine[];
};
