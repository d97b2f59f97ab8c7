import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../.config/tree.ts';
import { documentNumber } from '../../../src/office/document-number.ts';
import { decidingOffice, namedOffice, parseOffice, plainOffice } from '../../../src/office/office.ts';
import { Problem } from '../../../src/platform/problem.ts';

const name = { zh: '无锡市民政局', en: 'Wuxi Civil Affairs Bureau' };
const county = { name: { zh: '梁溪民政局', en: 'Liangxi Civil Affairs' }, telephone: '0510-12345678' };
const file = { name, within: { '320213': county }, documentNumbers: { DECISION: '锡民核〔{year}〕{serial}号' } };
const read = (content: unknown) => parseOffice(JSON.stringify(content), '320200', 'HEDUI_OFFICE_FILE');

function refusal(content: unknown): string {
  try {
    read(content);
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'BAD_CONFIGURATION') return thrown.details.en;
    throw thrown;
  }
  throw new Error('it was accepted');
}

describe('an office file', () => {
  it('names the office that decides, with its telephone; else the table of divisions does', () => {
    const deciding = (division: string, delegated = false) => decidingOffice(read(file), { division, delegated });
    expect(deciding('320213001')).toEqual({ zh: '梁溪民政局', telephone: '0510-12345678' });
    expect(deciding('320214')).toEqual({ zh: '无锡市新吴区民政局', telephone: null });
    expect(deciding('320213001', true)).toEqual({ zh: '无锡市梁溪区 320213001', telephone: null });
    expect(decidingOffice(plainOffice('320213'), { division: '320213', delegated: false }).zh).toBe(
      '无锡市梁溪区民政局',
    );
  });

  it('names an office only where it lists one: reports and tickets of other places keep the words of their division', () => {
    expect(namedOffice(read(file), { division: '320213001', delegated: false })).toBe('梁溪民政局');
    expect(namedOffice(read(file), { division: '320214', delegated: false })).toBeUndefined();
  });

  it('gives the form of document numbers; the others stay as they are', () => {
    const of = { division: '320213001', at: new Date('2018-03-05T02:00:00Z'), serial: 7 };
    expect(documentNumber(read(file), 'DECISION', of)).toBe('锡民核〔2018〕000007号');
    expect(documentNumber(read(file), 'REPORT', of)).toBe('HD-320213-20180305-000007');
  });

  it.each([
    ['no name', {}, 'name'],
    ['a field that nobody knows', { ...file, fax: '1' }, 'fax'],
    ['a telephone that is none', { ...file, telephone: 'call me' }, 'telephone'],
    ['a place elsewhere', { ...file, within: { '440000': county } }, 'within.440000'],
    [
      'a form without a serial',
      { ...file, documentNumbers: { REPORT: 'HD-{day}' } },
      'documentNumbers.REPORT of the office file',
    ],
    [
      'a form with a path',
      { ...file, documentNumbers: { REPORT: '../{serial}' } },
      'documentNumbers.REPORT of the office file',
    ],
    ['one form for two papers', { ...file, documentNumbers: { REPORT: 'A{serial}', DECISION: 'A{serial}' } }, 'differ'],
  ])('with %s is refused in one sentence', (_case, content, says) => {
    const sentence = refusal(content);
    expect(sentence).toContain(says);
    expect(sentence).not.toContain('\n');
  });
});

it('the place of the installation stands in its settings, and in no code', () => {
  const tables = /^src\/(identity\/divisions(-china\.json|\.ts)|policy\/packs\/|.*\/kept\/)|^adapters\/sandbox\//;
  const found = readFiles(/^(src|adapters|jobs)\/.*\.(ts|json)$|^schema\/sources\.json$/)
    .filter(({ path, text }) => !tables.test(path) && text.includes('320200'))
    .map(({ path }) => path);
  expect(found).toEqual([]);
});
