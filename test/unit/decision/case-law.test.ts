import { expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { lawOf } from '../../../src/decision/case-law.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import type { Term } from '../../../src/policy/deadlines.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';

const DAY = parseCalendarDate('2025-03-18');
const NOW = new Date('2025-03-18T02:00:00Z');

/** Whether a term is law in a case of this category; `null` where none is set. */
function verified(category: Application['category'], kind: Term['kind'], division = '320213'): boolean | null {
  const application: Application = {
    id: 'a1',
    number: 'SQ-1',
    category,
    householdId: 'h1',
    householdVersion: 1,
    applicantPersonId: 'p1',
    unit: 'HOUSEHOLD',
    aidPersonId: null,
    division,
    residence: 'URBAN',
    delegated: false,
    staffRelative: false,
    acceptedAt: NOW,
    state: 'ACCEPTED',
    version: 1,
  };
  return lawOf(POLICY_PACKS, application, NOW)(kind, DAY)?.verified ?? null;
}

it.each<[Application['category'], Term['kind'], boolean | null]>([
  ['MINIMUM_LIVING', 'DEATH_ADJUSTMENT', true],
  ['MINIMUM_LIVING', 'GRACE', true],
  ['MINIMUM_LIVING', 'OBJECTION_REVIEW', false],
  ['MINIMUM_LIVING', 'CORRECTION', false],
  ['MINIMUM_LIVING', 'IDENTITY_DISPUTE', false],
  // Its own law speaks of rigid expenditure; all else is applied to it by analogy.
  ['EXPENDITURE_POVERTY', 'RIGID_VALIDITY', true],
  ['EXPENDITURE_POVERTY', 'GRACE', false],
  ['MEDICAL_AID', 'RIGID_VALIDITY', false],
])('in a case of %s the term %s is marked as verified: %s', (category, kind, expected) => {
  expect(verified(category, kind)).toBe(expected);
});

it('no pack speaks of another province, and no term runs there', () => {
  expect(verified('MINIMUM_LIVING', 'GRACE', '110000')).toBeNull();
});
