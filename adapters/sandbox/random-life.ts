import type { Fact } from '../../src/evidence/facts.ts';
import { ageOn, parseCalendarDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { BANK_CODES } from './person.ts';
import type { SyntheticPerson } from './person.ts';
import { disability, settlement } from './records/care.ts';
import { aid, dividends, holding, policy, securities, subsidies, veteranBenefit } from './records/money.ts';
import { lastMonths } from './records/months.ts';
import { contractOf, farmMachine, home, land, publicRental, purchaseOf, ship, vehicle } from './records/property.ts';
import { businessRole, shop } from './records/trade.ts';
import { employed, employer, flexible, payroll, pension } from './records/work.ts';
import { seeded } from './seeded.ts';
import type { Seeded } from './seeded.ts';

/** Somebody of a random household, as far as it decides how they live. */
export type Living = Pick<SyntheticPerson, 'relation' | 'role'> & {
  readonly birth: CalendarDate;
  /** Tells this person from all others of the population. */
  readonly serial: number;
  /** Monthly wage that the household declares for this person; `null` where it declares none. */
  readonly earnsFen: number | null;
};

/** Day on which ages are counted. */
const TODAY = parseCalendarDate('2018-03-01');

/**
 * A plausible life by chance: what one department knows agrees with what the others do. Probabilities are guesses of
 * what a relief office meets, so chosen that a few hundred households show every kind of fact.
 */
export function lifeOf(living: Living, seed: string): readonly Fact[] {
  const chance = seeded(seed, 'life', living.serial);
  const age = ageOn(living.birth, TODAY);
  if (age < 18) return chance.chance(0.1) ? illness(chance) : [];
  return [
    ...(living.relation === '01' ? dwelling(living.serial, chance) : []),
    ...wheels(living.serial, chance),
    ...savings(chance),
    ...work(living, age, chance),
    ...(chance.chance(0.35) ? illness(chance) : []),
    ...country(living.serial, chance),
    ...rareThings(living.serial, age, chance),
  ];
}

function dwelling(serial: number, chance: Seeded): readonly Fact[] {
  const homes = chance.pick([0, 1, 1, 1, 1, 1, 2] as const);
  if (homes === 0) {
    if (chance.chance(0.4)) return [publicRental(serial, { areaHundredths: chance.int(3200, 6000) })];
    return chance.chance(0.2)
      ? [{ type: 'RENT_SUBSIDY', monthlyFen: 25_000, since: parseCalendarDate('2016-01-01'), until: null }]
      : [];
  }
  return Array.from({ length: homes }, (_, at): readonly Fact[] => {
    const title = home(1000 + serial * 2 + at, { areaHundredths: chance.int(3500, 12_000) });
    return chance.chance(0.3) ? [title, contractOf(title)] : [title];
  }).flat();
}

function wheels(serial: number, chance: Seeded): readonly Fact[] {
  if (!chance.chance(0.1)) return [];
  const freight = chance.chance(0.15);
  const owned = vehicle(1000 + serial, freight ? { class: 'TRUCK', use: 'FREIGHT', displacementMl: 2_800 } : {});
  return [owned, purchaseOf(owned, chance.int(30, 150) * 100_000), ...(freight ? [licence(owned.plateNumber)] : [])];
}

function licence(plateNumber: string): Fact {
  return {
    type: 'TRANSPORT_LICENCE',
    plateNumber,
    scope: 'FREIGHT',
    status: 'VALID',
    validUntil: parseCalendarDate('2019-12-31'),
  };
}

function savings(chance: Seeded): readonly Fact[] {
  return [
    ...BANK_CODES.filter(() => chance.chance(0.3)).map((code) => holding(code, chance.int(0, 4_000_000))),
    ...(chance.chance(0.05) ? [securities(chance.int(0, 5_000_000))] : []),
    ...(chance.chance(0.15) ? [policy(chance.int(0, 1_500_000))] : []),
  ];
}

function work({ serial, earnsFen, role }: Living, age: number, chance: Seeded): readonly Fact[] {
  if (role === 'OBLIGOR' || age >= 60) {
    const retired = chance.chance(0.5)
      ? pension('EMPLOYEE', chance.int(180, 420) * 1_000)
      : pension('RESIDENT', 42_000);
    return [retired];
  }
  if (earnsFen !== null) {
    // Three of four jobs are seen by the departments; the others are paid in cash.
    if (!chance.chance(0.75)) return chance.chance(0.5) ? flexible() : [];
    return employed({ employer: employer(chance.int(0, 7)), monthlyFen: earnsFen, fund: chance.chance(0.6) });
  }
  if (chance.chance(0.03)) {
    const monthlyFen = chance.int(40, 70) * 10_000;
    const school = payroll();
    return [school, ...employed({ employer: { name: school.unitName, code: employer(7).code }, monthlyFen })];
  }
  if (chance.chance(0.1)) return shop(1000 + serial, `梁溪区演示小店${serial}号`, chance.int(20, 90) * 100_000);
  return chance.chance(0.3) ? flexible() : [];
}

function illness(chance: Seeded): readonly Fact[] {
  const months = lastMonths(12).filter(() => chance.chance(0.25));
  return months.map((month) => {
    const inpatient = chance.chance(0.15);
    const totalFen = inpatient ? chance.int(6_000, 40_000) * 100 : chance.int(80, 1_200) * 100;
    const selfPaidFen = Math.round((totalFen * chance.int(25, 55)) / 100);
    return settlement(`${month}-${String(chance.int(1, 28)).padStart(2, '0')}`, totalFen, selfPaidFen, {
      setting: inpatient ? 'INPATIENT' : 'OUTPATIENT',
      designated: chance.chance(0.97),
      peerPercentile: chance.int(5, 99),
    });
  });
}

/** Land, machines and dividends of those who come from a village. */
function country(serial: number, chance: Seeded): readonly Fact[] {
  if (!chance.chance(0.12)) return [];
  const area = chance.int(80, 600);
  return [
    land(area, chance.chance(0.5) ? chance.int(40, area) : 0),
    ...subsidies('FARMLAND_SUPPORT', '耕地地力保护补贴', area * 120, ['2017-09']),
    ...(chance.chance(0.4) ? dividends(chance.int(100, 800) * 100, [2016, 2017]) : []),
    ...(chance.chance(0.1) ? [farmMachine({ large: chance.chance(0.3) })] : []),
    ...(chance.chance(0.15)
      ? [businessRole(serial, '演示镇演示村葡萄专业合作社', { role: 'COOPERATIVE_MEMBER', subscribedFen: 500_000 })]
      : []),
  ];
}

function rareThings(serial: number, age: number, chance: Seeded): readonly Fact[] {
  const disabled = chance.chance(0.08);
  const category = chance.pick([
    'SIGHT',
    'HEARING',
    'SPEECH',
    'PHYSICAL',
    'INTELLECTUAL',
    'MENTAL',
    'MULTIPLE',
  ] as const);
  const grade = chance.int(1, 4);
  return [
    ...(disabled ? [disability(category, grade)] : []),
    ...(disabled && grade <= 2 ? subsidies('DISABILITY_SUBSIDY', '重度残疾人护理补贴', 12_000, lastMonths(12)) : []),
    ...(age >= 80 ? subsidies('OLD_AGE_ALLOWANCE', '尊老金', 5_000, lastMonths(12)) : []),
    ...(chance.chance(0.04) ? [aid({ cardTail: String(1000 + (serial % 9000)) })] : []),
    ...(chance.chance(0.02) ? [ship(1000 + serial, { use: 'OWN_USE', kind: 'FISHING', grossTonHundredths: 450 })] : []),
    ...(chance.chance(0.03) ? [journeys(chance)] : []),
    ...(chance.chance(0.02) ? [veteranBenefit('REGULAR_SUBSIDY', 61_000)] : []),
  ];
}

function journeys(chance: Seeded): Fact {
  const [since, until] = [parseCalendarDate('2017-03-01'), parseCalendarDate('2018-02-28')];
  return { type: 'BORDER_CROSSINGS', since, until, exitCount: chance.int(1, 4), abroadDays: chance.int(3, 30) };
}
