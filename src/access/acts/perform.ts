import type { Application } from '../../application/application.ts';
import { lockApplicationsInTrx } from '../../application/read.ts';
import type { CaseServices } from '../../application/services.ts';
import { recordLooksBy } from '../../audit/look-log.ts';
import type { LookEntry } from '../../audit/look-log.ts';
import type { Actor } from '../../audit/actor.ts';
import type { Database } from '../../platform/database.ts';
import type { Problem } from '../../platform/problem.ts';
import { retriedTransaction } from '../../platform/retried-transaction.ts';
import { keyReused } from '../../platform/key-reused.ts';
import { isUniqueViolation } from '../../platform/unique-violation.ts';
import type { Principal } from '../principal.ts';
import { keepKeysInTrx } from './act-key.ts';
import { assertApart, keyOf, locate, performer, recall } from './admit.ts';
import type { KeyInHand, Left, Wish } from './admit.ts';
import type { Act, OnCase, Place } from './define-act.ts';

/**
 * Performs an act: checks the caller's role, lets the act judge scans, then checks the place of what it concerns and the parts that the caller has had in it,
 * holds the case, recalls what was done under the same key, runs the act at one instant, and leaves its audit entries,
 * all in one transaction. Deadlocks and serialisation failures are tried again as a whole.
 *
 * Locks are taken in one order everywhere: the case (several by id), its checks (by id), its letters, then everything
 * else. Two acts on one case therefore never wait for each other in a ring. An act of our own programs on many checks
 * (program-act.ts) holds no case: it begins with the checks, by id. The instant is taken when the case, or the checks,
 * are held, so that the acts on them have the order of their instants.
 *
 * @throws Problem FORBIDDEN (role), NOT_FOUND (does not exist, or lies in another place: one refusal, and an audit entry
 *   of the attempt for both), SECOND_PERSON_NEEDED, IDEMPOTENCY_KEY_REUSED, or what the act refuses.
 */
export async function perform<Services extends CaseServices, Input, Output, Found extends Place>(
  services: Services,
  principal: Principal,
  requestId: string,
  act: Act<Services, Input, Output, Found>,
  input: Input,
): Promise<Output> {
  const wish = { principal, requestId, input };
  const actor = performer(act, wish);
  const key = keyOf(services, act, actor, input);
  await act.prepare?.(input);
  const attempt = () =>
    retriedTransaction(services.db, (trx) => performInTrx(services, trx, act, { actor, key }, wish), act.isolation);
  const outcome = act.keyed ? await withoutRace(attempt) : await attempt();
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.output;
}

type Outcome<Output> = { readonly output: Output } | { readonly refusal: Problem };

async function performInTrx<Services extends CaseServices, Input, Output, Found extends Place>(
  services: Services,
  trx: Database,
  act: Act<Services, Input, Output, Found>,
  { actor, key }: { readonly actor: Actor; readonly key: KeyInHand | null },
  wish: Wish<Input>,
): Promise<Outcome<Output>> {
  const { input } = wish;
  const located = await locate(services, trx, act, wish);
  if ('refusal' in located) {
    // The attempt is on record although nothing was done: the transaction ends well, and the refusal is thrown after it.
    await recordLooksBy(trx, services.clock.now(), [{ actor, entry: located.entry }]);
    return { refusal: located.refusal };
  }
  const { found } = located;
  const application = await holdCase(trx, act.target === 'CASE' ? found.applicationId : null);
  const looks: Left[] = [];
  const performing = performingOf(services, trx, { actor, found, application, at: services.clock.now() }, looks);
  const before = await recall(act, performing, key, input);
  if (before === null) {
    assertApart(act, found, actor);
    const output = await act.run(performing, input);
    if (looks.length === 0 && act.traces === undefined) throw new Error(`${act.name} leaves no audit entry`);
    if (key !== null) await keepKeysInTrx(trx, performing.at, [{ ...key, division: found.division }]);
    await recordLooksBy(trx, performing.at, looks);
    return { output };
  }
  await recordLooksBy(trx, performing.at, looks);
  return before;
}

/** The argument of an act's `run`; its entries are gathered, to be written at the end of the transaction. */
export function performingOf<Services, Found extends Place>(
  services: Services,
  trx: Database,
  {
    actor,
    found,
    application,
    at,
  }: {
    readonly actor: Actor;
    readonly found: Found;
    readonly application: Application | undefined;
    readonly at: Date;
  },
  looks: Left[],
): OnCase<Services, Found> {
  const look = (...entries: readonly LookEntry[]): void => {
    looks.push(...entries.map((entry) => ({ actor, entry })));
  };
  // Only an act on a case is given one; `defineAct` types the others so that they cannot read it.
  return { services, trx, at, actor, found, look, application: application as Application };
}

async function holdCase(trx: Database, applicationId: string | null): Promise<Application | undefined> {
  return applicationId === null ? undefined : (await lockApplicationsInTrx(trx, [applicationId])).get(applicationId);
}

/** Where the key was used at the same moment, it is on record at the second attempt: recalled, or refused as reused. */
async function withoutRace<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (thrown) {
    if (!isUniqueViolation(thrown)) throw thrown;
  }
  try {
    return await attempt();
  } catch (thrown) {
    throw isUniqueViolation(thrown) ? keyReused(thrown) : thrown;
  }
}
