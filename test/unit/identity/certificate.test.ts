import { describe, expect, it } from 'vitest';
import { birthDateOf, certificateKey, maskCertificate, parseCertificate } from '../../../src/identity/certificate.ts';
import type { CertificateType } from '../../../src/identity/certificate.ts';
import { citizenChecksum } from '../../../src/identity/citizen-number.ts';

const complete = (first17: string) => first17 + citizenChecksum(first17);
const permit = complete('81000019600101001');
const newCard = complete('93215619600101001');
const oldCard = 'XXA320060010112';

const refused = (type: CertificateType, number: string | null) => () => parseCertificate({ type, number });
const invalid = expect.objectContaining({
  code: 'INVALID_CERTIFICATE',
  details: expect.objectContaining({ field: 'number' }),
});

describe('parseCertificate', () => {
  it('normalises a citizen number', () => {
    expect(parseCertificate({ type: 'CITIZEN_NUMBER', number: '320214 19991231 100x' })).toEqual({
      type: 'CITIZEN_NUMBER',
      number: '32021419991231100X',
    });
  });

  it('names the field of a wrong citizen number', () => {
    expect(refused('CITIZEN_NUMBER', '320213196001010012')).toThrow(
      expect.objectContaining({
        code: 'INVALID_CITIZEN_NUMBER',
        details: expect.objectContaining({ field: 'number' }),
      }),
    );
  });

  it('accepts residence permits of Hong Kong, Macao and Taiwan only', () => {
    for (const area of ['810000', '820000', '830000']) {
      const number = complete(`${area}19600101001`);
      expect(parseCertificate({ type: 'HMT_RESIDENCE_PERMIT', number }).number).toBe(number);
    }
    expect(refused('HMT_RESIDENCE_PERMIT', '320213196001010011')).toThrow(invalid);
    expect(refused('HMT_RESIDENCE_PERMIT', complete('81000019600230001'))).toThrow(invalid);
    expect(refused('HMT_RESIDENCE_PERMIT', permit.slice(0, 17))).toThrow(invalid);
  });

  it('accepts the new and the old permanent residence card', () => {
    expect(parseCertificate({ type: 'FOREIGN_PERMANENT_RESIDENCE', number: newCard }).number).toBe(newCard);
    expect(parseCertificate({ type: 'FOREIGN_PERMANENT_RESIDENCE', number: oldCard.toLowerCase() }).number).toBe(
      oldCard,
    );
    expect(refused('FOREIGN_PERMANENT_RESIDENCE', '320213196001010011')).toThrow(invalid);
    expect(refused('FOREIGN_PERMANENT_RESIDENCE', 'XX3200600101123')).toThrow(invalid);
  });

  it('refuses a number under another type, so that one person is not two', () => {
    expect(refused('CITIZEN_NUMBER', permit)).toThrow(invalid);
    expect(refused('CITIZEN_NUMBER', newCard)).toThrow(invalid);
  });

  it('lets a child without a number be entered, and only so', () => {
    expect(parseCertificate({ type: 'NONE' })).toEqual({ type: 'NONE', number: null });
    expect(parseCertificate({ type: 'NONE', number: ' ' })).toEqual({ type: 'NONE', number: null });
    expect(refused('NONE', '320213196001010011')).toThrow(invalid);
    expect(refused('CITIZEN_NUMBER', null)).toThrow(invalid);
    expect(refused('CITIZEN_NUMBER', '')).toThrow(invalid);
  });
});

describe('what a certificate tells', () => {
  it('has one key for every way of writing it', () => {
    const key = certificateKey(parseCertificate({ type: 'CITIZEN_NUMBER', number: '320214991231100' }));
    expect(key).toBe('CITIZEN_NUMBER:32021419991231100X');
  });

  it('has no key without a number', () => {
    expect(() => certificateKey({ type: 'NONE', number: null })).toThrow(RangeError);
    const unread = { type: 'CITIZEN_NUMBER', number: '320213600101001' } as const;
    expect(certificateKey(unread)).toBe('CITIZEN_NUMBER:320213196001010011');
  });

  it('is masked', () => {
    expect(maskCertificate({ type: 'NONE', number: null })).toBe('无证件');
    expect(maskCertificate({ type: 'HMT_RESIDENCE_PERMIT', number: permit })).toMatch(/^810000\*{8}001.$/);
    expect(maskCertificate({ type: 'FOREIGN_PERMANENT_RESIDENCE', number: oldCard })).toBe('XXA********0112');
  });

  it('tells a birth where its number does', () => {
    expect(birthDateOf({ type: 'HMT_RESIDENCE_PERMIT', number: permit })).toBe('1960-01-01');
    expect(birthDateOf({ type: 'FOREIGN_PERMANENT_RESIDENCE', number: newCard })).toBe('1960-01-01');
    expect(birthDateOf({ type: 'FOREIGN_PERMANENT_RESIDENCE', number: oldCard })).toBeNull();
    expect(birthDateOf({ type: 'NONE', number: null })).toBeNull();
  });
});
