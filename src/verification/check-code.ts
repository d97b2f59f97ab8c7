import { randomInt } from 'node:crypto';

/** Letters and digits that nobody mistakes for one another; twenty of 32 are 100 bits. */
const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 20;
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);

/** A code 核验码 that is printed with a version: who holds the paper may ask whether it is genuine, nobody can guess. */
export function newCheckCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)] ?? '').join('');
}

/** A code as it was typed from the paper, in groups and in any case; `null` for what is none. */
export function readCheckCode(text: string): string | null {
  const code = text
    .slice(0, 4 * CODE_LENGTH)
    .replaceAll(/[\s-]/g, '')
    .toUpperCase();
  return CODE.test(code) ? code : null;
}
