import type { Application } from '../application/application.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { Term } from '../policy/deadlines.ts';
import type { VerificationServices } from '../verification/services.ts';
import { lawOf } from './case-law.ts';
import { readClockFacts } from './clock-facts.ts';
import { publicityNeeded, tellFirst, visitNeeded } from './decision-refusals.ts';
import type { DecisionKind } from './decision-kind.ts';
import { clocksOf } from './due-clock.ts';
import { isToldFirst } from './notice-law.ts';

/** The terms in force in a case on the day of a decision. */
export function lawToday(
  { packs }: VerificationServices,
  application: Application,
  now: Date,
): (kind: Term['kind']) => Term | null {
  const law = lawOf(packs, application, now);
  return (kind) => law(kind, shanghaiDate(now));
}

/**
 * Refuses a first decision before the steps that the law requires: the county has visited the home of a staff
 * relative (2021 rule, Art 20); before a refusal, the family has been informed of the findings (Art 18); before a
 * grant, the first opinion has been public for its full time (Art 19). Publicity is not required where its rule for
 * this category is not verified.
 *
 * @param reportedAt when the version under decision was composed; information given earlier was about another
 * version.
 *
 * @throws Problem STEP_OUT_OF_ORDER
 */
export async function assertStepsDone(
  services: VerificationServices,
  trx: Database,
  application: Application,
  { kind, reportedAt }: { readonly kind: DecisionKind; readonly reportedAt: Date },
  now: Date,
): Promise<void> {
  if (kind !== 'APPROVED' && kind !== 'REFUSED') return;
  const facts = (await readClockFacts(trx, services.vault, [application])).get(application.id);
  if (facts === undefined) throw new Error('an application that is locked has its facts');
  if (application.staffRelative && !facts.steps.some((step) => step.kind === 'HOME_VISITED')) throw visitNeeded();
  const isTold = facts.steps.some((step) => step.kind === 'FINDINGS_TOLD' && step.at >= reportedAt);
  if (kind === 'REFUSED' && isToldFirst(shanghaiDate(now)) && !isTold) throw tellFirst();
  const publicity = lawToday(services, application, now)('PUBLICITY');
  if (kind === 'REFUSED' || publicity === null || !publicity.verified) return;
  const clocks = clocksOf(facts, lawOf(services.packs, application, now), services.calendar, now);
  const clock = clocks.find(({ term }) => term.kind === 'PUBLICITY');
  if (clock?.state !== 'KEPT') throw publicityNeeded(publicity.count);
}
