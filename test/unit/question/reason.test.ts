import { describe, expect, it } from 'vitest';
import { UNCOVERED_REASONS } from '../../../src/authorisation/covers.ts';
import { QUESTION_FAULTS } from '../../../src/question/fault.ts';
import { kindOfSilence, QUESTION_REASONS } from '../../../src/question/reason.ts';
import { whyMissing } from '../../../src/report/reason-words.ts';

describe('reasons and faults', () => {
  it('are two lists: no code is both', () => {
    const codes = [...QUESTION_REASONS, ...QUESTION_FAULTS];
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('name every reason for which no letter covers a question, and all of these are NOT_AUTHORISED', () => {
    expect(QUESTION_REASONS).toEqual(expect.arrayContaining([...UNCOVERED_REASONS]));
    for (const reason of UNCOVERED_REASONS) expect(kindOfSilence(reason)).toBe('NOT_AUTHORISED');
  });

  it('give a question that failed or was late NO_RESPONSE, and one that waited for signatures NOT_AUTHORISED', () => {
    expect(kindOfSilence(null)).toBe('NO_RESPONSE');
    expect(kindOfSilence('OVERDUE')).toBe('NO_RESPONSE');
    expect(kindOfSilence('AWAITING_SIGNATURES')).toBe('NOT_AUTHORISED');
    expect(kindOfSilence('SOURCE_NOT_CONNECTED')).toBe('NOT_CONNECTED');
  });

  it('each have words of their own on the page; a check that was called off has no page', () => {
    const told = [...QUESTION_REASONS, ...QUESTION_FAULTS].filter((code) => code !== 'CANCELLED');
    for (const code of told) expect(whyMissing('NO_RESPONSE', code).zh, code).not.toContain('其他原因');
  });
});
