import { describe, expect, it } from 'vitest';
import { recordedNameMatches } from '../../../adapters/recorded-identity.ts';

const ASKED = { number: '320213196001010011', name: '阿卜杜·热合曼' };

describe('whom a register has recorded', () => {
  it.each([
    ['the same', ASKED],
    ['by the old number', { ...ASKED, number: '320213600101001' }],
    ['with another dot', { ...ASKED, name: '阿卜杜•热合曼' }],
  ])('is the person: %s', (_case, recorded) => {
    expect(recordedNameMatches(ASKED, recorded)).toBe(true);
  });

  it.each([
    ['another name', { ...ASKED, name: '李强' }],
    ['a travel permit', { ...ASKED, number: 'H12345678' }],
    ['a certificate of the army', { ...ASKED, number: '海字第0123456号' }],
    ['no number', { ...ASKED, number: '' }],
  ])('cannot be said to be the person: %s', (_case, recorded) => {
    expect(recordedNameMatches(ASKED, recorded)).toBe(false);
  });

  it.each([
    ['another number', { ...ASKED, number: '320214197203150021' }],
    ['a number with a slip', { ...ASKED, number: '320213196001010012' }],
    ['a digit more', { ...ASKED, number: '1320213196001010011' }],
    ['neither name nor number', { name: '李强', number: '' }],
  ])('is another person: %s', (_case, recorded) => {
    expect(() => recordedNameMatches(ASKED, recorded)).toThrow(expect.objectContaining({ reason: 'FORMAT_CHANGED' }));
  });
});
