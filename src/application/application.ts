/**
 * Categories of a request 核对类别, a closed list as seen on a local form. A verification for anything
 * else may be refused: the platform serves social assistance.
 */
export const CATEGORIES = {
  MINIMUM_LIVING: '最低生活保障',
  EXTREME_POVERTY: '特困人员供养',
  DISASTER_RELIEF: '受灾人员救助',
  MEDICAL_AID: '医疗救助',
  TEMPORARY_AID: '临时救助',
  SEVERE_DISABILITY: '低保外重残',
  MULTIPLE_DISABILITY: '低保外一户多残依老养残',
  CHARITY_AID: '慈善救助',
  MINIMUM_LIVING_EDGE: '低保边缘',
  EDUCATION_AID: '教育救助',
  HOUSING_AID: '住房救助',
  EMPLOYMENT_AID: '就业救助',
  POVERTY_RETURN_RISK: '易返贫致贫对象',
  JUDICIAL_AID: '司法援助',
  WORKER_IN_DIFFICULTY: '困难职工',
  EXPENDITURE_POVERTY: '支出型困难',
  OTHER: '其他',
} as const;
export type Category = keyof typeof CATEGORIES;

export function isCategory(code: string): code is Category {
  return Object.hasOwn(CATEGORIES, code);
}

/** States of an application; it is decided by people, later steps add theirs. */
export const APPLICATION_STATES = ['ACCEPTED', 'WITHDRAWN', 'CLOSED'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** The case 申请: everything else belongs to it, and the clocks of the law start from its acceptance. */
export type Application = {
  readonly id: string;
  readonly number: string;
  readonly category: Category;
  readonly householdId: string;
  readonly householdVersion: number;
  readonly applicantPersonId: string;
  readonly unit: 'HOUSEHOLD' | 'SINGLE_PERSON';
  readonly aidPersonId: string | null;
  /** GB/T 2260, or 9 or 12 digits down to the community. */
  readonly division: string;
  readonly residence: 'URBAN' | 'RURAL';
  readonly delegated: boolean;
  readonly staffRelative: boolean;
  readonly acceptedAt: Date;
  readonly state: ApplicationState;
  readonly version: number;
};
