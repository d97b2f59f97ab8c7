import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FamilyLabel } from '../../../adapters/sandbox/families.ts';
import { reconcile } from '../../../jobs/reconcile.ts';
import type { Application } from '../../../src/application/application.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import { readEvidence } from '../../../src/evidence/read-evidence.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { readReport } from '../../../src/verification/report-store.ts';
import { FLOW_BACKENDS } from '../../support/backends.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import {
  claimQuestions,
  endLetter,
  issueReport,
  planChecks,
  requestLookup,
  requestVerification,
  takeAnswers,
} from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
/** Long enough that nobody is given up while other tests have the processor. */
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 3_000, windowWaitMs: 0 });

/** 24 × 820 yuan × 2 members, with what lies near it. */
const ASKED_FEN = (24 * 82_000 * 2 * 11) / 10;
/** The bank that says whether a sum is over a line. */
const LINE_BANK = 'DEMO-C';

let house: TestHouse;

const admit = (label: FamilyLabel) => house.admit(house.sandbox.population.family(label));
const request = ({ id }: Application) =>
  requestVerification(house.services, CASEWORKER, {
    applicationId: id,
    purpose: 'APPLICATION',
    idempotencyKey: crypto.randomUUID(),
  });

/** The questions of a verification to the bank, the threshold question first. */
const atBank = (verificationId: string) =>
  house.services.db
    .selectFrom('question')
    .select(['form', 'line_fen', 'asked_because', 'state', 'last_fault', 'shared', 'sent_at', 'person_id'])
    .where('verification_id', '=', verificationId)
    .where('institution', '=', LINE_BANK)
    .orderBy('form', 'desc')
    .orderBy('person_id')
    .execute();

const documentOf = async (verificationId: string) =>
  (await readReport(house.services.db, house.services.vault, verificationId))?.document;

const resultOf = async (verificationId: string) => {
  const outcome = (await documentOf(verificationId))?.indicators.find(({ id }) => id === 'I03');
  return { result: outcome?.result, missing: outcome?.missing.map(({ kind }) => kind) ?? [] };
};

describe.for(FLOW_BACKENDS)('asking the least, by workers on $backend', { timeout: 60_000 }, (kind) => {
  if (kind.missing) {
    it.skip('needs redis-server: npm run setup', () => undefined);
    return;
  }
  beforeAll(async () => {
    house = await openTestHouse({ backend: kind.backend, clock, calendar });
    await house.work();
  });
  afterAll(() => house.close());

  it('asks about the line first, and for the amount only of whom the line needs it, saying why', async () => {
    const application = await admit('family-two-homes');
    const first = await request(application);
    expect(await house.finished(first.id, 50_000)).toMatch(/^ISSUED/);
    const asked = await atBank(first.id);
    expect(asked.map(({ form, line_fen: line, asked_because: because }) => [form, line, because])).toEqual([
      ['LINE', ASKED_FEN, null],
      ['LINE', ASKED_FEN, null],
      ['FULL', null, 'LINE_UNDECIDED'],
    ]);
    const document = await documentOf(first.id);
    const parts = document?.answers
      .filter(({ sourceId }) => sourceId === 'banks')
      .flatMap((row) => row.parts.filter(({ institution }) => institution === LINE_BANK))
      .map(({ words }) => words.zh);
    expect(parts).toEqual([
      expect.stringMatching(/^无记录.*，只问是否超过 43,296\.00 元$/),
      expect.stringMatching(/^有记录.*，只问是否超过 43,296\.00 元$/),
      expect.stringMatching(/^有记录.*，追加查询金额：仅凭是否超限不能判断$/),
    ]);
    expect(document?.indicators.find(({ id }) => id === 'I03')?.figure?.value).toBe(1_155_000);
    const bodies = document?.coverage.rows.filter(({ sourceId }) => sourceId === 'banks').map((row) => row.bodies);
    expect(bodies).toEqual([5, 5]);

    const counts = () => Object.values(house.sandbox.counts()).flatMap((perRequest) => Object.keys(perRequest)).length;
    const before = counts();
    const again = await request(application);
    expect(await house.finished(again.id, 50_000)).toMatch(/^ISSUED/);
    const reused = await atBank(again.id);
    // An answer with the amount also answers any question about a threshold.
    expect(reused.map(({ form, shared }) => `${form} ${shared}`)).toEqual(['LINE REUSED', 'LINE REUSED']);
    expect((await documentOf(again.id))?.indicators.find((one) => one.id === 'I03')?.figure?.value).toBe(1_155_000);
    expect(counts()).toBe(before);
  });

  it('asks for no amount of a bank that is over the line', async () => {
    const { id } = await request(await admit('rich-deposits'));
    expect(await house.finished(id, 50_000)).toMatch(/^ISSUED/);
    expect((await atBank(id)).map(({ form }) => form)).not.toContain('FULL');
    expect(await resultOf(id)).toMatchObject({ result: 'EXCEEDS' });
    const evidence = await readEvidence(house.services.db, house.services.vault, id);
    const lines = evidence.flatMap(({ facts }) => facts.flatMap((fact) => (fact.type === 'BANK_LINE' ? [fact] : [])));
    expect(lines).toMatchObject([{ bankCode: LINE_BANK, over: true, heldOn: '2018-03-04' }]);
  });
});

