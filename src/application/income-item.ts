/** One item in both languages. */
type Words = { readonly zh: string; readonly en: string };

/**
 * Items of income 收入项目, a closed list in the order of the four kinds. The exclusions of a policy pack refer to them,
 * and the rules that compare the form with registers. Source of the kinds and of most items: 最低生活保障审核确认办法 (2021),
 * Art 13.
 */
export const INCOME_ITEMS = {
  WAGE: { zh: '工资', en: 'wage' },
  SALARY: { zh: '薪金', en: 'salary' },
  LABOUR_SERVICE: { zh: '劳务报酬', en: 'pay for services' },
  CASUAL_WORK: { zh: '零工收入', en: 'casual work' },
  OPERATING: { zh: '经营净收入', en: 'operating income' },
  SHOP: { zh: '个体经营', en: 'a shop of one’s own' },
  FARM: { zh: '种植、养殖', en: 'farming' },
  PROPERTY: { zh: '财产净收入', en: 'income from property' },
  RENT: { zh: '租金', en: 'rent' },
  LAND_RENT: { zh: '土地流转收入', en: 'rent of contracted land' },
  INTEREST: { zh: '利息', en: 'interest' },
  DIVIDEND: { zh: '股息、红利、集体分红', en: 'dividend' },
  PROPERTY_SALE: { zh: '财产转让', en: 'sale of property' },
  TRANSFER: { zh: '转移净收入', en: 'transfers' },
  PENSION: { zh: '养老金、离退休金', en: 'pension' },
  RESIDENTS_BASIC_PENSION: { zh: '城乡居民基础养老金', en: 'basic pension of residents' },
  UNEMPLOYMENT_BENEFIT: { zh: '失业保险金', en: 'unemployment benefit' },
  SUBSIDY: { zh: '补贴', en: 'subsidy' },
  SUPPORT: { zh: '赡养费、抚养费、扶养费', en: 'support by relatives' },
  COMPENSATION: { zh: '赔偿', en: 'compensation' },
  GIFT: { zh: '捐赠', en: 'gift' },
  SOCIAL_ASSISTANCE: { zh: '社会救助款物', en: 'social assistance' },
  PREFERENTIAL_PENSION: { zh: '优待抚恤金', en: 'benefit for veterans' },
  FAMILY_PLANNING_AWARD: { zh: '计划生育奖励与扶助金', en: 'family-planning award' },
  OLD_AGE_ALLOWANCE: { zh: '高龄津贴', en: 'allowance for old age' },
  DISABILITY_SUBSIDY: { zh: '残疾人两项补贴', en: 'subsidies for disability' },
  SCHOLARSHIP: { zh: '奖学金、助学金', en: 'scholarship' },
  BRAVERY_AWARD: { zh: '见义勇为奖励', en: 'award for bravery' },
  OTHER: { zh: '其他收入', en: 'other income' },
} as const satisfies Readonly<Record<string, Words>>;
export type IncomeItem = keyof typeof INCOME_ITEMS;

/** Codes that name an item of their own: what is declared under one of them is nothing else. */
const NAMED: ReadonlySet<string> = new Set<IncomeItem>([
  'RENT',
  'LAND_RENT',
  'INTEREST',
  'DIVIDEND',
  'PROPERTY_SALE',
  'PENSION',
  'RESIDENTS_BASIC_PENSION',
  'UNEMPLOYMENT_BENEFIT',
  'SUBSIDY',
  'SUPPORT',
  'COMPENSATION',
  'GIFT',
  'SOCIAL_ASSISTANCE',
  'PREFERENTIAL_PENSION',
  'FAMILY_PLANNING_AWARD',
  'OLD_AGE_ALLOWANCE',
  'DISABILITY_SUBSIDY',
  'SCHOLARSHIP',
  'BRAVERY_AWARD',
]);

/** Items that registers know, by other codes under which a family may rightly declare them. */
const ALSO: Partial<Readonly<Record<IncomeItem, readonly string[]>>> = {
  // The tax office tells interest and dividends as one kind.
  INTEREST: ['DIVIDEND'],
  LAND_RENT: ['RENT'],
  PENSION: ['RESIDENTS_BASIC_PENSION'],
  // Written before the list was closed.
  UNEMPLOYMENT_BENEFIT: ['UNEMPLOYMENT'],
  FAMILY_PLANNING_AWARD: ['SUBSIDY'],
  OLD_AGE_ALLOWANCE: ['SUBSIDY'],
  DISABILITY_SUBSIDY: ['SUBSIDY'],
  SCHOLARSHIP: ['SUBSIDY'],
  BRAVERY_AWARD: ['SUBSIDY'],
  SOCIAL_ASSISTANCE: ['SUBSIDY'],
  PREFERENTIAL_PENSION: ['PENSION', 'SUBSIDY'],
};

/** The codes of the list. Object.keys forgets which keys they are. */
export const INCOME_ITEM_CODES = Object.keys(INCOME_ITEMS) as IncomeItem[];

/** The codes with their words, for refusals and descriptions: `WAGE 工资，SALARY 薪金`. */
export function incomeItemList(): string {
  return Object.entries(INCOME_ITEMS)
    .map(([code, { zh }]) => `${code} ${zh}`)
    .join('，');
}

/** The Chinese word of a code; `null` for one of before the list was closed. */
export function incomeItemWord(code: string): string | null {
  const item = INCOME_ITEM_CODES.find((one) => one === code);
  return item === undefined ? null : INCOME_ITEMS[item].zh;
}

/** Whether a declared code is that of an item which registers know. */
export function declaresItem(code: string, item: IncomeItem): boolean {
  return code === item || (ALSO[item]?.includes(code) ?? false);
}

/** Whether a declared code says no more than its kind. One of before the list was closed says no more. */
export function isOpenCode(code: string): boolean {
  return !NAMED.has(code);
}
