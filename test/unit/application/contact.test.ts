import { describe, expect, it } from 'vitest';
import { parseContact, whereaboutsOf } from '../../../src/application/contact.ts';
import type { ContactInput } from '../../../src/application/contact.ts';

const typed = (changes: Partial<ContactInput> = {}): ContactInput => ({
  address: ' 学前街12号 ',
  community: '320213001001',
  phones: [{ number: '+86 139-0000-0000', owner: 'OWN' }],
  reachedBy: 'TELEPHONE',
  reads: false,
  ...changes,
});

describe('a contact as typed', () => {
  it('is read into one spelling', () => {
    expect(parseContact(typed(), '320213')).toEqual({
      address: '学前街12号',
      community: '320213001001',
      phones: [{ number: '13900000000', owner: 'OWN' }],
      reachedBy: 'TELEPHONE',
      reads: false,
    });
    const bare = parseContact({ address: '学前街12号', reachedBy: 'VISIT' }, '320213001');
    expect(bare).toMatchObject({ community: null, phones: [], reads: null });
  });

  it.each([
    ['no address', { address: ' ' }, 'address'],
    ['an identity number in the address', { address: '学前街12号 320213196001010011' }, 'address'],
    ['a community of another district', { community: '320214001001' }, 'community'],
    ['a township for a community', { community: '320213001000' }, 'community'],
    ['a telephone that is none', { phones: [{ number: '12345', owner: 'OWN' }] }, 'phones[0].number'],
    ['a telephone of nobody', { phones: [{ number: '13900000000', owner: 'DOG' }] }, 'phones[0].owner'],
    [
      'six telephones',
      { phones: Array.from({ length: 6 }, () => ({ number: '13900000000', owner: 'OWN' })) },
      'phones',
    ],
    ['another way', { reachedBy: 'PIGEON' }, 'reachedBy'],
  ])('is refused with %s', (_what, changes, field) => {
    expect(() => parseContact(typed(changes), '320213')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field }) }),
    );
  });

  it('goes along to the home in two lines', () => {
    expect(whereaboutsOf(parseContact(typed(), '320213'))).toEqual([
      '居住地址 学前街12号　村（社区）代码 320213001001',
      '电话 13900000000（申请人本人）　联系方式 电话　申请人能否阅读 不能，须当面说明',
    ]);
  });
});
