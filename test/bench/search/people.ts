import { seeded } from '../../../adapters/sandbox/seeded.ts';
import type { PersonInput, RegisterApplicationInput } from '../../../src/application/registration-form.ts';
import { citizenChecksum } from '../../../src/identity/citizen-number.ts';
import { SURNAME_SHARES } from '../../../src/identity/surname-shares.ts';

/** Somebody who is made up; the surname is drawn by its real share. */
export type BenchPerson = {
  readonly name: string;
  readonly surname: string;
  readonly given: readonly [string, ...string[]];
  readonly number: string;
};

/** Surnames below the table, as frequent as each other: together what the table leaves of a million. */
const RARE = Array.from(
  '司吉车项缪芦农卓窦褚娄古景宫戚连费党冷卜晏米席柏卫宗岑佟边瞿麦桂沙臧全闵普姬和师苟邬卞应桑隋栾仇商刁简荣寇郎丛仲明查巫占甄巩虞丘佘苑迟麻池阎敖封鞠谈惠匡官荆郁胥冀乐南邝栗储原燕班楚鄢谌劳皮蔺奚闻粟满楼盘海伊',
);
/** Characters of given names, the frequent ones first; the n-th is drawn as 1 / (n + 15). */
const GIVEN = Array.from(
  '英华玉秀明文国丽红建春海志军小金平晓永林兰梅芳伟强云桂德敏玲忠艳凤生丹霞辉清荣燕新庆东立成珍学美福亮爱雪宏俊洪波利祥娟龙宝杰萍山光民香静斌慧淑振琴少飞兴勇元正家树涛月莲振鹏超浩子宇佳雨欣思梓轩怡涵晨博阳琪瑞洁婷磊峰刚健松良昌安武义全根水富贵才发胜和顺喜连先仁友朝世友长',
);
const DISTRICTS = ['320205', '320206', '320211', '320213', '320214', '320281', '320282'] as const;
/** Numbers of districts that were founded in 2015: nobody born before has one. */
const NUMBERED = ['320213', '320214'] as const;
const DAY_MS = 86_400_000;

/** Families of one to four of the same father's surname but for the wife, so many people in all. */
export function benchFamilies(seed: string, count: number): readonly (readonly BenchPerson[])[] {
  const random = seeded(seed, 'people');
  const surnames = cumulative([
    ...SURNAME_SHARES,
    ...RARE.map((surname): [string, number] => [surname, (1_000_000 - sumOf(SURNAME_SHARES)) / RARE.length]),
  ]);
  const given = cumulative(GIVEN.map((character, at): [string, number] => [character, 1 / (at + 15)]));
  let serial = 0;
  const person = (surname: string): BenchPerson => {
    const first = draw(given, random.next());
    const characters: [string, ...string[]] = random.chance(0.7) ? [first, draw(given, random.next())] : [first];
    return { name: surname + characters.join(''), surname, given: characters, number: numberOf((serial += 1)) };
  };
  const families: BenchPerson[][] = [];
  for (let people = 0; people < count;) {
    const father = draw(surnames, random.next());
    const size = Math.min(random.pick([1, 2, 2, 3, 3, 4]), count - people);
    families.push(Array.from({ length: size }, (_, at) => person(at === 1 ? draw(surnames, random.next()) : father)));
    people += size;
  }
  return families;
}

/** The form that registers a family. */
export function formOf(family: readonly BenchPerson[], position: number): RegisterApplicationInput {
  const member = ({ name, number }: BenchPerson, at: number): PersonInput => ({
    key: String(at),
    name,
    certificate: { type: 'CITIZEN_NUMBER', number },
    relation: ['01', '10', '20', '30'][at] ?? '20',
  });
  return {
    category: 'MINIMUM_LIVING',
    applicant: '0',
    members: family.map(member),
    unit: 'HOUSEHOLD',
    division: `${DISTRICTS[position % DISTRICTS.length]}001`,
    residence: 'URBAN',
    delegated: false,
    staffRelative: false,
  };
}

function numberOf(serial: number): string {
  const district = NUMBERED[serial % 2] ?? NUMBERED[0];
  const day = new Date(Date.UTC(1940, 0, 1) + (Math.floor(serial / 2) % 25_000) * DAY_MS).toISOString().slice(0, 10);
  const order = String(Math.floor(serial / 50_000) + 1).padStart(3, '0');
  const first = `${district}${day.replaceAll('-', '')}${order}`;
  return first + citizenChecksum(first);
}

type Cumulative = readonly { readonly word: string; readonly upTo: number }[];

function cumulative(shares: readonly (readonly [string, number])[]): Cumulative {
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  let upTo = 0;
  return shares.map(([word, share]) => ({ word, upTo: (upTo += share / total) }));
}

function draw(shares: Cumulative, at: number): string {
  return shares.find(({ upTo }) => at < upTo)?.word ?? '王';
}

function sumOf(shares: ReadonlyMap<string, number>): number {
  return [...shares.values()].reduce((sum, share) => sum + share, 0);
}
