import type { DeclaredContent, DeclaredItem } from '../../../src/application/declared-item.ts';
import type { AssessmentInput } from '../../../src/assessment/arithmetic.ts';
import type { HouseholdMember } from '../../../src/household/member.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

export const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07');

export function family(members: number): HouseholdMember[] {
  return Array.from({ length: members }, (_, index) => ({
    personId: `p${index + 1}`,
    role: 'MEMBER',
    relation: index === 0 ? '01' : '20',
    name: `演示${'甲乙丙丁戊己'[index] ?? '庚'}`,
    certificate: { type: 'NONE', number: null },
    birthDate: null,
    circumstance: 'NONE',
    capacity: 'FULL',
    livesTogether: true,
    guardianPersonId: null,
  }));
}

export function given(
  members: number,
  declared: readonly DeclaredItem[],
  changes: Partial<AssessmentInput> = {},
): AssessmentInput {
  const baseDate = parseCalendarDate('2018-01-31');
  return {
    baseDate,
    counted: family(members),
    declared,
    evidence: [],
    sources: [],
    pack: PACK,
    packNotice: null,
    ...changes,
  };
}

export function income(
  yuan: number,
  incomeKind: Extract<DeclaredContent, { kind: 'INCOME' }>['incomeKind'] = 'WAGE',
  item = 'SALARY',
  personId: string | null = 'p1',
): DeclaredItem {
  return { personId, content: { kind: 'INCOME', incomeKind, item, yearlyFen: Math.round(yuan * 100), payer: null } };
}

export function jobCost(yuan: number, personId: string | null = 'p1'): DeclaredItem {
  return { personId, content: { kind: 'JOB_COST', yearlyFen: yuan * 100, note: null } };
}

export function rigid(
  yuan: number,
  changes: Partial<Extract<DeclaredContent, { kind: 'RIGID_EXPENDITURE' }>> = {},
): DeclaredItem {
  return {
    personId: 'p1',
    content: {
      kind: 'RIGID_EXPENDITURE',
      item: 'MEDICAL',
      yearlyFen: yuan * 100,
      institution: '演示医院',
      designated: true,
      payer: '本人',
      receipt: true,
      ...changes,
    },
  };
}
