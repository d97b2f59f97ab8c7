import type { Category } from '../application/application.ts';
import { addDays, startOfDay } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Deadline } from '../platform/working-days.ts';
import type { Term } from '../policy/deadlines.ts';
import type { DecisionKind, Recheck } from './decision-kind.ts';
import type { StepKind } from './step.ts';

/** The facts that determine the terms of a case, with their times; each list is ordered by time. */
export type ClockFacts = {
  readonly acceptedAt: Date;
  /** The township decides. */
  readonly delegated: boolean;
  readonly category: Category;
  readonly steps: readonly { readonly kind: StepKind; readonly at: Date }[];
  readonly checks: readonly {
    readonly purpose: string;
    readonly requestedAt: Date;
    readonly deadline: Deadline;
    /** When the first version of its report was composed. */
    readonly reportedAt: Date | null;
  }[];
  readonly decisions: readonly {
    readonly kind: DecisionKind;
    readonly decidedAt: Date;
    readonly recheck: Recheck | null;
    /** Last day of a grace period. */
    readonly until: CalendarDate | null;
  }[];
  /** Objections, disputes and tickets, each with the term that was set when it began. */
  readonly contests: readonly ContestSpan[];
};

/** The period in which a term runs in a case; `deadline` where it was set at the start. */
export type Span = { readonly startedAt: Date; readonly endedAt: Date | null; readonly deadline?: Deadline };

/** A term that runs for one objection, dispute or ticket; `about` is its number. */
export type ContestSpan = Span & {
  readonly kind: 'OBJECTION_REVIEW' | 'IDENTITY_DISPUTE' | 'CORRECTION';
  readonly about: string;
};

export type ClockRule = {
  readonly kind: Term['kind'];
  /** `null` where the term does not apply to this case. */
  readonly span: (facts: ClockFacts) => Span | null;
  /** Time in which the family must supply papers does not count. */
  readonly pausable: boolean;
  /** The term is a minimum: it must run its full time. */
  readonly atLeast?: boolean;
};

/** Every term of the procedure, in its order. */
export const CLOCK_RULES: readonly ClockRule[] = [
  {
    kind: 'SURVEY_START',
    pausable: true,
    span: (facts) => beforeDecision(facts, first(facts, 'SURVEY_STARTED') ?? first(facts, 'SURVEY_DONE')),
  },
  { kind: 'SURVEY', pausable: true, span: (facts) => beforeDecision(facts, first(facts, 'SURVEY_DONE')) },
  {
    kind: 'VERIFICATION_START',
    pausable: false,
    span: (facts) => {
      const startedAt = last(facts, 'CHECK_REFERRED');
      if (startedAt === null) return null;
      return { startedAt, endedAt: facts.checks.find((check) => check.requestedAt >= startedAt)?.requestedAt ?? null };
    },
  },
  {
    kind: 'VERIFICATION_REPORT',
    pausable: false,
    span: ({ checks }) => {
      const check = checks.at(-1);
      if (check === undefined) return null;
      return { startedAt: check.requestedAt, endedAt: check.reportedAt, deadline: check.deadline };
    },
  },
  {
    kind: 'TOWNSHIP_REVIEW',
    pausable: true,
    span: (facts) => (facts.delegated ? null : beforeDecision(facts, first(facts, 'FILE_RECEIVED'))),
  },
  { kind: 'PUBLICITY', pausable: false, atLeast: true, span: publicity('PUBLICITY_BEGUN', 'PUBLICITY_ENDED') },
  {
    kind: 'CONFIRMATION',
    pausable: true,
    span: (facts) => {
      const startedAt = facts.delegated ? null : last(facts, 'FILE_RECEIVED');
      if (startedAt === null) return null;
      return { startedAt, endedAt: facts.decisions.find(({ decidedAt }) => decidedAt >= startedAt)?.decidedAt ?? null };
    },
  },
  {
    kind: 'FINAL_PUBLICITY',
    pausable: false,
    atLeast: true,
    span: publicity('FINAL_PUBLICITY_BEGUN', 'FINAL_PUBLICITY_ENDED'),
  },
  ...wholeProcess(),
  {
    kind: 'REFUSAL_NOTICE',
    pausable: false,
    span: (facts) => {
      const decision = facts.decisions.at(-1);
      if (decision?.kind !== 'REFUSED') return null;
      return { startedAt: decision.decidedAt, endedAt: first(facts, 'NOTICE_DELIVERED', decision.decidedAt) };
    },
  },
  {
    kind: 'OBJECTION',
    pausable: false,
    atLeast: true,
    span: (facts) => {
      const decision = facts.decisions.at(-1);
      const delivered = decision === undefined ? null : first(facts, 'NOTICE_DELIVERED', decision.decidedAt);
      const against = decision?.kind === 'REFUSED' || decision?.kind === 'STOPPED';
      return against && delivered !== null ? { startedAt: delivered, endedAt: null } : null;
    },
  },
  ...(['LASTING', 'STABLE', 'UNSTEADY'] as const).map((recheck): ClockRule => ({
    kind: `RECHECK_${recheck}`,
    pausable: false,
    span: (facts) => reverification(facts, recheck),
  })),
  { kind: 'DEATH_ADJUSTMENT', pausable: false, span: adjustment },
  { kind: 'GRACE', pausable: false, span: grace },
  { kind: 'RIGID_VALIDITY', pausable: false, span: rigidValidity },
];

