import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../src/identity/certificate.ts';
import { FieldVault, VaultError } from '../../../src/protection/field-vault.ts';
import { generateKeyring, parseKeyring } from '../../../src/protection/keyring.ts';

const keyring = parseKeyring(generateKeyring());
const vault = new FieldVault(keyring);
const cell = { table: 'person', row: 'row-1', column: 'name_cipher' };

function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof VaultError) return thrown.fault;
    throw thrown;
  }
  return 'OPENED';
}

describe('a sealed value', () => {
  it('opens to what was sealed, text or bytes, the empty ones too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        expect([...vault.open(cell, vault.seal(cell, bytes))]).toEqual([...bytes]);
        expect(vault.openText(cell, vault.seal(cell, text))).toBe(text);
      }),
    );
  });

  it('seals a view of a larger buffer without its surroundings', () => {
    const whole = Buffer.from('before-inside-after');
    expect(vault.openText(cell, vault.seal(cell, whole.subarray(7, 13)))).toBe('inside');
  });

  it('differs each time and does not hold the text', () => {
    const first = vault.seal(cell, '测试甲');
    expect(first.equals(vault.seal(cell, '测试甲'))).toBe(false);
    expect(first.includes('测试甲')).toBe(false);
  });

  it('says which format and key it has', () => {
    const sealed = vault.seal(cell, 'x');
    expect(sealed[0]).toBe(1);
    expect(sealed.toString('utf8', 2, 2 + (sealed[1] ?? 0))).toBe(keyring.current);
    expect(sealed).toHaveLength(2 + keyring.current.length + 12 + 16 + 1);
  });

  it.each([
    ['table', { ...cell, table: 'household_member' }],
    ['row', { ...cell, row: 'row-2' }],
    ['column', { ...cell, column: 'certificate_cipher' }],
    ['boundary of row and column', { table: 'person', row: 'row-1n', column: 'ame_cipher' }],
  ])('does not open when moved to another %s', (_, other) => {
    expect(faultOf(() => vault.open(other, vault.seal(cell, 'x')))).toBe('ALTERED_OR_MOVED');
  });

  it('does not open when any one bit is changed', () => {
    const sealed = vault.seal(cell, 'content');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(faultOf(() => vault.open(cell, changed))).not.toBe('OPENED');
    }
  });

  it('does not open when cut off, and says so for what is no sealed value', () => {
    const sealed = vault.seal(cell, 'content');
    for (let length = 0; length < sealed.length; length++) {
      expect(faultOf(() => vault.open(cell, sealed.subarray(0, length)))).not.toBe('OPENED');
    }
    expect(faultOf(() => vault.open(cell, Buffer.from('320213')))).toBe('MALFORMED');
    expect(faultOf(() => vault.open(cell, Buffer.alloc(0)))).toBe('MALFORMED');
  });

  it('opens with an old key after a rotation, and not with a keyring that lacks it', () => {
    const sealed = vault.seal(cell, 'old');
    const next = parseKeyring(generateKeyring());
    const rotated = new FieldVault({ ...next, keys: new Map([...keyring.keys, ...next.keys]) });
    expect(rotated.openText(cell, sealed)).toBe('old');
    expect(faultOf(() => vault.open(cell, rotated.seal(cell, 'new')))).toBe('UNKNOWN_KEY');
  });

  it('is never quoted by an error', () => {
    const sealed = vault.seal({ ...cell, row: 'elsewhere' }, '测试甲');
    expect(() => vault.open(cell, sealed)).toThrow(/^ALTERED_OR_MOVED: person\.name_cipher of row row-1: [a-z ]+$/);
  });
});

describe('the blind index', () => {
  const index = (type: 'CITIZEN_NUMBER' | 'FOREIGN_PERMANENT_RESIDENCE', number: string) =>
    vault.blindIndex(parseCertificate({ type, number }))?.toString('hex');

  it('is one for every way of writing a number', () => {
    const plain = index('CITIZEN_NUMBER', '32021419991231100X');
    expect(index('CITIZEN_NUMBER', ' ３２０２１４ 19991231 100x')).toBe(plain);
    expect(index('CITIZEN_NUMBER', '320213600101001')).toBe(index('CITIZEN_NUMBER', '320213196001010011'));
  });

  it('differs between people and between keyrings, and there is none without a number', () => {
    const plain = index('CITIZEN_NUMBER', '320213196001010011');
    expect(index('CITIZEN_NUMBER', '320214197203150021')).not.toBe(plain);
    const other = new FieldVault(parseKeyring(generateKeyring()));
    const certificate = parseCertificate({ type: 'CITIZEN_NUMBER', number: '320213196001010011' });
    expect(other.blindIndex(certificate)?.toString('hex')).not.toBe(plain);
    expect(vault.blindIndex({ type: 'NONE', number: null })).toBeNull();
  });
});
