import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { atShanghaiTime } from '../../../src/platform/calendar-date.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { planQuestions } from '../../../src/verification/plan.ts';
import { BASE_DATE, PACK } from '../indicators/world.ts';
import { sample } from '../report/sample.ts';

const { household } = sample();
const NEEDED = ['household-register', 'tax'];
const sources = planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id)));
const plan = (ofObligors: readonly string[], purpose: 'APPLICATION' | 'OBJECTION' = 'APPLICATION', of = household) => {
  const frame = {
    purpose,
    baseDate: BASE_DATE,
    requestedAt: atShanghaiTime(BASE_DATE, '10:00'),
    deadlineAt: atShanghaiTime(BASE_DATE, '18:00'),
    deadlineProvisional: false,
  };
  return planQuestions(frame, of, sources, PACK, chineseCalendar, ofObligors);
};
const about = (questions: ReturnType<typeof plan>, personId: string) =>
  questions.filter((question) => question.personId === personId);

describe('the questions about support obligors', () => {
  it('are those of the sources that their obligation needs', () => {
    expect(about(plan(NEEDED), 'o1').map(({ sourceId }) => sourceId)).toEqual(NEEDED);
  });

  it('are none where no source is needed', () => {
    expect(about(plan([]), 'o1')).toEqual([]);
  });

  it('leave those about the household as they are', () => {
    const others = (questions: ReturnType<typeof plan>) => questions.filter(({ personId }) => personId !== 'o1');
    expect(others(plan(NEEDED))).toEqual(plan([]));
  });

  it('are due within the budget of the report', () => {
    expect(about(plan(NEEDED), 'o1').map(({ dueAt }) => dueAt)).toEqual(
      NEEDED.map(() => atShanghaiTime(BASE_DATE, '18:00')),
    );
  });

  it('are about the line at most where a body takes one, also when somebody objects', () => {
    const asked = about(plan(['banks'], 'OBJECTION'), 'o1').filter(({ lineFen }) => lineFen !== null);
    const amounts = about(plan(['banks'], 'OBJECTION'), 'p1').filter(({ because }) => because === 'OBJECTION');
    expect(asked.map(({ institution }) => institution)).toEqual(amounts.map(({ institution }) => institution));
    expect(asked.length).toBeGreaterThan(0);
    expect(about(plan(['banks'], 'OBJECTION'), 'o1').every(({ because }) => because === null)).toBe(true);
  });

  it('are not asked for the sake of a household in which nobody counts', () => {
    const members = household.members.map((one) => ({ ...one, circumstance: 'IN_PRISON' as const }));
    expect(plan(NEEDED, 'APPLICATION', { ...household, members })).toEqual([]);
  });
});
