import { createHash } from 'node:crypto';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { Fact } from '../evidence/facts.ts';

/** Whose answer a fact stands in. */
export type AnswerBody = Pick<EvidencePiece, 'personId' | 'sourceId' | 'institution'>;

/** What a row of a report is known by, whichever version of whichever check shows it. */
export type RowKey =
  | { readonly subject: 'INDICATOR'; readonly indicatorId: string }
  | ({ readonly subject: 'ANSWER' } & AnswerBody)
  | ({ readonly subject: 'FACT'; readonly digest: string } & AnswerBody);

/** Characters of the digest: with so few facts in one answer two never share it. */
const DIGEST_LENGTH = 24;

/**
 * The key of a fact: whose answer, and what it says. A department that says the same again says the same fact; one that
 * has corrected its record says another. Sealed wherever it is kept, for a short fact can be guessed from its digest.
 */
export function factKey({ sourceId, institution, personId }: AnswerBody, fact: Fact): string {
  const sorted = Object.entries(fact).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, DIGEST_LENGTH);
  return `fact:${sourceId}/${institution ?? ''}/${personId}/${digest}`;
}

/** The key of what one body answered about one person. */
export function answerKey({ sourceId, institution, personId }: AnswerBody): string {
  return `answer:${sourceId}/${institution ?? ''}/${personId}`;
}

/** The row that a key names; `null` for a text that is no key. */
export function parseRowKey(text: string): RowKey | null {
  const indicator = /^indicator:(I\d{2})$/.exec(text);
  if (indicator !== null) return { subject: 'INDICATOR', indicatorId: indicator[1] ?? '' };
  const row = /^(answer|fact):([^/]+)\/([^/]*)\/([^/]+)(?:\/([0-9a-f]{24}))?$/.exec(text);
  if (row === null) return null;
  const [, head, sourceId = '', institution = '', personId = '', digest] = row;
  const body = { sourceId, institution: institution === '' ? null : institution, personId };
  if (head === 'answer') return digest === undefined ? { subject: 'ANSWER', ...body } : null;
  return digest === undefined ? null : { subject: 'FACT', ...body, digest };
}
