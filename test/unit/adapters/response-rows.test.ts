import { describe, expect, it } from 'vitest';
import type { ReceivedRow } from '../../../adapters/transports/batch-layout.ts';
import { sortRows, wholeAnswer } from '../../../adapters/transports/response-rows.ts';

const numbering = { count: 'of', place: 'no' };
const line = (no: string, of: string, sum: string, id = 'r1'): ReceivedRow => ({
  fields: { id, no, of, sum },
  raw: Buffer.from(`${id},${no},${of},${sum}`),
});

describe('an answer of several lines', () => {
  it('is put together in the order of its numbers, with the bytes of all', () => {
    const answer = wholeAnswer([line('2', '2', 'b'), line('1', '2', 'a')], numbering);
    expect(answer?.lines.map(({ sum }) => sum)).toEqual(['a', 'b']);
    expect(new TextDecoder().decode(answer?.raw)).toBe('r1,1,2,a\nr1,2,2,b');
  });

  it.each([
    ['a line lacks', [line('1', '2', 'a')]],
    ['a line comes twice', [line('1', '2', 'a'), line('1', '2', 'a')]],
    ['a line is one too many', [line('1', '1', 'a'), line('2', '1', 'b')]],
    ['the counts differ', [line('1', '2', 'a'), line('2', '3', 'b')]],
    ['a number is none', [line('', '1', 'a')]],
    ['nothing is there', []],
  ])('is none where %s', (_, rows) => {
    expect(wholeAnswer(rows, numbering)).toBeNull();
  });

  it('leaves its question open where it is not whole, and every line is put aside', () => {
    const rows = [line('1', '2', 'a'), line('2', '3', 'b'), line('1', '1', 'c', 'r2')];
    const questions = new Map([
      ['r1', {}],
      ['r2', {}],
    ]);
    const sorted = sortRows(rows, ({ id }) => id ?? '', numbering, questions, new Map());
    expect(sorted.answered.map(({ answer }) => answer.fields['sum'])).toEqual(['c']);
    expect(sorted.aside.map(({ reason }) => reason)).toEqual(['LINES', 'LINES']);
  });

  it('counts a line that cannot be read, and is none where it is one too many', () => {
    const spoilt: ReceivedRow = { fields: { id: 'r1' }, raw: Buffer.from('r1,?'), spoilt: true };
    const answer = wholeAnswer([line('3', '3', 'c'), spoilt, line('1', '3', 'a')], numbering);
    expect([answer?.lines.map(({ sum }) => sum), answer?.unreadLines]).toEqual([['a', 'c'], 1]);
    expect(wholeAnswer([line('1', '1', 'a'), spoilt], numbering)).toBeNull();
    expect(wholeAnswer([spoilt], numbering)).toBeNull();
    expect(wholeAnswer([spoilt], undefined)).toBeNull();
  });

  it('is known again whatever the order of its lines, and another one is not taken', () => {
    const questions = new Map([['r1', {}]]);
    const before = new Map([
      ['r1', wholeAnswer([line('1', '2', 'a'), line('2', '2', 'b')], numbering)?.raw ?? Buffer.of()],
    ]);
    const sort = (...rows: ReceivedRow[]) => sortRows(rows, ({ id }) => id ?? '', numbering, questions, before);
    expect(sort(line('2', '2', 'b'), line('1', '2', 'a')).answered).toHaveLength(1);
    expect(sort(line('1', '1', 'a')).aside.map(({ reason }) => reason)).toEqual(['ANSWERED_BEFORE']);
  });
});
