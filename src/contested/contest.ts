import type { Fact } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { factKey } from './fact-key.ts';
import type { FactRoot } from './fact-root.ts';
import { stemsFrom } from './fact-root.ts';

/**
 * How an objection 异议 ends. `UPHELD` 维持: the finding is upheld, so the objection does not succeed 异议不成立 and the
 * report stays as it was. Source: 最低生活保障审核确认办法 (2021) Art 18 for the review itself; the four endings are this
 * platform's own.
 */
export const OBJECTION_OUTCOMES = ['SOURCE_CORRECTED', 'NOT_THIS_PERSON', 'EXPLAINED', 'UPHELD'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

/** How a dispute about a stolen identity or a false death ends. */
export const DISPUTE_OUTCOMES = ['CONFIRMED', 'NOT_CONFIRMED'] as const;
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/**
 * The effect of a contest on the computation: none, both results side by side, or without its facts. A fact that is
 * set aside stays on the page.
 */
export const EFFECTS = ['NONE', 'BESIDE', 'SET_ASIDE'] as const;
export type Effect = (typeof EFFECTS)[number];

/** An objection or a dispute, with the part that a report shows. */
export type ContestHead = {
  readonly id: string;
  readonly number: string;
  readonly kind: 'OBJECTION' | FactRoot['kind'];
  /** The person concerned; `null` where the objection is to an indicator of the whole household. */
  readonly personId: string | null;
  /** The statement in the report that is contested. */
  readonly what: string;
  /** Why the family considers it wrong. */
  readonly why: string;
  readonly filedAt: Date;
  readonly state: 'OPEN' | 'SETTLED';
  readonly outcome: ObjectionOutcome | DisputeOutcome | null;
  readonly reason: string | null;
  readonly settledAt: Date | null;
  readonly effect: Effect;
};

/** A contest with the keys of its facts; an input of the report. */
export type Contest = ContestHead & { readonly keys: readonly string[] };

/** A contest as stored. A dispute covers every fact that stems from its root, including later ones. */
export type StoredContest = ContestHead & {
  readonly applicationId: string;
  /**
   * The verification to whose report an objection was filed; `null` for a dispute, which applies to every
   * verification.
   */
  readonly verificationId: string | null;
  readonly touches: { readonly keys: readonly string[] } | { readonly root: FactRoot };
  /** The lookup whose answers replace the answers to the same questions, in this verification. */
  readonly askedAgain: string | null;
};

/**
 * The contests that a report of this verification must take into account, with their facts in its evidence. A fact
 * that was set aside once stays set aside in later verifications of the case as long as the department says the
 * same.
 */
export function contestsOf(
  verificationId: string,
  stored: readonly StoredContest[],
  evidence: readonly EvidencePiece[],
): readonly Contest[] {
  return stored
    .filter((one) => one.verificationId === null || one.verificationId === verificationId || one.effect === 'SET_ASIDE')
    .map(({ applicationId: _case, verificationId: _check, touches, askedAgain: _lookup, ...head }) => ({
      ...head,
      keys: 'keys' in touches ? touches.keys : keysFrom(touches.root, head.personId, evidence),
    }))
    .toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

/** Keys of the facts about a person that stem from a root, without duplicates, sorted. */
export function keysFrom(
  root: FactRoot,
  personId: string | null,
  evidence: readonly EvidencePiece[],
): readonly string[] {
  const own = evidence.filter((piece) => piece.personId === personId);
  const stemming = own.flatMap((piece) =>
    piece.facts.filter((fact) => stemsFrom(root, fact)).map((fact) => factKey(piece, fact)),
  );
  return [...new Set(stemming)].sort();
}

/** The keys of the contests with this effect. */
export function keysOf(contests: readonly Contest[], effect: Effect): ReadonlySet<string> {
  return new Set(contests.filter((one) => one.effect === effect).flatMap(({ keys }) => keys));
}

/** Evidence without the facts of these keys. The answers that held them remain. */
export function withoutFacts(evidence: readonly EvidencePiece[], keys: ReadonlySet<string>): readonly EvidencePiece[] {
  if (keys.size === 0) return evidence;
  const stays =
    (piece: EvidencePiece) =>
    (fact: Fact): boolean =>
      !keys.has(factKey(piece, fact));
  return evidence.map((piece) => ({ ...piece, facts: piece.facts.filter(stays(piece)) }));
}
