import type { Selectable } from 'kysely';
import { describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import type { QuestionTable } from '../../../src/platform/tables.ts';
import { QUESTION_FAULTS } from '../../../src/question/fault.ts';
import { toQuestion } from '../../../src/question/question.ts';
import { QUESTION_REASONS } from '../../../src/question/reason.ts';

const AT = new Date('2017-07-03T01:00:00Z');
const ROW: Selectable<QuestionTable> = {
  id: 'question-1',
  verification_id: 'check-1',
  person_id: 'person-1',
  source_id: 'banks',
  institution: '',
  form: 'FULL',
  line_fen: null,
  asked_because: null,
  purpose: 'APPLICATION',
  base_date: parseCalendarDate('2017-07-01'),
  letter_id: null,
  request_id: 'HD1',
  state: 'PLANNED',
  open: true,
  due_at: AT,
  due_provisional: false,
  asked_at: null,
  sent_at: null,
  claimed_until: null,
  attempts: 0,
  last_fault: null,
  answered_as: null,
  shared: null,
  taken_answer: null,
  version: 1,
  division: '320211',
  retention: 'CASE_FILE',
  created_at: AT,
};

describe('a stored question', () => {
  it('has no institution where the source answers itself', () => {
    expect(toQuestion(ROW).institution).toBeNull();
    expect(toQuestion({ ...ROW, institution: 'ICBC' }).institution).toBe('ICBC');
  });

  it.each(QUESTION_REASONS)('that keeps %s has it as its reason, and no fault', (code) => {
    expect(toQuestion({ ...ROW, last_fault: code })).toMatchObject({ reason: code, fault: null });
  });

  it.each(QUESTION_FAULTS)('that keeps %s has it as its fault, and no reason', (code) => {
    expect(toQuestion({ ...ROW, last_fault: code })).toMatchObject({ reason: null, fault: code });
  });

  it('follows the question that it joined', () => {
    const joined = toQuestion({ ...ROW, state: 'ASKED', answered_as: 'question-2', shared: 'JOINED' });
    expect(joined.follows).toEqual({ questionId: 'question-2', how: 'JOINED' });
  });

  it('with a state or a code that nobody wrote is refused', () => {
    expect(() => toQuestion({ ...ROW, state: 'LOST' })).toThrow();
    expect(() => toQuestion({ ...ROW, last_fault: 'LOST' })).toThrow();
  });
});
