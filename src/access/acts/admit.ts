import type { CaseServices } from '../../application/services.ts';
import type { Actor } from '../../audit/actor.ts';
import { CASE_HANDLING } from '../../audit/look-log.ts';
import type { LookEntry } from '../../audit/look-log.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { readIdempotencyKey } from '../../application/idempotency-key.ts';
import { keyReused } from '../../platform/key-reused.ts';
import { notInYourRole, serves } from '../may.ts';
import { actorOf, holds } from '../principal.ts';
import type { Principal } from '../principal.ts';
import { notFound } from '../reader.ts';
import { fingerprintOf, readFingerprint } from './act-key.ts';
import type { ActKey } from './act-key.ts';
import type { Act, ActTerms, OnCase, Place, Side } from './define-act.ts';

/** One caller's wish that an act be performed. */
export type Wish<Input> = { readonly principal: Principal; readonly requestId: string; readonly input: Input };

/** An audit entry with who left it. */
export type Left = { readonly actor: Actor; readonly entry: LookEntry };

/** Whether a role of the principal includes the act; says nothing of the place. */
export function mayPerform(principal: Principal, { roles }: ActTerms): boolean {
  return roles.some((role) => holds(principal, role));
}

/** The key of a wish, and the fingerprint of everything that it asks for. */
export type KeyInHand = ActKey & { readonly fingerprint: Buffer };

/**
 * The caller in the role by which they perform the act.
 * @throws Problem FORBIDDEN where no role of theirs includes it.
 */
export function performer(act: ActTerms, { principal, requestId }: Wish<unknown>): Actor {
  const role = act.roles.find((one) => holds(principal, one));
  if (role === undefined) throw notInYourRole();
  return actorOf(principal, requestId, role);
}

/**
 * Where the act belongs, or the refusal with the entry that the attempt leaves. What does not exist and what lies in
 * another place are refused alike, by the same statements and in the same words.
 */
export async function locate<Services extends CaseServices, Input, Output, Found extends Place>(
  services: Services,
  trx: Database,
  act: Act<Services, Input, Output, Found>,
  { principal, input }: Wish<Input>,
): Promise<{ readonly found: Found } | { readonly refusal: Problem; readonly entry: LookEntry }> {
  const found = await act.locate(trx, input, services);
  if (found !== null && (act.target === 'NONE' || serves(principal, found.division))) return { found };
  const { zh, en } = notFound().details;
  return {
    refusal:
      (found === null ? undefined : act.outside?.()) ?? new Problem({ code: 'NOT_FOUND', field: act.field, zh, en }),
    entry: {
      ...entryOf(act, found ?? { division: principal.kind === 'STAFF' ? principal.division : '', applicationId: null }),
      outcome: 'REFUSED',
    },
  };
}

/**
 * The key of a keyed act's input, with the fingerprint of the whole input; `null` where none was given.
 * @throws Problem INVALID_INPUT for a text that is no key.
 */
export function keyOf<Services, Input, Output, Found extends Place>(
  { vault, clock }: Pick<CaseServices, 'vault' | 'clock'>,
  act: Act<Services, Input, Output, Found>,
  actor: Actor,
  input: Input,
): KeyInHand | null {
  if (!act.keyed || typeof input !== 'object' || input === null || !('idempotencyKey' in input)) return null;
  const { idempotencyKey } = input;
  if (typeof idempotencyKey !== 'string') return null;
  const key = { subject: actor.subject, act: act.name, idempotencyKey: readIdempotencyKey(idempotencyKey) };
  return { ...key, fingerprint: fingerprintOf(vault, act.name, act.canonical?.(input, clock.now()) ?? input) };
}

/**
 * The outcome of an earlier wish under this key, as it stands now; `null` where there is none.
 * @throws Problem IDEMPOTENCY_KEY_REUSED where something else was asked for under it.
 */
export async function recall<Services, Input, Output, Found extends Place>(
  act: Act<Services, Input, Output, Found>,
  performing: OnCase<Services, Found>,
  key: KeyInHand | null,
  input: Input,
): Promise<{ readonly output: Output } | null> {
  if (key === null || !act.keyed) return null;
  const before = await readFingerprint(performing.trx, key);
  if (before === undefined) return null;
  if (!before.equals(key.fingerprint)) throw keyReused();
  const output = await act.recall(performing, key, input);
  performing.look({ ...entryOf(act, performing.found), outcome: 'REPEATED' });
  return { output };
}

/** @throws Problem SECOND_PERSON_NEEDED where the caller has taken a side that the act keeps apart. */
export function assertApart({ apart = {} }: ActTerms, { sides = {} }: Place, { subject }: Actor): void {
  for (const [side, subjects] of Object.entries(sides) as readonly [Side, readonly string[]][]) {
    const refusal = apart[side];
    if (refusal !== undefined && subjects.includes(subject)) throw refusal();
  }
}

function entryOf({ name, entry }: ActTerms, { applicationId, verificationId, letterNumber, division }: Place) {
  if (entry === null) throw new RangeError(`${name} has no audit word for a refusal or a repetition`);
  return {
    act: entry,
    purpose: CASE_HANDLING,
    ...(applicationId === null ? {} : { applicationId }),
    ...(verificationId === undefined ? {} : { verificationId }),
    ...(letterNumber === undefined ? {} : { letterNumber }),
    fieldKinds: [],
    division,
  };
}
