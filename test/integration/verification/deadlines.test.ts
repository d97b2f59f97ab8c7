import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FamilyLabel } from '../../../adapters/sandbox/families.ts';
import type { SandboxSettingsInput } from '../../../adapters/sandbox/settings.ts';
import { reconcile } from '../../../jobs/reconcile.ts';
import { readLetters } from '../../../src/authorisation/letter-store.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { preliminaryReport } from '../../../src/verification/compose-report.ts';
import { readProgress } from '../../../src/verification/progress-log.ts';
import { getVerification } from '../../../src/verification/store.ts';
import { readPublished } from '../../support/published-form.ts';
import { refusalOf } from '../../support/case-room.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { ANSWER_AT_ONCE, BY_NIGHT } from './hours.ts';
import { ALL_ANSWER, EVENING, MORNING, ONE_SILENT, TWO_SILENT, about, kinds, until } from './still-time.ts';
import type { Row } from './still-time.ts';
import { endLetter, recordLetter, requestVerification, withdrawGrant, reissueReport } from '../../support/acts.ts';

let clock: ManualClock;
let house: TestHouse;

/** Real departments, queue and worker; the law's time stands still until a test moves it. */
async function openAt(start: Date, settings: SandboxSettingsInput): Promise<void> {
  clock = new ManualClock(start);
  house = await openTestHouse({ clock, calendar: chineseCalendar, settings });
}

async function request(label: FamilyLabel, unsigned: readonly number[] = []) {
  const { id: applicationId } = await house.admit(house.sandbox.population.family(label), { unsigned });
  return requestVerification(house.services, CASEWORKER, {
    applicationId,
    purpose: 'APPLICATION',
    idempotencyKey: crypto.randomUUID(),
  });
}

/** Questions of a check with the newest answer; those that nobody is connected to are left out. */
async function questions(verificationId: string): Promise<Row[]> {
  const rows = await house.services.db
    .selectFrom('question as q')
    .leftJoin('answer as a', 'a.question_id', 'q.id')
    .select(['q.person_id', 'q.source_id', 'q.institution', 'q.state', 'a.kind', 'q.due_at', 'a.sequence'])
    .where('q.verification_id', '=', verificationId)
    .orderBy('a.sequence')
    .execute();
  return rows
    .map(({ kind, ...row }) => ({ ...row, kind: kind ?? 'OPEN' }))
    .filter(({ kind }) => kind !== 'NOT_CONNECTED');
}

/** One run of the reconciler, which runs by itself every ten seconds. */
const turn = () => reconcile(house.services, new Map(), async () => undefined);
/** Whether what was asked of these departments has come to an end. */
async function ended(id: string, ...names: readonly string[]): Promise<boolean> {
  const rows = about(await questions(id), ...names);
  return rows.length > 0 && open(rows).length === 0;
}

const open = (rows: readonly Row[]) => rows.filter(({ kind }) => kind === 'OPEN');
const state = async (id: string) => (await getVerification(house.services.db, id)).state;
const report = (id: string, version?: number) => readPublished(house.services.db, house.services.vault, id, version);
const tasks = () => house.services.db.selectFrom('work_item').selectAll().execute();
const askedOf = () => Object.values(house.sandbox.counts()).flatMap((counts) => Object.keys(counts));

afterEach(() => house.close());

