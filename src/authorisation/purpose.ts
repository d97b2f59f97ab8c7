/**
 * Purposes that an authorisation letter may allow, a closed list: the platform serves social assistance only.
 * Source: 社会救助暂行办法 Art 58; the clauses of the letter (valid during the assistance).
 */
export const LETTER_PURPOSES = {
  SOCIAL_ASSISTANCE_CHECK: '社会救助家庭经济状况核对',
  RE_VERIFICATION: '救助期间复核',
  OBJECTION_REVIEW: '异议复查',
} as const;
export type LetterPurpose = keyof typeof LETTER_PURPOSES;

export function isLetterPurpose(text: string): text is LetterPurpose {
  return Object.hasOwn(LETTER_PURPOSES, text);
}

/**
 * The purpose that a letter must allow for each purpose of a verification. Supervision by auditors rests on the
 * auditors' own powers: families do not sign for it, so no letter covers it.
 */
const NEEDED: Readonly<Record<string, LetterPurpose>> = {
  APPLICATION: 'SOCIAL_ASSISTANCE_CHECK',
  REVERIFICATION: 'RE_VERIFICATION',
  OBJECTION: 'OBJECTION_REVIEW',
};

/** The purpose of a letter, found by a verification's purpose or by its own name; `null` where there is none. */
export function letterPurposeFor(purpose: string): LetterPurpose | null {
  if (isLetterPurpose(purpose)) return purpose;
  return Object.hasOwn(NEEDED, purpose) ? (NEEDED[purpose] ?? null) : null;
}
