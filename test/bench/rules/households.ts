import type { AnswerKind } from '../../../src/evidence/answer.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import { addMonths } from '../../../src/platform/calendar-date.ts';
import {
  BANKS,
  BASE_DATE,
  cleanEvidence,
  day,
  FAMILY,
  holding,
  home,
  input,
  PACK,
  piece,
  securities,
  vehicle,
} from '../../unit/indicators/world.ts';

/** The input of the other engines: the same answers, reduced to the fields that their rules read. */
export type Given = {
  readonly members: number;
  readonly answers: readonly Pick<EvidencePiece, 'sourceId' | 'kind' | 'facts'>[];
  readonly homesAllowed: number;
  readonly vehiclesAllowed: number;
  readonly lineEachFen: number;
  readonly nearPercent: number;
  /** Homes registered since are a doubt. */
  readonly lookback: string;
};

export type Household = { readonly whole: IndicatorInput; readonly given: Given };

/** Sources that each of the three needs. */
export const NEEDS = {
  I01: ['real-estate', 'housing-contracts'],
  I02: ['vehicles', 'transport-and-ships', 'agriculture'],
  I03: ['banks', 'securities', 'insurance', 'housing-fund'],
} as const;

/** So many households, always the same ones: one, two or no homes and cars, money around the line, and some silence. */
export function households(count: number): readonly Household[] {
  return Array.from({ length: count }, (_, seed) => household(seed));
}

function household(seed: number): Household {
  const pick = picker(seed);
  const homes = Array.from({ length: pick([0, 1, 1, 1, 2]) }, (_, at) =>
    home({
      unitNumber: `U${at}`,
      usage: pick(['RESIDENTIAL', 'RESIDENTIAL', 'RESIDENTIAL', 'HOMESTEAD', 'NON_RESIDENTIAL']),
      status: pick(['CURRENT', 'CURRENT', 'CURRENT', 'HISTORICAL']),
      registeredOn: day(pick(['2001-05-01', '2001-05-01', '2001-05-01', '2017-12-01'])),
    }),
  );
  const cars = Array.from({ length: pick([0, 0, 1, 2]) }, (_, at) =>
    vehicle({
      plateNumber: `苏B0000${at}`,
      class: pick(['CAR', 'CAR', 'MOTORCYCLE', 'ELECTRIC_BICYCLE', 'DISABILITY_VEHICLE']),
      use: pick(['PRIVATE', 'PRIVATE', 'PRIVATE', 'HIRE']),
      status: pick(['NORMAL', 'NORMAL', 'NORMAL', 'SCRAPPED', 'DEREGISTERED']),
    }),
  );
  const amounts = FAMILY.flatMap(() => BANKS.map(() => pick([0, 10_000, 300_000, 900_000, 1_800_000])));
  const shares = pick([0, 0, 500_000]);
  const answers = new Map<string, readonly Fact[]>([
    ['p1/real-estate/', homes],
    ['p1/vehicles/', cars],
    ['p1/securities/', shares === 0 ? [] : [securities(shares)]],
    ...FAMILY.flatMap(({ personId }, at) =>
      BANKS.map(({ code }, bank): [string, readonly Fact[]] => [
        `${personId}/banks/${code}`,
        [holding(amounts[at * BANKS.length + bank] ?? 0, { bankCode: code })],
      ]),
    ),
  ]);
  // About the wife and the son a department may be silent; what was found about the applicant stands.
  const evidence = cleanEvidence().map((one): EvidencePiece => {
    const facts = answers.get(one.questionId) ?? [];
    const kind = facts.length > 0 ? 'HIT' : one.kind;
    if (facts.length > 0 || one.personId === 'p1' || kind !== 'NO_RECORD')
      return piece(one.personId, one.sourceId, one.institution, kind, facts.length > 0 ? facts : one.facts);
    const became = pick<AnswerKind>([
      ...Array<AnswerKind>(60).fill('NO_RECORD'),
      'NO_RESPONSE',
      'NOT_AUTHORISED',
      'STALE',
    ]);
    return piece(one.personId, one.sourceId, one.institution, became);
  });
  const { rules } = PACK;
  return {
    whole: input(evidence),
    given: {
      members: FAMILY.length,
      answers: evidence.map(({ sourceId, kind, facts }) => ({ sourceId, kind, facts })),
      homesAllowed: rules.homesAllowed.value,
      vehiclesAllowed: rules.vehiclesAllowed.value,
      lineEachFen: rules.financialMonths.value * rules.dibaoStandardFen.value,
      nearPercent: rules.nearLinePercent.value,
      lookback: addMonths(BASE_DATE, -rules.purchaseLookbackMonths.value),
    },
  };
}

/** Choices that follow from the seed (mulberry32). */
function picker(seed: number): <Choice>(choices: readonly Choice[]) => Choice {
  let state = seed * 0x9e3779b1;
  return (choices) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const choice = choices[((mixed ^ (mixed >>> 14)) >>> 0) % choices.length];
    if (choice === undefined) throw new RangeError('nothing to choose from');
    return choice;
  };
}
