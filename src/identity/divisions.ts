/**
 * Administrative divisions of GB/T 2260 that the gateway of Wuxi knows: its own, those abolished in it (people and
 * old files keep their codes), and the provinces. Years of change are from general knowledge, not from a text seen.
 */
export type Division = {
  readonly name: string;
  /** Year in which the code ceased; `null` while it is in use. */
  readonly abolishedIn: number | null;
};

const living = (name: string): Division => ({ name, abolishedIn: null });
const abolished = (name: string, abolishedIn: number): Division => ({ name, abolishedIn });

/** Where the demonstration is: its people, departments and accounts are made up for 无锡市. */
export const DEMO_DIVISION = '320200';

/** Wuxi, its districts and its cities of county rank. */
export const WUXI_DIVISIONS: Readonly<Record<string, Division>> = {
  '320200': living('无锡市'),
  '320205': living('锡山区'),
  '320206': living('惠山区'),
  '320211': living('滨湖区'),
  '320213': living('梁溪区'),
  '320214': living('新吴区'),
  '320281': living('江阴市'),
  '320282': living('宜兴市'),
  '320202': abolished('崇安区', 2016),
  '320203': abolished('南长区', 2016),
  '320204': abolished('北塘区', 2016),
  '320221': abolished('江阴县', 1987),
  '320222': abolished('无锡县', 1995),
  '320223': abolished('宜兴县', 1988),
  '320283': abolished('锡山市', 2000),
};

/** Whether a code of six digits is that of a place in use: a county, a city or a province. */
export function isDivisionInUse(code: string): boolean {
  if (Object.hasOwn(PROVINCES, code)) return true;
  return Object.hasOwn(WUXI_DIVISIONS, code) && WUXI_DIVISIONS[code]?.abolishedIn === null;
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