describe('fifteen working days', () => {
  let id: string;
  beforeEach(async () => {
    await openAt(EVENING, TWO_SILENT);
    ({ id } = await request('family-clean'));
  });

  async function answeredByAllButTwo(): Promise<readonly Row[]> {
    await until(async () => {
      const rows = await questions(id);
      return rows.length > 0 && open(rows).every(({ institution }) => ['DEMO-D', 'DEMO-E'].includes(institution));
    });
    return questions(id);
  }

  async function toTheDeadline(): Promise<void> {
    await house.work();
    const [first] = about(await answeredByAllButTwo(), 'DEMO-D');
    clock.advance((first?.due_at.getTime() ?? 0) - clock.now().getTime());
    await turn();
    expect(await state(id)).toBe('ISSUED_INCOMPLETE');
  }

  async function answersLate(settings: SandboxSettingsInput, bank: string): Promise<void> {
    clock.advance(3_600_000);
    house.sandbox.change(settings);
    await until(
      async () =>
        !kinds(about(await questions(id), bank).slice(3)).includes('OPEN') &&
        about(await questions(id), bank).length === 6,
    );
    await until(async () => {
      const left = await house.services.db
        .selectFrom('outbox')
        .select('id')
        .where('dispatched_at', 'is', null)
        .execute();
      return left.length === 0;
    });
    await pause(300);
  }

  it('lets a preliminary view be read at once, and again with what has been answered since', async () => {
    const before = await preliminaryReport(
      house.services,
      house.services.db,
      await getVerification(house.services.db, id),
    );
    expect([before.preliminary, before.completeness, before.version]).toEqual([true, 'INCOMPLETE', 0]);
    expect(new Set(before.indicators.map(({ result }) => result))).toEqual(new Set(['PENDING']));
    await house.work();
    await answeredByAllButTwo();
    const later = await preliminaryReport(
      house.services,
      house.services.db,
      await getVerification(house.services.db, id),
    );
    expect(later.indicators.slice(0, 3).map(({ result }) => result)).toEqual(['MEETS', 'MEETS', 'PENDING']);
    expect(await report(id)).toBeNull();
  });

  it('gives a silent bank up at its due instant, and not a millisecond before', async () => {
    await house.work();
    const rows = about(await answeredByAllButTwo(), 'DEMO-D', 'DEMO-E');
    // 5 March and fifteen working days; no holiday falls into them.
    expect(rows.map(({ due_at: dueAt }) => dueAt.toISOString())).toEqual(Array(6).fill('2018-03-26T15:59:59.999Z'));
    clock.advance(new Date('2018-03-26T15:59:59.998Z').getTime() - clock.now().getTime());
    await turn();
    expect([await state(id), kinds(about(await questions(id), 'DEMO-D', 'DEMO-E'))]).toEqual(['ASKING', ['OPEN']]);
    clock.advance(1);
    await turn();
    expect(kinds(about(await questions(id), 'DEMO-D', 'DEMO-E'))).toEqual(['NO_RESPONSE']);
    expect(await state(id)).toBe('ISSUED_INCOMPLETE');
    const issued = await report(id);
    expect([issued?.version, issued?.completeness, issued?.issuedAt.toISOString()]).toEqual([
      1,
      'INCOMPLETE',
      '2018-03-26T15:59:59.999Z',
    ]);
    expect(issued?.document.missing).toHaveLength(6);
  });

  it('keeps late answers that change nothing, and renews the report once, with the last', async () => {
    await toTheDeadline();
    await answersLate(ONE_SILENT, 'DEMO-D');
    expect((await report(id))?.version).toBe(1);
    await answersLate(ALL_ANSWER, 'DEMO-E');
    await until(async () => (await report(id))?.version === 2);
    const renewed = await report(id);
    expect([renewed?.version, renewed?.completeness, await state(id)]).toEqual([2, 'COMPLETE', 'ISSUED_COMPLETE']);
    expect(renewed).toMatchObject({ number: (await report(id, 1))?.number });
    const changes = renewed?.document.changes.map(({ zh }) => zh) ?? [];
    for (const bank of ['丁', '戊']) expect(changes.filter((one) => one.includes(`演示银行${bank}`))).toHaveLength(3);
    expect(changes).toContain('完整性：不完整 → 完整');
    const events = (await readProgress(house.services.db, id, 0, 1_000)).map(({ event }) => event);
    expect(['REPORT_ISSUED', 'LATE_ANSWER'].map((one) => events.filter((kind) => kind === one).length)).toEqual([2, 6]);
    expect(await tasks()).toMatchObject([{ reason: 'REVIEW_LATE_VERSION', owner: CASEWORKER.subject }]);
  });

  it('renews on request what late answers have to say, and refuses when there is nothing new', async () => {
    const renew = () => reissueReport(house.services, CASEWORKER, id, 'ON_REQUEST');
    expect((await refusalOf(renew())).details.code).toBe('ILLEGAL_TRANSITION');
    await toTheDeadline();
    expect((await refusalOf(renew())).details.code).toBe('CONFLICT');
    await answersLate(ONE_SILENT, 'DEMO-D');
    expect(await renew()).toBe('ISSUED');
    expect((await report(id))?.document.changes.map(({ zh }) => zh)).toHaveLength(3);
    expect((await refusalOf(renew())).details.code).toBe('CONFLICT');
    expect((await report(id))?.version).toBe(2);
  });
});

describe('a check that waits for the hours of the banks', () => {
  beforeEach(() => openAt(MORNING, ALL_ANSWER));

  it('is not taken for one that the queue forgot', async () => {
    const { id } = await request('dormant-account');
    await house.work();
    await until(() => ended(id, ...ANSWER_AT_ONCE));
    clock.advance(3_600_000);
    expect(await turn()).toBe(0);
    clock.advance(EVENING.getTime() - MORNING.getTime() - 3_600_000);
    expect(await house.finished(id)).toBe('ISSUED_COMPLETE');
  });
});

