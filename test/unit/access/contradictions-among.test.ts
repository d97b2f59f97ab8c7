import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { contradictionsAmong, partiesToContradictions } from '../../../src/access/contradictions-among.ts';
import { answerFromEvidence } from '../../../src/access/source-answer.ts';
import { contradictionsIn } from '../../../src/evidence/contradictions.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { fact } from '../indicators/facts.ts';
import { day, FAMILY, piece } from '../indicators/world.ts';

const PARTIES = partiesToContradictions(planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id))));

/** Compares the answers that these pieces make; a source without a piece was not asked. */
function seen(...pieces: EvidencePiece[]) {
  const [person] = FAMILY;
  if (person === undefined) throw new Error('nobody');
  return contradictionsAmong(
    PARTIES,
    PARTIES.map((source) =>
      answerFromEvidence(
        person,
        source,
        'check',
        pieces.filter(({ sourceId }) => sourceId === source.id),
      ),
    ),
  );
}
const short = (...pieces: EvidencePiece[]) =>
  seen(...pieces).map(({ subject, state, sides, notHeard }) => [
    subject,
    state,
    sides.map(({ sourceId }) => sourceId),
    notHeard.map(({ sourceId, kind }) => `${sourceId} ${kind}`),
  ]);

const married = piece('p1', 'civil-affairs', null, 'HIT', [fact('MARRIAGE', {})]);
const unmarried = piece('p1', 'household-register', null, 'HIT', [
  fact('HOUSEHOLD_REGISTRATION', { maritalState: 'UNMARRIED' }),
]);
const register = piece('p1', 'household-register', null, 'HIT', [
  fact('HOUSEHOLD_REGISTRATION', { maritalState: 'MARRIED' }),
]);
const tax = piece('p1', 'tax', null, 'NO_RECORD');

describe('answers about one person held against each other', () => {
  it('are those of the sources that speak of marriage, life or death', () => {
    expect(PARTIES.map(({ id }) => id)).toEqual(['civil-affairs', 'household-register', 'tax']);
  });

  it('keep both sides, each with what stands behind it, in the words of the report', () => {
    const [found, ...others] = seen(married, unmarried, tax);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      subject: 'MARRIAGE',
      state: 'CONTRADICTED',
      sides: [
        { sourceId: 'civil-affairs', kind: 'HIT', dataDate: married.dataDate, department: { zh: '民政局' } },
        { sourceId: 'household-register', kind: 'HIT', askedAt: unmarried.askedAt?.toISOString() },
      ],
      notHeard: [],
    });
    const inReport = contradictionsIn([married, unmarried, tax]);
    expect(found?.sides.map(({ words }) => words)).toEqual(inReport[0]?.sides.map(({ words }) => words));
  });

  it('say nothing where all have answered and none contradicts', () => {
    expect(seen(married, register, tax)).toEqual([]);
  });

  it.each(['NO_RESPONSE', 'NOT_AUTHORISED', 'IDENTITY_MISMATCH', 'STALE', null] as const)(
    'are not known, never agreement, where one side is %s',
    (kind) => {
      const side = { ...piece('p1', 'household-register', null, kind), facts: unmarried.facts };
      const missing = [`household-register ${kind === null ? 'OUTSTANDING' : kind}`];
      expect(short(married, side, tax)).toEqual([
        ['MARRIAGE', 'NOT_KNOWN', [], missing],
        ['LIFE', 'NOT_KNOWN', [], missing],
      ]);
    },
  );

  it('name who is not heard beside a contradiction that shows already', () => {
    const burnt = piece('p1', 'civil-affairs', null, 'HIT', [fact('CREMATION', { crematedOn: day('2016-11-21') })]);
    expect(short(burnt, register)).toEqual([
      ['LIFE', 'CONTRADICTED', ['civil-affairs', 'household-register'], ['tax NOT_ASKED']],
    ]);
  });
});
