import type { UncoveredReason } from '../authorisation/covers.ts';
import type { Coverage } from '../evidence/answer.ts';
import type { Fact } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import { isConclusive, partOf, rowOf, rowOfParts, unasked } from '../report/answer-rows.ts';
import type { AnswerPart, AnswerRow } from '../report/document.ts';
import type { SourceNames } from '../report/input.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { UsableAnswer } from '../verification/usable-answers.ts';
import type { Asked } from './ask-sources.ts';

/** The state of one body about one person. */
export type Body = { readonly institution: string | null } & (
  | { readonly state: 'STORED'; readonly known: UsableAnswer }
  /** This case has asked and has no answer yet, or learned within the last minute that there is none. */
  | { readonly state: 'PENDING' }
  /** Nothing fresh is stored and a letter covers the question: it can be asked. */
  | { readonly state: 'TO_ASK' }
  | { readonly state: 'NOT_COVERED'; readonly reason: UncoveredReason }
  /** Obligors and people who have left the household are not asked about as members. */
  | { readonly state: 'DOES_NOT_COUNT' }
  | { readonly state: 'CERTIFICATE_UNKNOWN' }
  | { readonly state: 'NOT_CONNECTED' }
);

/**
 * The answer of one source about one person, with its evidence; always a value, whatever the outcome of the
 * question.
 */
export type SourceAnswer = {
  readonly row: AnswerRow;
  readonly territory: string;
  /** The coverage of the answers; `null` where nobody answered. */
  readonly coverage: Coverage | null;
  /** `null` where nobody answered. An empty list means that the source has no record. */
  readonly facts: readonly Fact[] | null;
  /** The outcomes of the questions behind it, each as the report of its verification sees it. */
  readonly pieces: readonly EvidencePiece[];
  /** Bodies that must be asked for a complete answer; empty where nothing is missing or it is being asked. */
  readonly wouldAsk: readonly AnswerPart[];
  /** The lookup or verification that is asking; `null` where none is. */
  readonly lookupId: string | null;
  /** Verifications and lookups whose answers are shown, with the letter that allows this. */
  readonly shown: readonly { readonly verificationId: string; readonly letterNumber: string | null }[];
};

/** Combines stored answers with answers to this query. */
export function composeAnswer(
  member: HouseholdMember,
  source: PlannedSource,
  bodies: readonly Body[],
  asked: Asked,
): SourceAnswer {
  const askedOf = (institution: string | null) => {
    const own = asked.filter(
      ({ piece }) =>
        piece.personId === member.personId && piece.sourceId === source.id && piece.institution === institution,
    );
    // A body with both a threshold question and an amount question answers with the amount, once it has answered
    // that.
    return (
      own.find(({ piece: { kind, lineFen } }) => lineFen === undefined && kind !== null && saysSomething(kind)) ??
      own[0]
    );
  };
  const composed = bodies.map((body) => {
    if (body.state === 'STORED') return { part: partOf(source, body.known.piece), piece: body.known.piece, body };
    const now = body.state === 'TO_ASK' || body.state === 'PENDING' ? askedOf(body.institution) : undefined;
    return now === undefined
      ? { part: withoutPiece(source, body), piece: null, body }
      : {
          part: partOf(source, now.piece),
          piece: now.piece,
          askedIn: { verificationId: now.verificationId, letterNumber: now.piece.letterNumber },
          body,
        };
  });
  const pieces = composed.flatMap(({ piece }) => piece ?? []);
  const stored = composed.flatMap(({ body }) => (body.state === 'STORED' ? [body.known] : []));
  const askedIn = composed.flatMap((one) => one.askedIn ?? []);
  const row = rowOfParts(
    member,
    source,
    composed.map(({ part }) => part),
    (kind) => pieces.find((piece) => piece.kind === kind)?.coverage ?? null,
  );
  return {
    ...saidBy(pieces),
    row,
    territory: source.territory,
    wouldAsk: composed.flatMap(({ part, piece, body }) => (body.state === 'TO_ASK' && piece === null ? [part] : [])),
    lookupId: askedIn[0]?.verificationId ?? null,
    shown: [
      ...stored.map(({ askedIn, letter, piece }) => ({
        verificationId: askedIn.id,
        letterNumber: letter?.letterNumber ?? piece.letterNumber,
      })),
      ...askedIn,
    ],
  };
}

/** The same from the evidence of a verification: the basis of its report. */
export function answerFromEvidence(
  member: HouseholdMember,
  source: SourceNames & Pick<PlannedSource, 'territory'>,
  verificationId: string,
  pieces: readonly EvidencePiece[],
): SourceAnswer {
  return {
    ...saidBy(pieces),
    row: rowOf(member, source, pieces),
    territory: source.territory,
    wouldAsk: [],
    lookupId: null,
    shown: [{ verificationId, letterNumber: null }],
  };
}

function saidBy(pieces: readonly EvidencePiece[]): Pick<SourceAnswer, 'coverage' | 'facts' | 'pieces'> {
  const answered = pieces.filter(({ kind }) => kind !== null && saysSomething(kind));
  return {
    coverage: answered[0]?.coverage ?? null,
    facts: answered.length === 0 ? null : answered.flatMap(({ facts }) => facts),
    pieces,
  };
}

/** Old data and partial answers are shown, with their kind. */
function saysSomething(kind: NonNullable<EvidencePiece['kind']>): boolean {
  return isConclusive(kind) || kind === 'PARTIAL' || kind === 'STALE';
}

function withoutPiece(source: SourceNames, body: Exclude<Body, { readonly state: 'STORED' }>): AnswerPart {
  switch (body.state) {
    case 'TO_ASK':
    case 'PENDING':
      return unasked(source, body.institution);
    case 'NOT_COVERED':
      return unasked(source, body.institution, 'NOT_AUTHORISED', body.reason);
    case 'DOES_NOT_COUNT':
      return unasked(source, body.institution, 'NOT_ASKED', 'DOES_NOT_COUNT');
    case 'CERTIFICATE_UNKNOWN':
      return unasked(source, body.institution, 'NOT_CONNECTED', 'CERTIFICATE_NOT_KNOWN_TO_SOURCE');
    case 'NOT_CONNECTED':
      return unasked(source, body.institution, 'NOT_CONNECTED', 'SOURCE_NOT_CONNECTED');
  }
}
