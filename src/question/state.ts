/**
 * The life of a question: to one body, about one person, committed before it leaves and the same on every retry.
 *
 * ```
 * PLANNED ─► WAITING_QUOTA ─► WAITING_WINDOW     it cannot leave yet; each of the three may be asked or settled
 *    │             │                 │
 *    └─────────────┴────────┬────────┘
 *                           ▼
 *                         ASKED ─► SETTLED       answered, given up, refused or called off
 *                           └────► PLANNED       the identical question that it waited with was never answered
 * ```
 *
 * SETTLED is the end: what happens to a settled question leaves it settled.
 */
export const QUESTION_STATES = ['PLANNED', 'WAITING_QUOTA', 'WAITING_WINDOW', 'ASKED', 'SETTLED'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** The states in which a question still waits for its turn to leave. */
const UNASKED_STATES = ['PLANNED', 'WAITING_QUOTA', 'WAITING_WINDOW'] as const satisfies readonly QuestionState[];

/** The states in which a question is still owed an answer. */
const OPEN_STATES = [...UNASKED_STATES, 'ASKED'] as const satisfies readonly QuestionState[];

/** One named step: the states in which it is allowed, and the state after it; `null` leaves the state as it is. */
type Transition = { readonly from: readonly QuestionState[]; readonly to: QuestionState | null };

/**
 * Every way in which a question changes. Each is one function of this room, and each states `from` in the WHERE clause
 * of its UPDATE. A question begins by being written: PLANNED, or SETTLED where it can never be asked.
 */
export const TRANSITIONS = {
  /** The quota of its source is used up. */
  WAIT_FOR_QUOTA: { from: ['PLANNED'], to: 'WAITING_QUOTA' },
  /** Its source takes no questions at this hour. */
  WAIT_FOR_HOURS: { from: ['PLANNED', 'WAITING_QUOTA'], to: 'WAITING_WINDOW' },
  /** It must not leave yet, and is looked at again later. */
  HOLD_BACK: { from: OPEN_STATES, to: null },
  /** It may leave from now on; also a second time, after the worker that had it was killed or its source failed. */
  ASK: { from: OPEN_STATES, to: 'ASKED' },
  /** The worker that has it in hand is alive. */
  KEEP_IN_HAND: { from: ['ASKED'], to: null },
  /** Its source failed; it may be asked again. */
  RELEASE: { from: ['ASKED'], to: null },
  /** It is known to have left. */
  MARK_SENT: { from: ['ASKED'], to: null },
  /** It waits for the answer to an identical question that is in flight. */
  JOIN: { from: UNASKED_STATES, to: 'ASKED' },
  /** It takes the answer that an identical question was given a short while ago. */
  REUSE: { from: UNASKED_STATES, to: 'SETTLED' },
  /** The question that it joined was answered; one that was given up meanwhile takes the late answer. */
  TAKE_JOINED: { from: ['ASKED', 'SETTLED'], to: 'SETTLED' },
  /** The question that it joined will not be answered: it is asked by itself. */
  PART: { from: ['ASKED'], to: 'PLANNED' },
  /** It was given up and its letter has ended since: the late answer to the question that it joined is not for it. */
  UNTIE: { from: ['SETTLED'], to: null },
  /** No letter covers it. */
  REFUSE: { from: OPEN_STATES, to: 'SETTLED' },
  /** Its source answered: from every state, since a department may answer what a restored backup has not asked yet. */
  ANSWER: { from: QUESTION_STATES, to: 'SETTLED' },
  /** Its time is over, or its source will never answer it. */
  GIVE_UP: { from: OPEN_STATES, to: 'SETTLED' },
  /** Its check was called off. */
  CALL_OFF: { from: OPEN_STATES, to: 'SETTLED' },
} as const satisfies Readonly<Record<string, Transition>>;
export type TransitionName = keyof typeof TRANSITIONS;
