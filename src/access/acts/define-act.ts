import type { Acting } from '../../audit/acting.ts';
import type { Role } from '../../audit/actor.ts';
import type { LookAct } from '../../audit/look-log.ts';
import type { Application } from '../../application/application.ts';
import type { Database } from '../../platform/database.ts';
import type { Problem } from '../../platform/problem.ts';

/** The concern of an act: one case, which it holds; something of a place; or neither. */
export const ACT_TARGETS = ['CASE', 'PLACE', 'NONE'] as const;
export type ActTarget = (typeof ACT_TARGETS)[number];

/** Parts that a person may have had in what an act concerns. Nobody takes two sides of one case. */
export const SIDES = ['REGISTERED', 'REQUESTED', 'REVIEWED', 'FILED', 'DRAWN_UP'] as const;
export type Side = (typeof SIDES)[number];

/** The place of an act, found from its input before anything is decided. */
export type Place = {
  readonly division: string;
  /** The case, for an act whose target is one. */
  readonly applicationId: string | null;
  readonly verificationId?: string;
  readonly letterNumber?: string;
  /** Subjects by the part that they have had in it; only the parts that the act keeps apart. */
  readonly sides?: Readonly<Partial<Record<Side, readonly string[]>>>;
};

/**
 * The entries of an act that leaves none of its own: one for each question or report, under the request id of its check,
 * left by its steps; or none, where no person's data is read or written.
 */
export type Traces = 'EACH_CHECK' | 'NO_PERSON';

/** The terms of an act, without its types. */
export type ActTerms = {
  /** In capitals; unique in the registry. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly target: ActTarget;
  /** Whether its input carries an idempotency key. */
  readonly keyed: boolean;
  /** The audit word of a refused attempt and of a repetition; `null` where neither can be. */
  readonly entry: LookAct | null;
  /** Only an act of our own programs has it; absent, the act leaves at least one entry of its own. */
  readonly traces?: Traces;
  /** Sides that the actor must not have taken in the case, each with its refusal. */
  readonly apart?: Readonly<Partial<Record<Side, () => Problem>>>;
  /** For an act that reads the whole stock as of one moment. */
  readonly isolation?: 'repeatable read';
};

/** The argument of `run` besides its input. */
export type Performing<Services, Found extends Place> = Acting & {
  readonly services: Services;
  /** The place that the input names, as it stands in this transaction. */
  readonly found: Found;
};

/** {@link Performing} of an act on a case, which is locked until the act ends. */
export type OnCase<Services, Found extends Place> = Performing<Services, Found> & { readonly application: Application };

/** One call of an act that is performed together with others. */
export type Call<Services, Found extends Place, Input> = {
  readonly performing: OnCase<Services, Found>;
  readonly input: Input;
};

/** The key by which an act is recalled. */
export type Recalling = { readonly subject: string; readonly idempotencyKey: string };

type Common<Services, Input, Found extends Place> = ActTerms & {
  /**
   * Finds what the input names; `null` where there is nothing. It decides nothing: whether the caller may know of it is
   * decided by the place that it tells.
   */
  readonly locate: (db: Database, input: Input, services: Services) => Promise<Found | null>;
  /**
   * Judges, before anything is held, what of the input needs time and no table, such as a scan. It refuses nothing by
   * itself: what it found is told where `run` asks for it.
   */
  readonly prepare?: (input: Input) => Promise<void>;
  /** The input field that a refusal of what does not exist, or lies elsewhere, points at. */
  readonly field: string;
  /** Refusal of what lies outside the caller's place, where its existence is no secret: a place that the caller typed. */
  readonly outside?: () => Problem;
};

/** A keyed act knows again what it did under a key; its input carries `idempotencyKey`, a string or `null`. */
type Keying<Services, Input, Output, Found extends Place> =
  | {
      readonly keyed: true;
      /** The input as it is understood, where the same may be written in several ways; the input itself unless given. */
      readonly canonical?: (input: Input, at: Date) => unknown;
      /** Reads the outcome of an earlier wish under the same key, as it stands now. */
      readonly recall: (performing: OnCase<Services, Found>, key: Recalling, input: Input) => Promise<Output>;
    }
  | { readonly keyed: false };

/** An act, with what it needs, takes and gives. */
export type Act<Services, Input, Output, Found extends Place = Place> = Common<Services, Input, Found> &
  Keying<Services, Input, Output, Found> & {
    readonly run: (performing: OnCase<Services, Found>, input: Input) => Promise<Output>;
    /** Performs many calls in one transaction: an outcome for each, in order. Absent: one call, one transaction. */
    readonly runTogether?: (
      services: Services,
      calls: readonly Call<Services, Found, Input>[],
    ) => Promise<readonly (Output | Problem)[]>;
  };

type Defined<Services, Input, Output, Found extends Place> =
  | (Act<Services, Input, Output, Found> & { readonly target: 'CASE' })
  | (Omit<Act<Services, Input, Output, Found>, 'run' | 'recall' | 'keyed'> &
      Keying<Services, Input, Output, Found> & {
        readonly target: 'PLACE' | 'NONE';
        /** There is no case to be given. */
        readonly run: (performing: Performing<Services, Found>, input: Input) => Promise<Output>;
      });

/**
 * Defines an act: who may do it, to what, and what it does. Nothing is written but by an act, and every act is in
 * `src/access/acts/registry.ts`.
 *
 * @example
 * export const closeApplicationAct = defineAct({
 *   name: 'CLOSE_APPLICATION', roles: ['CASEWORKER', 'DECIDER'], target: 'CASE', keyed: false,
 *   entry: 'CLOSE_APPLICATION', field: 'applicationId', locate: ofApplication, run: closeCaseInTrx,
 * });
 */
export function defineAct<Services, Input, Output, Found extends Place>(
  act: Defined<Services, Input, Output, Found>,
): Act<Services, Input, Output, Found> {
  return act;
}
