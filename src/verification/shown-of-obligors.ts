import type { EvidencePiece } from '../evidence/piece.ts';
import { FACT_KINDS } from '../evidence/facts.ts';
import type { NeededFacts } from '../policy/obligor-sources.ts';
import { BEYOND_OBLIGATION } from '../report/kind-words.ts';

/**
 * An answer about a support obligor as far as it may be shown: the facts that the obligation needs. A department answers
 * with all that it knows, and the answer is kept as it came, for it may serve a case of which the person is a member; what
 * is held back is named as missing, so that nobody reads it as none.
 *
 * @param known the kinds of fact of which the source speaks.
 */
export function asFarAsNeeded(
  needed: NeededFacts | null,
  piece: EvidencePiece,
  known: readonly string[],
): EvidencePiece {
  const shown = new Set(needed?.[piece.sourceId]);
  const heldBack = FACT_KINDS.filter((type) => known.includes(type) && !shown.has(type));
  // Where nothing was found there is nothing to hold back.
  if (heldBack.length === 0 || !HOLDS_FACTS.has(piece.kind)) return piece;
  return {
    ...piece,
    kind: piece.kind === 'HIT' ? 'PARTIAL' : piece.kind,
    facts: piece.facts.filter(({ type }) => shown.has(type)),
    missing: [...new Set([...(piece.missing ?? []), ...heldBack])],
    reason: BEYOND_OBLIGATION,
  };
}

const HOLDS_FACTS: ReadonlySet<EvidencePiece['kind']> = new Set(['HIT', 'PARTIAL', 'STALE']);
