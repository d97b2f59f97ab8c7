import type { Inquiry } from '../../src/sources/port.ts';
import type { TestPerson } from './room.ts';

/** A fresh question about somebody. */
export function inquiryAbout(
  { name, certificate, letterNumber }: TestPerson,
  changes: Pick<Inquiry, 'institution' | 'baseDate'> & Partial<Inquiry>,
): Inquiry {
  const { type, number } = certificate;
  const head = { requestId: crypto.randomUUID(), purpose: 'MINIMUM_LIVING' };
  return { ...head, certificate: { type, number }, name, letterNumber, ...changes };
}

/** As an inquiry has it. */
export function institutionOrNull(institution: string): string | null {
  return institution === '' ? null : institution;
}
