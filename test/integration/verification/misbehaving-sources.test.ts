import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import { renderReport } from '../../../src/report/render-text.ts';
import { getVerification } from '../../../src/verification/store.ts';
import { readPublished } from '../../support/published-form.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { requestVerification } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 1_500, windowWaitMs: 0 });

/** Why each that gave no answer gave none, as its question keeps it. */
const MISBEHAVING = {
  /** Begins an answer and never ends it. */
  tax: 'TIMEOUT',
  /** Fails at every attempt. */
  education: 'UNREACHABLE',
  /** Sends what is no answer. */
  'medical-insurance': 'FORMAT_CHANGED',
  /** Has shut us out. */
  'transport-and-ships': 'REFUSED',
} as const;
/** Answers, but late. */
const SLOW = 'real-estate';

describe('every source at once, one hung, one failing, one slow, one sending rubbish and one that has shut us out', () => {
  let house: TestHouse;
  let report: ReportDocument | undefined;
  let inTime = false;
  let reasons: ReadonlyMap<string, readonly (string | null)[]>;
  beforeAll(async () => {
    house = await openTestHouse({
      clock,
      calendar,
      settings: {
        tax: { hang: true },
        education: { errorRate: 1 },
        [SLOW]: { latencyMs: 1_000 },
        'medical-insurance': { rubbish: true },
        'transport-and-ships': { refusing: true },
      },
    });
    await house.work();
    const application = await house.admit(house.sandbox.population.family('family-clean'));
    const { id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: 'misbehaving',
    });
    await house.finished(id, 45_000);
    const { deadlineAt, settledAt } = await getVerification(house.services.db, id);
    inTime = settledAt !== null && settledAt <= deadlineAt;
    report = (await readPublished(house.services.db, house.services.vault, id))?.document;
    const rows = await house.services.db
      .selectFrom('question')
      .select(['source_id', 'last_fault'])
      .where('verification_id', '=', id)
      .execute();
    reasons = new Map(
      [...Map.groupBy(rows, (row) => row.source_id)].map(([source, group]) => [
        source,
        [...new Set(group.map((row) => row.last_fault))],
      ]),
    );
  }, 60_000);
  afterAll(() => house.close());

  it('the report comes within its deadline, incomplete', () => {
    expect(inTime).toBe(true);
    expect(report?.completeness).toBe('INCOMPLETE');
  });

  it('whoever behaves, and whoever is slow, has answered', () => {
    const counted = new Set(report?.members.filter(({ counts }) => counts).map(({ personId }) => personId));
    const answered = report?.answers.filter(({ kind }) => kind === 'HIT' || kind === 'NO_RECORD') ?? [];
    const behaving = SOURCES.map(({ id }) => id).filter((id) => !Object.hasOwn(MISBEHAVING, id));
    expect(behaving).toContain(SLOW);
    for (const id of behaving) {
      expect({ id, people: answered.filter(({ sourceId }) => sourceId === id).length }).toEqual({
        id,
        people: counted.size,
      });
    }
  });

  it('what is missing is exactly what the others owe, each with its reason, down to the page', () => {
    const missing = [...new Set(report?.missing.map(({ sourceId }) => sourceId))].toSorted();
    expect(missing).toEqual(Object.keys(MISBEHAVING).toSorted());
    for (const [source, reason] of Object.entries(MISBEHAVING)) expect(reasons.get(source)).toEqual([reason]);
    const page = report === undefined ? '' : renderReport(report, { width: 160 });
    for (const row of report?.missing ?? []) expect(page).toContain(row.why.zh);
  });

  it('no indicator that needs one of them says that all is well', () => {
    const needing = (report?.indicators ?? []).filter(({ missing }) =>
      missing.some(({ sourceId }) => Object.hasOwn(MISBEHAVING, sourceId)),
    );
    expect(needing.length).toBeGreaterThan(0);
    expect(needing.filter(({ result }) => result === 'MEETS').map(({ id }) => id)).toEqual([]);
  });
});
