import { randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { Retention } from '../protection/retention.ts';
import type { VerificationServices } from '../verification/services.ts';
import { lawOf } from './case-law.ts';
import { readClockFacts } from './clock-facts.ts';
import { clocksOf } from './due-clock.ts';
import type { DueClock } from './due-clock.ts';
import { readStepsOf } from './step-store.ts';
import { STEP_WORDS } from './step.ts';
import type { CaseStep, StepKind } from './step.ts';

const RETENTION: Retention = 'CASE_FILE';

/** A step as it is handed in. */
export type StepInput = {
  readonly applicationId: string;
  readonly kind: StepKind;
  /** When it happened; the present unless given. */
  readonly happenedAt: Date | null;
  readonly idempotencyKey: string;
};

/** Steps that end what another began, and cannot happen without it. */
const ENDS: Partial<Record<StepKind, StepKind>> = {
  MATERIALS_RECEIVED: 'MATERIALS_MISSING',
  PUBLICITY_ENDED: 'PUBLICITY_BEGUN',
  FINAL_PUBLICITY_ENDED: 'FINAL_PUBLICITY_BEGUN',
};
/** Publicities, by the step that ends them: each must run its full time. */
const FULL_TIME: Partial<Record<StepKind, DueClock['term']['kind']>> = {
  PUBLICITY_ENDED: 'PUBLICITY',
  FINAL_PUBLICITY_ENDED: 'FINAL_PUBLICITY',
};
const PAIRED = new Set(Object.values(ENDS));
/** Steps that may happen again: a home is visited twice, a second notice delivered, each version told, two members die. */
const REPEATED: ReadonlySet<StepKind> = new Set([
  'HOME_VISITED',
  'NOTICE_DELIVERED',
  'CHECK_REFERRED',
  'FILE_RECEIVED',
  'FINDINGS_TOLD',
  'MEMBER_DIED',
]);

/**
 * Records a step of the procedure as a fact. It is never changed; the clocks follow from it.
 *
 * @param acting holds the case.
 * @throws Problem CONFLICT (application withdrawn or closed), INVALID_DATE (before acceptance or in the future),
 *   STEP_OUT_OF_ORDER (recorded already, not begun, or a publicity whose time is not over).
 */
export async function recordStepInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  { kind, happenedAt, idempotencyKey }: StepInput,
): Promise<CaseStep> {
  const { trx, actor, at: now } = acting;
  const applicationId = application.id;
  if (application.state !== 'ACCEPTED') throw closed();
  const step = { kind, at: happenedAt ?? now, recordedBy: actor.subject, recordedAt: now };
  if (step.at > now || step.at < application.acceptedAt) throw wrongTime();
  await assertInOrder(services, trx, application, step);
  await trx
    .insertInto('case_step')
    .values({
      id: randomUUID(),
      application_id: applicationId,
      kind,
      happened_at: step.at,
      recorded_by: actor.subject,
      recorded_at: now,
      idempotency_key: idempotencyKey,
      division: application.division,
      retention: RETENTION,
    })
    .execute();
  acting.look({
    act: 'RECORD_STEP',
    purpose: CASE_HANDLING,
    applicationId,
    fieldKinds: [kind],
    outcome: 'DONE',
    division: application.division,
  });
  return step;
}

async function assertInOrder(
  services: VerificationServices,
  trx: Database,
  application: Application,
  { kind, at }: CaseStep,
): Promise<void> {
  const steps = (await readStepsOf(trx, [application.id])).get(application.id) ?? [];
  const begins = ENDS[kind];
  if (begins !== undefined) {
    const last = steps.findLast((step) => step.kind === begins || step.kind === kind);
    if (last?.kind !== begins || last.at > at) throw outOfOrder(kind, begins);
  } else if (PAIRED.has(kind)) {
    const last = steps.findLast((step) => step.kind === kind || ENDS[step.kind] === kind);
    if (last?.kind === kind || (last !== undefined && last.at > at)) throw recorded(kind);
  } else if (!REPEATED.has(kind) && steps.some((step) => step.kind === kind)) throw recorded(kind);
  const term = FULL_TIME[kind];
  if (term === undefined) return;
  const facts = (await readClockFacts(trx, services.vault, [application])).get(application.id);
  if (facts === undefined) throw new Error('an application that is locked has its facts');
  const law = lawOf(services.packs, application, at);
  const clock = clocksOf(facts, law, services.calendar, at).find((one) => one.term.kind === term);
  if (clock?.state === 'RUNNING') throw notRunOut(clock);
}

function closed(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请已撤回或已办结，不再登记办理步骤。',
    en: 'the application is withdrawn or closed; no further step is recorded',
  });
}

function wrongTime(): Problem {
  return new Problem({
    code: 'INVALID_DATE',
    field: 'happenedAt',
    zh: '时间不能早于受理，也不能晚于现在。',
    en: 'the time lies before acceptance or in the future',
  });
}

function recorded(kind: StepKind): Problem {
  return new Problem({
    code: 'STEP_OUT_OF_ORDER',
    field: 'kind',
    zh: `该申请已登记“${STEP_WORDS[kind].zh}”。`,
    en: `this is on record already: ${STEP_WORDS[kind].en}`,
  });
}

function outOfOrder(kind: StepKind, begins: StepKind): Problem {
  return new Problem({
    code: 'STEP_OUT_OF_ORDER',
    field: 'kind',
    zh: `登记“${STEP_WORDS[kind].zh}”以前，须先登记“${STEP_WORDS[begins].zh}”，且时间在后。`,
    en: `record first, and with an earlier time: ${STEP_WORDS[begins].en}`,
  });
}

function notRunOut({ term }: DueClock): Problem {
  return new Problem({
    code: 'STEP_OUT_OF_ORDER',
    field: 'happenedAt',
    zh: `公示期 ${term.count} 天未满（${term.document}${term.article}），不能结束公示。`,
    en: `the publicity must run ${term.count} days and has not; end it when its time is over`,
  });
}
