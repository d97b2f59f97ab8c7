import type { Application } from '../../application/application.ts';
import { divisionPrefix } from '../../application/list.ts';
import { toApplication } from '../../application/read.ts';
import { invalid } from '../../application/refusals.ts';
import { lawOf } from '../../decision/case-law.ts';
import { readClockFacts } from '../../decision/clock-facts.ts';
import { clocksOf } from '../../decision/due-clock.ts';
import type { ClockState, DueClock } from '../../decision/due-clock.ts';
import { readStepsOf } from '../../decision/step-store.ts';
import type { CaseStep } from '../../decision/step.ts';
import { regionCovers, parseRegion } from '../../identity/region.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { assertMay, assertServes, placeOf } from '../may.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';

/** Every term of a case, in the order of the procedure. The caller has seen the application. */
export async function seeClocks(
  reader: Reader,
  services: VerificationServices,
  application: Application,
): Promise<readonly DueClock[]> {
  assertMay(reader.principal, 'READ_CASE');
  await look(reader, [lookAt(application, 'CLOCKS')]);
  return (await clocksOfAll(services, [application])).get(application.id) ?? [];
}

/** The recorded steps of a case, as they happened. The caller has seen the application. */
export async function seeSteps(reader: Reader, application: Application): Promise<readonly CaseStep[]> {
  assertMay(reader.principal, 'READ_CASE');
  await look(reader, [lookAt(application, 'STEPS')]);
  return (await readStepsOf(reader.services.db, [application.id])).get(application.id) ?? [];
}

/** One term with its case, for the work list. */
export type DueWork = { readonly application: Application; readonly clock: DueClock };

/** The states of a term that a work list shows. */
const OPEN: ReadonlySet<ClockState> = new Set(['RUNNING', 'OVERDUE', 'RUN_OUT']);
/** The most open cases of a division that one list covers, those accepted first. */
const MOST_CASES = 5_000;
const MOST_AT_ONCE = 100;

/**
 * Upcoming deadlines of open cases in a division, the earliest first; a term that waits for the family's papers is
 * left out.
 *
 * @param options.division within the caller's own division, which is the default.
 * @throws Problem FORBIDDEN with field `division` for a division that the caller does not serve; INVALID_REGION;
 * INVALID_INPUT unless `first` is 1 to 100.
 */
export async function seeDueWork(
  reader: Reader,
  services: VerificationServices,
  options: { readonly division: string | null; readonly first: number; readonly overdueOnly: boolean },
): Promise<readonly DueWork[]> {
  assertMay(reader.principal, 'READ_CASE');
  const { first, overdueOnly } = options;
  if (!Number.isInteger(first) || first < 1 || first > MOST_AT_ONCE) {
    throw invalid('first', `每次应为 1 到 ${MOST_AT_ONCE} 条`, `Ask for 1 to ${MOST_AT_ONCE} at once`);
  }
  const division = options.division === null ? placeOf(reader.principal) : parseRegion(options.division);
  assertServes(reader.principal, division, 'division');
  const applications = await openCasesOf(services, division);
  const clocks = await clocksOfAll(services, applications);
  const due = applications
    .flatMap((application) => (clocks.get(application.id) ?? []).map((clock) => ({ application, clock })))
    .filter(({ clock }) => (overdueOnly ? clock.state === 'OVERDUE' : OPEN.has(clock.state)))
    .toSorted((a, b) => a.clock.dueAt.getTime() - b.clock.dueAt.getTime())
    .slice(0, first);
  const shown = new Map(due.map(({ application }) => [application.id, application]));
  await look(
    reader,
    [...shown.values()].map((application) => lookAt(application, 'CLOCKS')),
  );
  return due;
}

/** Open cases of a place of which a clock or an open work item is overdue, by id; the longest accepted first are looked at. */
export async function overdueCases(services: VerificationServices, division: string): Promise<readonly string[]> {
  const applications = await openCasesOf(services, division);
  const clocks = await clocksOfAll(services, applications);
  const late = applications.filter(({ id }) => clocks.get(id)?.some(({ state }) => state === 'OVERDUE'));
  const items = await services.db
    .selectFrom('work_item')
    .select('application_id')
    .distinct()
    .where('state', '=', 'OPEN')
    .where('due_at', '<', services.clock.now())
    .where('application_id', 'is not', null)
    .where('division', 'like', `${divisionPrefix(parseRegion(division))}%`)
    .execute();
  return [...new Set([...late.map(({ id }) => id), ...items.flatMap((row) => row.application_id ?? [])])];
}

async function openCasesOf({ db }: VerificationServices, place: string): Promise<readonly Application[]> {
  const division = parseRegion(place);
  const rows = await db
    .selectFrom('application')
    .selectAll()
    .where('division', 'like', `${divisionPrefix(division)}%`)
    .where('state', '=', 'ACCEPTED')
    .orderBy('accepted_at')
    .orderBy('id')
    .limit(MOST_CASES)
    .execute();
  return rows.map(toApplication).filter((one) => regionCovers(division, one.division));
}

async function clocksOfAll(
  services: VerificationServices,
  applications: readonly Application[],
): Promise<ReadonlyMap<string, readonly DueClock[]>> {
  const { db, vault, packs, calendar, clock } = services;
  const now = clock.now();
  const facts = await readClockFacts(db, vault, applications);
  return new Map(
    applications.map((application) => {
      const known = facts.get(application.id);
      if (known === undefined) return [application.id, []];
      const clocks = clocksOf(known, lawOf(packs, application, now), calendar, now);
      // No step is due in a withdrawn or closed case.
      const running = application.state === 'ACCEPTED';
      return [application.id, running ? clocks : clocks.filter(({ endedAt }) => endedAt !== null)];
    }),
  );
}

function lookAt({ id, division }: Application, fieldKind: 'CLOCKS' | 'STEPS') {
  return { act: 'READ_CLOCKS' as const, applicationId: id, fieldKinds: [fieldKind], division };
}
