import { createHash } from 'node:crypto';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { Fact } from '../evidence/facts.ts';

/** The answering body and the person of a fact. */
export type AnswerBody = Pick<EvidencePiece, 'personId' | 'sourceId' | 'institution'>;

/** Identifies a row of a report across all versions and verifications. */
export type RowKey =
  | { readonly subject: 'INDICATOR'; readonly indicatorId: string }
  | ({ readonly subject: 'ANSWER' } & AnswerBody)
  | ({ readonly subject: 'FACT'; readonly digest: string } & AnswerBody);

/** Characters of the digest; an answer has so few facts that no two share one. */
const DIGEST_LENGTH = 24;

/**
 * The key of a fact: the answering body, the person and a digest of the content. A department that repeats a
 * statement states the same fact; a corrected record is another fact. The key is encrypted wherever it is stored,
 * because a short fact can be guessed from its digest.
 */
export function factKey({ sourceId, institution, personId }: AnswerBody, fact: Fact): string {
  const sorted = Object.entries(fact).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, DIGEST_LENGTH);
  return `fact:${sourceId}/${institution ?? ''}/${personId}/${digest}`;
}

/** The key of the answer of one body about one person. */
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
