import china from './divisions-china.json' with { type: 'json' };

/**
 * Administrative divisions of GB/T 2260, those that were abolished among them: people and old files keep their codes. What
 * is in use and what stood in revisions of the standard from 2002 on comes from two packages (`npm run divisions`); what
 * was abolished in Wuxi before, and the years there, are from general knowledge, not from a text seen.
 */
export type Division = {
  readonly name: string;
  /**
   * Year in which the code ceased, as far as is known: by the first revision in which it is missing. `null` while it is in
   * use, 0 where no revision tells.
   */
  readonly abolishedIn: number | null;
};

const abolished = (name: string, abolishedIn: number): Division => ({ name, abolishedIn });

/** Where the demonstration is: its people, departments and accounts are made up for 无锡市. */
export const DEMO_DIVISION = '320200';

/** Revisions of the standard that the table of abolished codes was made from, `YYYYMM`. */
const REVISIONS = [...new Set(china.abolished.map((line) => line.slice(-6)))].toSorted();

const OF_WUXI: Readonly<Record<string, Division>> = {
  '320202': abolished('崇安区', 2016),
  '320203': abolished('南长区', 2016),
  '320204': abolished('北塘区', 2016),
  '320221': abolished('江阴县', 1987),
  '320222': abolished('无锡县', 1995),
  '320223': abolished('宜兴县', 1988),
  '320283': abolished('锡山市', 2000),
};

/** Every division below the provinces: prefectures and cities, counties and districts. */
export const DIVISIONS: Readonly<Record<string, Division>> = Object.fromEntries([
  ...china.inUse.flatMap((line): [string, Division][] =>
    line.slice(2, 6) === '0000' ? [] : [[line.slice(0, 6), { name: line.slice(6), abolishedIn: null }]],
  ),
  ...china.abolished.map((line): [string, Division] => [
    line.slice(0, 6),
    abolished(line.slice(6, -6), yearAfter(line.slice(-6))),
  ]),
  ...Object.entries(OF_WUXI),
]);

function yearAfter(revision: string): number {
  const next = REVISIONS[REVISIONS.indexOf(revision) + 1];
  return next === undefined ? 0 : Number(next.slice(0, 4));
}

/** Codes that took the place of abolished ones, where that is known and not only told by the name. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  '320202': '320213',
  '320203': '320213',
  '320204': '320213',
  '320221': '320281',
  '320223': '320282',
};

/** Divided among several: the one that kept the name is not its successor. */
const DIVIDED: ReadonlySet<string> = new Set(['320283']);

/** A code in use instead of an abolished one. */
export type Successor = {
  readonly code: string;
  /** False where only the name says so: somebody has to look. */
  readonly known: boolean;
};

/**
 * The code that took the place of an abolished one: the one that is known to, or the only one in the province that bears the
 * same name.
 * @returns `null` for a code in use, and where nothing tells.
 */
export function successorOf(code: string): Successor | null {
  const division = DIVISIONS[code];
  if (division === undefined || division.abolishedIn === null || DIVIDED.has(code)) return null;
  const known = SUCCESSORS[code];
  if (known !== undefined) return { code: known, known: true };
  const stem = stemOf(division.name);
  if (stem.length < 2) return null;
  const namesakes = Object.entries(DIVISIONS).filter(
    ([other, { name, abolishedIn }]) =>
      abolishedIn === null && other.startsWith(code.slice(0, 2)) && !other.endsWith('00') && stemOf(name) === stem,
  );
  const [only] = namesakes;
  return only !== undefined && namesakes.length === 1 ? { code: only[0], known: false } : null;
}

/** `密云县` and `密云区` are called the same. */
function stemOf(name: string): string {
  return name.replace(/(?:自治县|市|县|区)$/, '');
}

/** Whether a code of six digits is that of a place in use: a county, a city or a province. */
export function isDivisionInUse(code: string): boolean {
  if (Object.hasOwn(PROVINCES, code)) return true;
  return Object.hasOwn(DIVISIONS, code) && DIVISIONS[code]?.abolishedIn === null;
}

/** Provinces, autonomous regions, municipalities and special administrative regions. */
export const PROVINCES: Readonly<Record<string, string>> = {
  '110000': '北京市',
  '120000': '天津市',
  '130000': '河北省',
  '140000': '山西省',
  '150000': '内蒙古自治区',
  '210000': '辽宁省',
  '220000': '吉林省',
  '230000': '黑龙江省',
  '310000': '上海市',
  '320000': '江苏省',
  '330000': '浙江省',
  '340000': '安徽省',
  '350000': '福建省',
  '360000': '江西省',
  '370000': '山东省',
  '410000': '河南省',
  '420000': '湖北省',
  '430000': '湖南省',
  '440000': '广东省',
  '450000': '广西壮族自治区',
  '460000': '海南省',
  '500000': '重庆市',
  '510000': '四川省',
  '520000': '贵州省',
  '530000': '云南省',
  '540000': '西藏自治区',
  '610000': '陕西省',
  '620000': '甘肃省',
  '630000': '青海省',
  '640000': '宁夏回族自治区',
  '650000': '新疆维吾尔自治区',
  '710000': '台湾省',
  '810000': '香港特别行政区',
  '820000': '澳门特别行政区',
};
