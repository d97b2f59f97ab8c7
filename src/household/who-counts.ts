import { ageOn } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Circumstance, HouseholdMember } from './member.ts';
import { relationOf } from './relation.ts';

/** Age of majority 成年. Source: 民法典 Art 17 (before 2021: 民法通则 Art 11), the same on every base date here. */
export const ADULT_AGE = 18;

/** First day of 最低生活保障审核确认办法 (2021). */
const RULE_IN_FORCE = '2021-07-01';
const RULE = '《最低生活保障审核确认办法》（2021年7月1日起施行）第七条';

type Words = { readonly zh: string; readonly en: string };

/** Whether somebody counts as a member of the household living together 共同生活家庭成员, and why. */
export type Counting = {
  readonly counts: boolean;
  readonly reason: Words;
  /** The rule applied, and a remark where the base date lies before it. */
  readonly citation: string;
  /** The form alone does not settle it: a caseworker must confirm. */
  readonly needsConfirmation: boolean;
};

const EXCLUSIONS: Partial<Record<Circumstance, Words>> = {
  CLERGY_AWAY: { zh: '连续三年以上在宗教场所居住的宗教教职人员', en: 'clergy living away for three years or more' },
  IN_PRISON: { zh: '在监狱内服刑', en: 'serving a sentence in prison' },
  COMPULSORY_DRUG_REHABILITATION: { zh: '在强制隔离戒毒所戒毒', en: 'in compulsory drug rehabilitation' },
  DECLARED_MISSING: { zh: '已被宣告失踪', en: 'declared missing' },
};

/**
 * Decides from the form alone whether somebody counts on the base date: spouse, minor children, adult children who
 * cannot live independently (full-time students up to bachelor among them), and others with a legal duty of support
 * who live together long-term. Parents are no longer members by themselves, as they were under the rule of 2012.
 *
 * The rule of 2021 is applied to every base date, also to those before it, and the citation says so.
 */
export function countsInHousehold(member: HouseholdMember, baseDate: CalendarDate): Counting {
  const [counts, zh, en, needsConfirmation = false] = decide(member, baseDate);
  const remark = baseDate < RULE_IN_FORCE ? '；基准日早于该办法，当时的规定未收录，比照适用' : '';
  return { counts, reason: { zh, en }, citation: RULE + remark, needsConfirmation };
}

type Decision = readonly [counts: boolean, zh: string, en: string, needsConfirmation?: boolean];

function decide(member: HouseholdMember, baseDate: CalendarDate): Decision {
  if (member.role === 'OBLIGOR')
    return [false, '赡抚扶养义务人，不属于家庭成员', 'support obligor outside the household'];
  const exclusion = EXCLUSIONS[member.circumstance];
  if (exclusion !== undefined) return [false, `${exclusion.zh}，不计入`, `excluded: ${exclusion.en}`];
  const { kind } = relationOf(member.relation);
  switch (kind) {
    case 'SELF':
      return [true, '申请人', 'the applicant'];
    case 'SPOUSE':
      return [true, '配偶', 'spouse'];
    case 'CHILD':
      return child(member, baseDate);
    case 'PARENT':
      return supported(member, '父母', 'parent');
    case 'GRANDPARENT':
    case 'GRANDCHILD':
    case 'SIBLING':
      // Their duty has conditions (民法典 Art 1074, 1075) that the form does not ask for.
      return supported(member, '祖孙或兄弟姐妹', 'grandparent, grandchild or sibling', true);
    case 'CHILD_IN_LAW':
    case 'PARENT_IN_LAW':
      // The duty is towards the spouse in between, who may or may not be a member.
      return supported(member, '姻亲', 'relative by marriage', true);
    case 'OTHER_RELATIVE':
      return [false, '其他亲属，无法定赡养、抚养、扶养义务', 'other relative without a legal duty of support', true];
    case 'NOT_RELATED':
      break;
  }
  return [false, '非亲属', 'not related'];
}

function child(member: HouseholdMember, baseDate: CalendarDate): Decision {
  const age = member.birthDate === null ? null : ageOn(member.birthDate, baseDate);
  if (age !== null && age < ADULT_AGE) return [true, '未成年子女', 'minor child'];
  if (member.circumstance === 'FULL_TIME_STUDENT') {
    return [true, '本科及以下学历教育的在校成年子女', 'adult child, full-time student up to bachelor'];
  }
  if (member.circumstance === 'DEPENDENT_ADULT') {
    return [true, '不能独立生活的成年子女', 'adult child who cannot live independently'];
  }
  // Without a date of birth the child may be a minor.
  return supported(member, '成年子女', 'adult child', age === null);
}

function supported(member: HouseholdMember, zh: string, en: string, needsConfirmation = false): Decision {
  if (member.livesTogether) {
    return [
      true,
      `${zh}，有法定义务并长期共同居住`,
      `${en} with a duty of support, living together`,
      needsConfirmation,
    ];
  }
  return [false, `${zh}，不共同居住`, `${en}, not living together`, needsConfirmation];
}
