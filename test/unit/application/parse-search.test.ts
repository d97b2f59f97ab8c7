import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../src/application/parse-search.ts';
import { parseRegion } from '../../../src/identity/region.ts';

const division = parseRegion('320213');

describe('a search as typed', () => {
  it('is read into what is sought, and into words of the log that repeat no value', () => {
    expect(
      parseSearch({
        division,
        number: ' 320213196001010011 ',
        name: '王 芳',
        surname: '王',
        character: '芳',
        initials: 'w f',
        paper: 'SQ-320213-20180201-000001',
        categories: ['MINIMUM_LIVING'],
        states: ['ACCEPTED'],
        overdue: true,
      }),
    ).toEqual({
      search: {
        division: '320213',
        certificate: { type: 'CITIZEN_NUMBER', number: '320213196001010011' },
        names: [
          { by: 'FULL', name: '王芳' },
          { by: 'SURNAME_AND_ONE', surname: '王', character: '芳' },
          { by: 'INITIALS', initials: 'WF' },
        ],
        paper: 'SQ-320213-20180201-000001',
        categories: ['MINIMUM_LIVING'],
        states: ['ACCEPTED'],
      },
      kinds: ['CERTIFICATE', 'NAME', 'SURNAME_AND_ONE', 'INITIALS', 'PAPER_NUMBER', 'CATEGORY', 'STATE', 'OVERDUE'],
    });
  });

  it('takes the number of any document', () => {
    const number = (text: string) => parseSearch({ division, number: text }).search.certificate?.type;
    expect(number('320213196001010011')).toBe('CITIZEN_NUMBER');
    expect(number('320213600101001')).toBe('CITIZEN_NUMBER');
    expect(number('USA123456789012')).toBe('FOREIGN_PERMANENT_RESIDENCE');
  });

  it.each([
    ['nothing', {}, 'INVALID_INPUT', 'filter'],
    ['blanks', { name: ' ', states: [] }, 'INVALID_INPUT', 'filter'],
    ['a wrong number', { number: '320213196001010012' }, 'INVALID_CITIZEN_NUMBER', 'number'],
    ['a name with digits', { name: '王1' }, 'INVALID_NAME', 'name'],
    ['a character without a surname', { character: '芳' }, 'INVALID_INPUT', 'character'],
    ['two characters', { surname: '王', character: '小芳' }, 'INVALID_INPUT', 'character'],
    ['one initial', { initials: 'W' }, 'INVALID_INPUT', 'initials'],
    ['initials that are none', { initials: '王芳' }, 'INVALID_INPUT', 'initials'],
    ['a number of a paper without end', { paper: 'S'.repeat(81) }, 'INVALID_INPUT', 'paper'],
    ['control characters', { paper: 'S\u0000' }, 'INVALID_INPUT', 'paper'],
  ])('is refused with %s', (_what, typed, code, field) => {
    expect(() => parseSearch({ division, ...typed })).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ field }) }),
    );
  });
});