describe('asking the least, when something comes between', () => {
  let application: Application;
  let id: string;
  beforeAll(async () => {
    house = await openTestHouse({ clock });
  });
  beforeEach(async () => {
    application = await admit('family-two-homes');
    ({ id } = await request(application));
    await planChecks(house.services, [id]);
  });
  afterAll(() => house.close());

  /** The first member's line is not over, and nobody else holds anything. Nobody is there to do what follows from it. */
  async function answered(): Promise<void> {
    const rows = await house.services.db
      .selectFrom('question')
      .select(['request_id', 'institution', 'person_id'])
      .where('verification_id', '=', id)
      .where('state', '<>', 'SETTLED')
      .orderBy('person_id')
      .execute();
    const day = parseCalendarDate('2018-03-04');
    const line: Fact = { type: 'BANK_LINE', bankCode: LINE_BANK, lineFen: ASKED_FEN, over: false, heldOn: day };
    const [first] = rows;
    await takeAnswers(
      house.services,
      rows.map(({ request_id: requestId, institution, person_id: person }) => {
        const told = institution === LINE_BANK && person === first?.person_id;
        return {
          requestId,
          kind: told ? ('HIT' as const) : ('NO_RECORD' as const),
          facts: told ? [line] : [],
          coverage: { territory: '320200', period: { from: null, to: day } },
          dataDate: day,
          raw: new TextEncoder().encode(requestId),
        };
      }),
    );
  }
  const amounts = async () => (await atBank(id)).filter(({ form }) => form === 'FULL');

  it('a worker that was killed after the answer: the reconciler asks for the amount, and once', async () => {
    await answered();
    expect(await amounts()).toEqual([]);
    expect(await reconcile(house.services, new Map(), async () => undefined)).toBe(0);
    expect(await amounts()).toMatchObject([{ asked_because: 'LINE_UNDECIDED', state: 'PLANNED' }]);
    expect(await issueReport(house.services, id)).toBe('NOT_YET');
    expect(await amounts()).toHaveLength(1);
  });

  it('no time left: the report says what was not asked, and why', async () => {
    await answered();
    const late = { now: () => new Date(clock.now().getTime() + 3_600_000) };
    expect(await issueReport({ ...house.services, clock: late }, id)).toBe('ISSUED');
    expect(await amounts()).toMatchObject([{ state: 'SETTLED', last_fault: 'NO_TIME_LEFT', sent_at: null }]);
    expect(await resultOf(id)).toMatchObject({ result: 'PENDING' });
    const missing = (await documentOf(id))?.missing.map(({ institution, kind, why }) => [institution, kind, why.zh]);
    expect(missing).toEqual([[LINE_BANK, 'NOT_SENT', '没有发出：需要金额时报告期限已到；不等于无记录']]);
  });

  it('a letter that ended before the amount left: it never leaves', async () => {
    await answered();
    expect(await issueReport(house.services, id)).toBe('NOT_YET');
    const letter = await house.services.db
      .selectFrom('letter')
      .select('id')
      .where('application_id', '=', application.id)
      .executeTakeFirstOrThrow();
    await endLetter(house.services, CASEWORKER, { letterId: letter.id, reason: 'MEMBERS_CHANGED' });
    const source = house.planned('banks');
    const claim = await claimQuestions(house.services, {
      places: [{ verificationId: id, source, most: 10 }],
    });
    expect(claim.questions).toEqual([]);
    expect(await issueReport(house.services, id)).toBe('ISSUED');
    expect(await amounts()).toMatchObject([{ state: 'SETTLED', last_fault: 'ENDED' }]);
    expect(await resultOf(id)).toMatchObject({ result: 'NOT_AUTHORISED' });
  });

  it('an objection to what the bank said asks for the amount at once', async () => {
    const answers = (await atBank(id)).map(({ person_id: personId }) => ({
      personId,
      sourceId: 'banks',
      institution: LINE_BANK,
    }));
    const ask = async (purpose: 'OBJECTION' | 'REVERIFICATION') => {
      const wish = { applicationId: application.id, purpose, answers: answers.slice(0, 1) };
      return (await requestLookup(house.services, CASEWORKER, wish)).lookup?.id ?? '';
    };
    await house.services.db.updateTable('verification').set({ state: 'CANCELLED' }).where('id', '=', id).execute();
    const asked = await atBank(await ask('OBJECTION'));
    expect(asked).toMatchObject([{ form: 'FULL', line_fen: null, asked_because: 'OBJECTION' }]);
  });
});