describe('authorisation at the moment of asking', () => {
  beforeEach(() => openAt(MORNING, ALL_ANSWER));

  const toTheEvening = async (id: string): Promise<void> => {
    clock.advance(EVENING.getTime() - MORNING.getTime());
    await house.services.queue.wake('check', id);
  };
  const letterOf = async (applicationId: string) => {
    const [letter] = await readLetters(house.services.db, applicationId);
    if (letter === undefined) throw new Error('the family has a letter');
    return letter;
  };
  /** Bank questions that stand still until everybody has signed. */
  const setAside = () =>
    house.services.db.selectFrom('question').select('id').where('last_fault', '=', 'AWAITING_SIGNATURES').execute();
  const requestIds = async (id: string, personId?: string) => {
    const rows = await house.services.db.selectFrom('question').selectAll().where('verification_id', '=', id).execute();
    return rows.filter((row) => personId === undefined || row.person_id === personId).map((row) => row.request_id);
  };

  it('asks nothing about somebody who withdrew between the request and the asking', async () => {
    const { id, applicationId } = await request('rich-deposits');
    const letter = await letterOf(applicationId);
    const personId = letter.grants[1]?.personId ?? '';
    await withdrawGrant(house.services, CASEWORKER, { letterId: letter.id, personId });
    await house.work();
    await until(() => ended(id, ...ANSWER_AT_ONCE));
    const direct = about(await questions(id), 'real-estate', 'vehicles');
    expect(kinds(direct.filter((row) => row.person_id === personId))).toEqual(['NOT_AUTHORISED']);
    expect(kinds(direct.filter((row) => row.person_id !== personId))).not.toContain('NOT_AUTHORISED');
    await toTheEvening(id);
    await until(async () => (await questions(id)).every((row) => row.person_id !== personId || row.kind !== 'OPEN'));
    const asked = new Set(askedOf());
    expect((await requestIds(id, personId)).filter((requestId) => asked.has(requestId))).toEqual([]);
    const looks = await house.services.db
      .selectFrom('look_log')
      .select('outcome')
      .where('act', '=', 'ASK_SOURCE')
      .where('person_id', '=', personId)
      .execute();
    expect(new Set(looks.map(({ outcome }) => outcome))).toEqual(new Set(['NOT_AUTHORISED_WITHDRAWN']));
  });

  it('lets the banks of everyone wait for one who has not signed, and ends them as not authorised', async () => {
    const { id } = await request('rich-deposits', [1]);
    await house.work();
    await until(() => ended(id, ...ANSWER_AT_ONCE));
    await toTheEvening(id);
    await until(async () => (await setAside()).length === 5);
    await until(() => ended(id, ...BY_NIGHT.filter((one) => one !== 'banks')));
    const banks = (await questions(id)).filter((row) => row.source_id === 'banks');
    expect(kinds(banks)).toEqual(['NOT_AUTHORISED', 'OPEN']);
    expect(open(banks)).toHaveLength(5);
    clock.advance((open(banks)[0]?.due_at.getTime() ?? 0) - clock.now().getTime() - 1);
    await turn();
    expect(await state(id)).toBe('ASKING');
    clock.advance(1);
    await turn();
    expect(await state(id)).toBe('ISSUED_INCOMPLETE');
    expect(kinds((await questions(id)).filter((row) => row.source_id === 'banks'))).toEqual(['NOT_AUTHORISED']);
    expect(house.sandbox.counts()['banks'] ?? {}).toEqual({});
  });

  it('asks the banks as soon as the last signature is there', async () => {
    const { id, applicationId } = await request('rich-deposits', [1]);
    await house.work();
    await until(() => ended(id, ...ANSWER_AT_ONCE));
    await toTheEvening(id);
    await until(async () => (await setAside()).length === 5);
    const rows = await questions(id);
    const unsigned = rows.find(({ kind }) => kind === 'NOT_AUTHORISED')?.person_id ?? '';
    await recordLetter(house.services, CASEWORKER, {
      applicationId,
      letterNumber: '锡核授〔2018〕9999号',
      signedOn: '2018-03-05',
      grants: [{ personId: unsigned, sources: ['banks'], purposes: ['SOCIAL_ASSISTANCE_CHECK'] }],
    });
    clock.advance(60_000);
    expect(await house.finished(id)).toBe('ISSUED_INCOMPLETE');
    const banks = (await questions(id)).filter((row) => row.source_id === 'banks');
    expect(kinds(banks.filter((row) => row.person_id === unsigned))).toEqual(['NOT_AUTHORISED']);
    expect(kinds(banks.filter((row) => row.person_id !== unsigned))).toEqual(['HIT', 'NO_RECORD']);
  });

  it('asks nothing any more once the letter has ended, and keeps what was asked before', async () => {
    const { id, applicationId } = await request('rich-deposits');
    await house.work();
    await until(() => ended(id, ...ANSWER_AT_ONCE));
    clock.advance(3_600_000);
    await endLetter(house.services, CASEWORKER, {
      letterId: (await letterOf(applicationId)).id,
      reason: 'NEW_APPLICATION',
    });
    clock.advance(EVENING.getTime() - MORNING.getTime() - 3_600_000);
    await house.services.queue.wake('check', id);
    expect(await house.finished(id)).toBe('ISSUED_INCOMPLETE');
    const rows = await questions(id);
    const byNight = Map.groupBy(rows, (row) => BY_NIGHT.includes(row.source_id));
    expect(kinds(byNight.get(true) ?? [])).toEqual(['NOT_AUTHORISED']);
    expect(kinds(byNight.get(false) ?? [])).not.toContain('NOT_AUTHORISED');
    expect(BY_NIGHT.filter((one) => house.sandbox.counts()[one] !== undefined)).toEqual([]);
  });
});
