import fc from 'fast-check';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { LIVES } from '../indicators/lives.ts';
import { BANKS, holding, home, piece } from '../indicators/world.ts';

/** Answers of every source about any person. */
export const lifeOf = (personId: string): fc.Arbitrary<EvidencePiece[]> =>
  fc.tuple(
    ...LIVES.map(([source, facts]) =>
      fc.array(facts, { maxLength: 3 }).map((known) => piece(personId, source, null, 'HIT', known)),
    ),
    ...BANKS.map(({ code }) =>
      fc.integer({ min: 0, max: 9_000_000 }).map((fen) => piece(personId, 'banks', code, 'HIT', [holding(fen)])),
    ),
    fc
      .constantFrom('A1', 'B2')
      .map((unitNumber) => piece(personId, 'real-estate', null, 'HIT', [home({ unitNumber })])),
  );
