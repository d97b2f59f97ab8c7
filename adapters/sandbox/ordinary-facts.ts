import type { Fact, FactOf } from '../../src/evidence/facts.ts';
import { addDays, ageOn, calendarDate, parseCalendarDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { Recorded, SyntheticPerson } from './person.ts';
import { schooling } from './records/care.ts';
import { pension } from './records/work.ts';

/** A person whose number is assigned, before their facts exist. */
export type Relative = Recorded &
  Pick<SyntheticPerson, 'birthDate' | 'sex' | 'role' | 'relation' | 'deceasedOn'> & {
    /** Some residents are not in the city's household register. */
    readonly registeredHere: boolean;
  };

/** The properties of a household that its members' facts follow from: its register and its members. */
export type Home = {
  /** Distinguishes the household's register from all others. */
  readonly serial: number;
  readonly address: string;
  readonly family: readonly Relative[];
};

/** First day of the school year of pupils in 2018. */
const SCHOOL_YEAR = parseCalendarDate('2017-09-01');
/** Stages of school by their starting age, with the yearly cost of a public school, fen. */
const STAGES = [
  { from: 15, stage: 'SENIOR', school: '无锡市演示高级中学', yearlyFen: 170_000 },
  { from: 12, stage: 'JUNIOR', school: '无锡市演示初级中学', yearlyFen: 0 },
  { from: 6, stage: 'PRIMARY', school: '无锡市演示实验小学', yearlyFen: 0 },
] as const;

/**
 * The facts that departments hold about everybody: register, marriage, insurance, school, the pension of the old. A
 * family's own facts replace ordinary ones of the same type.
 */
export function ordinaryFacts(self: Relative, home: Home, own: readonly Fact[]): readonly Fact[] {
  return [
    ...registration(self, home),
    ...marriageOf(self, home.family),
    ...(self.deceasedOn === null ? livingFacts(self, own) : [cremation(self.deceasedOn)]),
  ];
}

function livingFacts(self: Relative, own: readonly Fact[]): readonly Fact[] {
  const age = ageOn(self.birthDate, SCHOOL_YEAR);
  const works = own.some((fact) => fact.type === 'CONTRIBUTION_MONTH' && fact.paidAs === 'EMPLOYEE');
  const retired = own.some((fact) => fact.type === 'PENSION' && fact.kind === 'EMPLOYEE');
  return [
    {
      type: 'MEDICAL_ENROLMENT',
      kind: works || retired ? 'EMPLOYEE' : 'RESIDENT',
      status: 'ACTIVE',
      since: parseCalendarDate('2008-01-01'),
      aided: false,
    },
    ...school(self.birthDate, age),
    ...(age >= 60 && !works ? [pension('RESIDENT', 42_000)] : []),
  ];
}

/** The household shares one register; an obligor has a separate one elsewhere. */
function registration(self: Relative, { serial, address, family }: Home): readonly Fact[] {
  if (!self.registeredHere) return [];
  const alone = self.role === 'OBLIGOR';
  const place = alone ? family.indexOf(self) : 0;
  const registerNumber = `320213${String(serial).padStart(8, '0')}${place}`;
  const spouse = spouseOf(self, family);
  const dead = self.deceasedOn !== null;
  const page: FactOf<'HOUSEHOLD_REGISTRATION'> = {
    type: 'HOUSEHOLD_REGISTRATION',
    registerNumber,
    relationToHead: alone ? '02' : toHead(self),
    address: alone ? `无锡市新吴区演示新村${serial % 300}号` : address,
    kind: 'UNIFIED',
    maritalState: spouse === null ? 'UNMARRIED' : spouse.deceasedOn === null ? 'MARRIED' : 'WIDOWED',
    status: dead ? 'CANCELLED_DEATH' : 'NORMAL',
    statusOn: self.deceasedOn === null ? null : addDays(self.deceasedOn, 12),
  };
  if (alone) return [page];
  const others = family.filter((one) => one !== self && one.role === 'MEMBER' && one.registeredHere);
  return [
    page,
    ...others.map((other): Fact => ({
      type: 'REGISTER_COMPANION',
      registerNumber,
      name: other.name,
      personNumber: other.number,
      relationToHead: toHead(other),
    })),
  ];
}

/** The applicant counts as the head of the household. */
function toHead({ relation }: Relative): string {
  return relation === '01' ? '02' : relation;
}

function marriageOf(self: Relative, family: readonly Relative[]): readonly Fact[] {
  const spouse = spouseOf(self, family);
  if (spouse === null) return [];
  const year = Math.max(...[self, spouse].map(({ birthDate }) => Number(birthDate.slice(0, 4)))) + 24;
  return [
    {
      type: 'MARRIAGE',
      state: 'MARRIED',
      spouseName: spouse.name,
      spouseNumber: spouse.number,
      registeredOn: calendarDate(year, 5, 18) ?? SCHOOL_YEAR,
      authority: '无锡市演示区民政局婚姻登记处',
    },
  ];
}

/** Applicant and spouse, or the applicant's parents. */
function spouseOf(self: Relative, family: readonly Relative[]): Relative | null {
  const wanted = PAIRS[self.relation];
  return family.find(({ relation }) => wanted?.includes(relation)) ?? null;
}
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  '01': ['11', '12'],
  '11': ['01'],
  '12': ['01'],
  '51': ['52'],
  '52': ['51'],
};

function school(birth: CalendarDate, age: number): readonly Fact[] {
  const stage = age >= 18 ? undefined : STAGES.find(({ from }) => age >= from);
  if (stage === undefined) return [];
  const began = calendarDate(2017 - (age - stage.from), 9, 1) ?? SCHOOL_YEAR;
  return [schooling(stage.school, stage.stage, began, { tuitionYearlyFen: stage.yearlyFen })];
}

function cremation(deceasedOn: CalendarDate): Fact {
  return { type: 'CREMATION', crematedOn: addDays(deceasedOn, 2), place: '无锡市演示殡仪馆' };
}