/** 死亡人员核查调整: from the first death that no decision has taken into account, as long as aid is granted. */
function adjustment({ steps, decisions }: ClockFacts): Span | null {
  if (!decisions.some(({ kind }) => kind === 'APPROVED')) return null;
  const deaths = steps.filter(({ kind }) => kind === 'MEMBER_DIED').map(({ at }) => at);
  const knowing = (death: Date): Date | null =>
    decisions.find(({ decidedAt }) => decidedAt >= death)?.decidedAt ?? null;
  const startedAt = deaths.find((death) => knowing(death) === null) ?? deaths.at(-1);
  return startedAt === undefined ? null : { startedAt, endedAt: knowing(startedAt) };
}

/** 渐退期: until its last day, by which the end of aid must be decided. */
function grace({ decisions }: ClockFacts): Span | null {
  const at = decisions.findLastIndex(({ kind }) => kind === 'GRACE_PERIOD');
  const decision = decisions[at];
  if (decision === undefined || decision.until === null) return null;
  const end = new Date(startOfDay(addDays(decision.until, 1)).getTime() - 1);
  return {
    startedAt: decision.decidedAt,
    endedAt: decisions[at + 1]?.decidedAt ?? null,
    deadline: { at: end, provisional: false },
  };
}

/** 刚性支出困难家庭认定有效期: from the last grant or change until the next decision. */
function rigidValidity({ category, decisions }: ClockFacts): Span | null {
  if (category !== 'EXPENDITURE_POVERTY') return null;
  const at = decisions.findLastIndex(({ kind }) => kind === 'APPROVED' || kind === 'AMOUNT_CHANGED');
  const decision = decisions[at];
  return decision === undefined
    ? null
    : { startedAt: decision.decidedAt, endedAt: decisions[at + 1]?.decidedAt ?? null };
}

function wholeProcess(): readonly ClockRule[] {
  const span = (facts: ClockFacts) => beforeDecision(facts, null);
  const extended = (facts: ClockFacts) => first(facts, 'TERM_EXTENDED') !== null;
  return [
    {
      kind: 'WHOLE_PROCESS',
      pausable: true,
      span: (facts) => (facts.delegated || extended(facts) ? null : span(facts)),
    },
    {
      kind: 'WHOLE_PROCESS_EXTENDED',
      pausable: true,
      span: (facts) => (!facts.delegated && extended(facts) ? span(facts) : null),
    },
    { kind: 'WHOLE_PROCESS_DELEGATED', pausable: true, span: (facts) => (facts.delegated ? span(facts) : null) },
  ];
}

function publicity(begun: StepKind, ended: StepKind): ClockRule['span'] {
  return (facts) => {
    const startedAt = last(facts, begun);
    return startedAt === null ? null : { startedAt, endedAt: first(facts, ended, startedAt) };
  };
}

/** 定期核查: from the grant or the last re-verification, as long as aid is granted. */
function reverification({ decisions, checks }: ClockFacts, recheck: Recheck): Span | null {
  const decision = decisions.at(-1);
  const granted = decision?.kind === 'APPROVED' || decision?.kind === 'AMOUNT_CHANGED';
  if (decision === undefined || !granted || (decision.recheck ?? 'UNSTEADY') !== recheck) return null;
  const done = checks.findLast(({ purpose, reportedAt }) => purpose === 'REVERIFICATION' && reportedAt !== null);
  const lastDone = done?.reportedAt ?? decision.decidedAt;
  return { startedAt: lastDone > decision.decidedAt ? lastDone : decision.decidedAt, endedAt: null };
}

/** From acceptance until a step, or until the first decision: after that no step before it is due. */
function beforeDecision({ acceptedAt, decisions }: ClockFacts, done: Date | null): Span {
  return { startedAt: acceptedAt, endedAt: done ?? decisions[0]?.decidedAt ?? null };
}

/** When a step first happened, not earlier than `since`. */
function first({ steps }: ClockFacts, kind: StepKind, since?: Date): Date | null {
  return steps.find((step) => step.kind === kind && (since === undefined || step.at >= since))?.at ?? null;
}

function last({ steps }: ClockFacts, kind: StepKind): Date | null {
  return steps.findLast((step) => step.kind === kind)?.at ?? null;
}
