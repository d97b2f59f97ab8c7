import { birthDateIn } from '../../src/identity/citizen-number.ts';
import { addDays, parseCalendarDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { APPLICANT, DAUGHTER, HUSBAND, personOf, SON, WIFE } from './family.ts';
import type { Draft } from './family.ts';
import { BANK_CODES } from './person.ts';
import type { SyntheticHousehold, SyntheticPerson } from './person.ts';
import { holding, home, vehicle } from './possessions.ts';
import type { Possessions } from './possessions.ts';
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
  const label = `random-${position}`;
  const person = (place: number, draft: Omit<Draft, 'birth'>): SyntheticPerson => {
    const index = place * INDICES_PER_PLACE + (position % INDICES_PER_PLACE);
    return personOf(label, place, index, { ...draft, birth: birthOf(seed, position, place) });
  };
  const sex = chance.chance(0.5) ? 'MALE' : 'FEMALE';
  const other = sex === 'MALE' ? 'FEMALE' : 'MALE';
  const surname = chance.pick(SURNAMES);
  const applicant = person(0, {
    ...APPLICANT,
    name: named(surname, sex, chance),
    sex,
    owns: belongings(position, chance),
  });
  const others: SyntheticPerson[] = [];
  if (chance.chance(0.7)) {
    const relation = sex === 'MALE' ? WIFE : HUSBAND;
    const name = named(chance.pick(SURNAMES), other, chance);
    others.push(person(1, { ...relation, name, sex: other, owns: { holdings: deposits(chance) } }));
  }
  for (const place of [2, 3]) {
    if (!chance.chance(0.5)) continue;
    const childSex = chance.chance(0.5) ? 'MALE' : 'FEMALE';
    others.push(
      person(place, {
        ...(childSex === 'MALE' ? SON : DAUGHTER),
        name: named(surname, childSex, chance),
        sex: childSex,
      }),
    );
  }
  const obligors = ([4, 5] as const).flatMap((place) => {
    if (!chance.chance(0.4)) return [];
    const parentSex = place === 4 ? 'MALE' : 'FEMALE';
    const relation = place === 4 ? '51' : '52';
    const name = named(place === 4 ? surname : chance.pick(SURNAMES), parentSex, chance);
    return [person(place, { role: 'OBLIGOR', relation, name, sex: parentSex, owns: { holdings: deposits(chance) } })];
  });
  const yearlyFen = chance.int(6, 60) * 100_000;
  const content = { kind: 'INCOME', incomeKind: 'WAGE', item: 'WAGE', yearlyFen, payer: null } as const;
  return { label, members: [applicant, ...others], obligors, declared: [{ personKey: applicant.key, content }] };
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

function belongings(position: number, chance: Seeded): Possessions {
  const homes = chance.pick([0, 1, 1, 1, 1, 1, 2] as const);
  return {
    titles: Array.from({ length: homes }, (_, at) =>
      home(1000 + position * 2 + at, { areaHundredths: chance.int(3500, 12_000) }),
    ),
    vehicles: chance.chance(0.15) ? [vehicle(1000 + position)] : [],
    holdings: deposits(chance),
  };
}

function deposits(chance: Seeded) {
  return BANK_CODES.filter(() => chance.chance(0.3)).map((code) => holding(code, chance.int(0, 4_000_000)));
}
