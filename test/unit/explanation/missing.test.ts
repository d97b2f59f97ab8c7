import { describe, expect, it } from 'vitest';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { piece } from '../indicators/world.ts';
import { input, told, zh } from './told.ts';

describe('what is missing', () => {
  it('says that a missing answer is nobody’s fault, and where nothing is on record', () => {
    const { missing, noRecord } = told(input(), 'p2');
    expect(zh(missing)).toEqual(
      expect.arrayContaining([
        '我们向江苏银行问了您的情况，它没有回答。',
        expect.stringMatching(/^没有回答不是您的错。/),
      ]),
    );
    expect(zh(noRecord)[0]).toMatch(/^这些地方说没有您的记录：.*无锡农村商业银行/);
  });

  it.each<[string, string, string, EvidencePiece, string]>([
    [
      'a bank that never tells an amount',
      '江苏银行',
      'AMOUNT_NOT_TOLD',
      { ...piece('p1', 'banks', 'JSB', 'NOT_CONNECTED'), questionId: 'p1/banks/JSB/amount', because: 'LINE_UNDECIDED' },
      '江苏银行只说您的钱有没有超过一条线，不说有多少。',
    ],
    [
      'a department that knows nobody by this certificate',
      '支队',
      'CERTIFICATE_NOT_KNOWN_TO_SOURCE',
      piece('p1', 'vehicles', null, 'NOT_CONNECTED'),
      '无锡市公安局交通警察支队不能按您的这种证件来查，所以没有问。',
    ],
  ])('does not tell of %s that no line is laid', (_who, from, reason, answer, sentence) => {
    const missing = zh(told(input([{ ...answer, reason }]), 'p1').missing);
    expect(missing.filter((one) => one.includes(from) && !one.includes('王小明'))).toEqual([sentence]);
  });
});
