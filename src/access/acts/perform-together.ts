import { lockApplicationsInTrx } from '../../application/read.ts';
import type { CaseServices } from '../../application/services.ts';
import type { Actor } from '../../audit/actor.ts';
import { recordLooksBy } from '../../audit/look-log.ts';
import type { Database } from '../../platform/database.ts';
import { keyReused } from '../../platform/key-reused.ts';
import { Problem } from '../../platform/problem.ts';
import { retriedTransaction } from '../../platform/retried-transaction.ts';
import { keepKeysInTrx } from './act-key.ts';
import { assertApart, keyOf, locate, performer, recall } from './admit.ts';
import type { KeyInHand, Left, Wish } from './admit.ts';
import type { Act, OnCase, Place } from './define-act.ts';
import { performingOf } from './perform.ts';

/**
 * Performs an act for many callers in one transaction: what one of them may not do does not hinder the others.
 *
 * @param act has `runTogether`.
 * @returns for each wish, in order, its output or its refusal.
 * @throws whatever breaks the transaction; then nothing was performed for anybody.
 */
export async function performTogether<Services extends CaseServices, Input, Output, Found extends Place>(
  services: Services,
  act: Act<Services, Input, Output, Found>,
  wishes: readonly Wish<Input>[],
): Promise<readonly (Output | Problem)[]> {
  return retriedTransaction(services.db, (trx) => performAllInTrx(services, trx, act, wishes));
}

/** A wish whose caller may perform the act at the place that was found. */
type Admitted<Input, Found> = {
  readonly index: number;
  readonly actor: Actor;
  readonly key: KeyInHand | null;
  readonly input: Input;
  readonly found: Found;
};

async function performAllInTrx<Services extends CaseServices, Input, Output, Found extends Place>(
  services: Services,
  trx: Database,
  act: Act<Services, Input, Output, Found>,
  wishes: readonly Wish<Input>[],
): Promise<readonly (Output | Problem)[]> {
  const { runTogether } = act;
  if (runTogether === undefined) throw new RangeError(`${act.name} runs one by one`);
  const looks: Left[] = [];
  const outcomes = new Map<number, Output | Problem>();
  const admitted: Admitted<Input, Found>[] = [];
  for (const [index, wish] of wishes.entries()) {
    const admission = await refusedOr(() => admit(services, trx, act, wish, looks));
    if (admission instanceof Problem) outcomes.set(index, admission);
    else admitted.push({ ...admission, index });
  }
  const cases = await lockApplicationsInTrx(
    trx,
    admitted.flatMap(({ found }) => found.applicationId ?? []),
  );
  const at = services.clock.now();
  const firsts = new Map<string, Call<Services, Input, Found>>();
  const calls: Call<Services, Input, Found>[] = [];
  const repeated: { readonly index: number; readonly first: number }[] = [];
  for (const { index, actor, key, input, found } of admitted) {
    const application = cases.get(found.applicationId ?? '');
    const performing = performingOf(services, trx, { actor, found, application, at }, looks);
    const call = { index, key, performing, input };
    const keyId = key === null ? null : JSON.stringify([key.subject, key.idempotencyKey]);
    const first = keyId === null ? undefined : firsts.get(keyId);
    const known = await refusedOr(async () => {
      if (first !== undefined) {
        if (first.key?.fingerprint.equals(key?.fingerprint ?? Buffer.alloc(0)) !== true) throw keyReused();
        return { first: first.index };
      }
      const before = await recall(act, performing, key, input);
      if (before === null) assertApart(act, found, actor);
      return before;
    });
    if (known instanceof Problem) outcomes.set(index, known);
    else if (known === null) {
      calls.push(call);
      if (keyId !== null) firsts.set(keyId, call);
    } else if ('first' in known) repeated.push({ index, first: known.first });
    else outcomes.set(index, known.output);
  }
  const done = calls.length === 0 ? [] : await runTogether(services, calls);
  for (const [place, { index }] of calls.entries()) {
    const outcome = done[place];
    if (outcome !== undefined) outcomes.set(index, outcome);
  }
  const kept = calls.flatMap(({ index, key, performing: { found } }) =>
    key === null || outcomes.get(index) instanceof Problem ? [] : [{ ...key, division: found.division }],
  );
  await keepKeysInTrx(trx, at, kept);
  await recordLooksBy(trx, at, looks);
  for (const { index, first } of repeated) outcomes.set(index, outcomeOf(act.name, outcomes, first));
  return wishes.map((_, index) => outcomeOf(act.name, outcomes, index));
}

type Call<Services, Input, Found extends Place> = {
  readonly index: number;
  readonly key: KeyInHand | null;
  readonly performing: OnCase<Services, Found>;
  readonly input: Input;
};

async function admit<Services extends CaseServices, Input, Output, Found extends Place>(
  services: Services,
  trx: Database,
  act: Act<Services, Input, Output, Found>,
  wish: Wish<Input>,
  looks: Left[],
): Promise<Omit<Admitted<Input, Found>, 'index'>> {
  const actor = performer(act, wish);
  const key = keyOf(services, act, actor, wish.input);
  const located = await locate(services, trx, act, wish);
  if ('found' in located) return { actor, key, input: wish.input, found: located.found };
  looks.push({ actor, entry: located.entry });
  throw located.refusal;
}

function outcomeOf<Output>(act: string, outcomes: ReadonlyMap<number, Output | Problem>, index: number) {
  const outcome = outcomes.get(index);
  if (outcome === undefined) throw new RangeError(`${act} gives an outcome for each call`);
  return outcome;
}

async function refusedOr<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
}
