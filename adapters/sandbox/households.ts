import { birthDateIn } from '../../src/identity/citizen-number.ts';
import { addDays, parseCalendarDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { APPLICANT, assemble, DAUGHTER, FATHER_AWAY, HUSBAND, MOTHER_AWAY, SON, WIFE } from './household.ts';
import type { Draft, Place } from './household.ts';
import type { SyntheticHousehold, SyntheticPerson } from './person.ts';
import { lifeOf } from './random-life.ts';
import { hash32, seeded } from './seeded.ts';
import type { Seeded } from './seeded.ts';

/**
 * Random households, made one at a time from seed and position, and found again from a number alone, so that the
 * gateway and a department in another process know the same people without a list of them.
 *
 * A synthetic number has 994 indices for a day of birth. Each place in a household has 124 of them to itself; the
 * rest of the position decides the day of birth. So no two people share a number, and both can be read back.
 */
const INDICES_PER_PLACE = 124;

/** Days of birth for each place, so chosen that parents are at least 18 years older than their children. */
const PLACES = [
  { from: '1960-01-01', days: 7300 },
  { from: '1960-01-01', days: 7300 },
  { from: '2000-01-01', days: 5400 },
  { from: '2000-01-01', days: 5400 },
  { from: '1930-01-01', days: 4300 },
  { from: '1930-01-01', days: 4300 },
] as const;

/** Registers of the labelled families have the numbers below. */
const FIRST_RANDOM_SERIAL = 1_000;

/** Beyond, the days of birth of the oldest would repeat. */
export const MOST_HOUSEHOLDS = 4300 * INDICES_PER_PLACE;

const SURNAMES = [
  '陆',
  '顾',
  '蒋',
  '华',
  '钱',
  '邹',
  '尤',
  '强',
  '浦',
  '过',
  '秦',
  '薛',
  '荣',
  '杨',
  '周',
  '吴',
] as const;
const GIVEN_MALE = [
  '建国',
  '志明',
  '永康',
  '文斌',
  '国平',
  '海峰',
  '阿福',
  '小军',
  '伟',
  '明华',
  '俊杰',
  '子轩',
] as const;
const GIVEN_FEMALE = [
  '秀芬',
  '玉兰',
  '月华',
  '丽娟',
  '凤英',
  '小妹',
  '静',
  '慧敏',
  '雨欣',
  '巧珍',
  '雅琴',
  '芳',
] as const;

/** @throws RangeError outside 0 to {@link MOST_HOUSEHOLDS} - 1. */
export function randomHousehold(seed: string, position: number): SyntheticHousehold {
  if (!Number.isSafeInteger(position) || position < 0 || position >= MOST_HOUSEHOLDS) {
    throw new RangeError(`households are numbered from 0 to ${MOST_HOUSEHOLDS - 1}`);
  }
  const chance = seeded(seed, 'household', position);
  const places: Place[] = [];
  const person = (place: number, draft: Omit<Draft, 'birth' | 'facts'>, earnsFen: number | null = null): void => {
    const index = place * INDICES_PER_PLACE + (position % INDICES_PER_PLACE);
    const birth = birthOf(seed, position, place);
    places.push({
      index,
      draft: {
        ...draft,
        birth,
        facts: () => lifeOf({ ...draft, birth, serial: position * 6 + place, earnsFen }, seed),
      },
    });
  };
  const sex = chance.chance(0.5) ? 'MALE' : 'FEMALE';
  const other = sex === 'MALE' ? 'FEMALE' : 'MALE';
  const surname = chance.pick(SURNAMES);
  // Whole yuan for each month, so that twelve payslips make what is declared.
  const monthlyFen = chance.int(5, 50) * 10_000;
  person(0, { ...APPLICANT, name: named(surname, sex, chance), sex }, monthlyFen);
  if (chance.chance(0.7)) {
    const relation = sex === 'MALE' ? WIFE : HUSBAND;
    person(1, { ...relation, name: named(chance.pick(SURNAMES), other, chance), sex: other });
  }
  for (const place of [2, 3]) {
    if (!chance.chance(0.5)) continue;
    const childSex = chance.chance(0.5) ? 'MALE' : 'FEMALE';
    const relation = childSex === 'MALE' ? SON : DAUGHTER;
    person(place, { ...relation, name: named(surname, childSex, chance), sex: childSex });
  }
  for (const place of [4, 5]) {
    if (!chance.chance(0.4)) continue;
    const [relation, parentSex] = place === 4 ? ([FATHER_AWAY, 'MALE'] as const) : ([MOTHER_AWAY, 'FEMALE'] as const);
    const name = named(place === 4 ? surname : chance.pick(SURNAMES), parentSex, chance);
    person(place, { ...relation, name, sex: parentSex });
  }
  const label = `random-${position}`;
  const content = {
    kind: 'INCOME',
    incomeKind: 'WAGE',
    item: 'WAGE',
    yearlyFen: monthlyFen * 12,
    payer: null,
  } as const;
  return assemble(label, FIRST_RANDOM_SERIAL + position, places, [{ personKey: `${label}/0`, content }]);
}

/** The position of the household that a number can only belong to, or `null` for a number of another kind. */
export function positionOf(seed: string, number: string): number | null {
  const birth = birthDateIn(number);
  const area = ['320213', '320214'].indexOf(number.slice(0, 6));
  const index = Math.floor((Number(number.slice(14, 17)) - 1) / 2) * 2 + area;
  const place = Math.floor(index / INDICES_PER_PLACE);
  const span = PLACES[place];
  if (birth === null || area === -1 || span === undefined) return null;
  const day = (Date.parse(birth) - Date.parse(span.from)) / 86_400_000;
  if (day < 0 || day >= span.days) return null;
  const remainder = index % INDICES_PER_PLACE;
  const block = (day - offsetOf(seed, place, remainder) + span.days) % span.days;
  const position = block * INDICES_PER_PLACE + remainder;
  return position < MOST_HOUSEHOLDS ? position : null;
}

function birthOf(seed: string, position: number, place: number): CalendarDate {
  const span = PLACES[place];
  if (span === undefined) throw new RangeError('a household has six places');
  const block = Math.floor(position / INDICES_PER_PLACE);
  const day = (block + offsetOf(seed, place, position % INDICES_PER_PLACE)) % span.days;
  return addDays(parseCalendarDate(span.from), day);
}

function offsetOf(seed: string, place: number, remainder: number): number {
  return hash32(seed, 'birth', place, remainder) % (PLACES[place]?.days ?? 1);
}

function named(surname: string, sex: SyntheticPerson['sex'], chance: Seeded): string {
  return surname + chance.pick(sex === 'MALE' ? GIVEN_MALE : GIVEN_FEMALE);
}
