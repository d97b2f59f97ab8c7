import { divisionPrefix } from '../../application/list.ts';
import { regionCovers } from '../../identity/region.ts';
import { Problem } from '../../platform/problem.ts';
import type { EffectOutcome, PolicyEffect, PolicyEffectCase } from '../../reassessment/effect.ts';
import { readEffectDecisions } from '../../reassessment/effect-decision-store.ts';
import type { EffectDecision } from '../../reassessment/effect-decision.ts';
import { readEffectCases, readEffects } from '../../reassessment/effect-store.ts';
import { assertMay, placeOf } from '../may.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';

/** The most lists in one reply. */
const MOST_LISTS = 20;
const MOST_CASES = 100;

/**
 * The newest lists of packs that affect the caller's division. They hold only numbers, so reading them leaves no
 * audit entry.
 */
export async function seePolicyEffects(reader: Reader): Promise<readonly PolicyEffect[]> {
  assertMay(reader.principal, 'READ_POLICY_EFFECT');
  const own = placeOf(reader.principal);
  const effects = await readEffects(reader.services.db, MOST_LISTS);
  return effects.filter(({ division }) => regionCovers(own, division) || regionCovers(division, own));
}

/** The decisions on lists that the caller has seen; `null` for a list without a decision. */
export async function seeEffectDecisions(
  reader: Reader,
  effects: readonly PolicyEffect[],
): Promise<readonly (EffectDecision | null)[]> {
  assertMay(reader.principal, 'READ_POLICY_EFFECT');
  const { db, vault } = reader.services;
  const ids = effects.map(({ id }) => id);
  const decisions = await readEffectDecisions(db, vault, ids);
  return ids.map((id) => decisions.get(id) ?? null);
}

/** Selects cases of a list, and the position to continue from. */
export type WantedCases = {
  readonly first: number;
  /** Position of the last case of the previous page. */
  readonly after: number;
  /** Empty: all. */
  readonly outcomes: readonly EffectOutcome[];
  readonly staleOnly: boolean;
};

/**
 * Cases of a list within the caller's division, in the order of the list.
 * @throws Problem INVALID_INPUT for another `first` than 1 to 100
 */
export async function seePolicyEffectCases(
  reader: Reader,
  effect: PolicyEffect,
  wanted: WantedCases,
): Promise<readonly PolicyEffectCase[]> {
  assertMay(reader.principal, 'READ_POLICY_EFFECT');
  if (wanted.first < 1 || wanted.first > MOST_CASES) {
    throw new Problem({
      code: 'INVALID_INPUT',
      field: 'first',
      zh: `每页应为 1 到 ${MOST_CASES} 条`,
      en: `a page has 1 to ${MOST_CASES} cases`,
    });
  }
  const { db, vault } = reader.services;
  const prefix = divisionPrefix(placeOf(reader.principal));
  const cases = await readEffectCases(db, vault, effect.id, { ...wanted, divisionPrefix: prefix });
  await look(
    reader,
    cases.map(({ applicationId, division }) => ({
      act: 'READ_POLICY_EFFECT' as const,
      applicationId,
      fieldKinds: ['STANDING'],
      division,
    })),
  );
  return cases;
}
