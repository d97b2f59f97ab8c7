import { afterEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/audit/actor.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import type { Log } from '../../../src/platform/log.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { readSources } from '../../../src/sources/view.ts';
import type { SourceView } from '../../../src/sources/view.ts';
import { RunningClock } from '../../support/moving-clock.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { until } from './still-time.ts';
import { requestVerification } from '../../support/acts.ts';
import { remindSource, setExpectedTime } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
/** Nothing ends by its deadline here. */
const patient = compressedCalendar(chineseCalendar, { workingDayMs: 60_000, windowWaitMs: 0 });
const OPERATOR: Actor = { subject: 'operator-1', role: 'OPERATOR', division: '320200', checkId: 'test' };

describe('a silent source', () => {
  let house: TestHouse;
  afterEach(() => house.close());

  async function check(): Promise<string> {
    const application = await house.admit(house.sandbox.population.family('family-clean'));
    const { id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });
    return id;
  }
  async function view(id: string): Promise<SourceView> {
    const found = (await readSources(house.services)).find(({ source }) => source.id === id);
    if (found === undefined) throw new Error('a source of the registry');
    return found;
  }

  it('is one item for all its cases, and is asked again when it is back', { timeout: 60_000 }, async () => {
    const told: string[] = [];
    const note = (event: string) => {
      told.push(event);
    };
    const log: Log = { debug: note, info: note, warn: note, error: note };
    house = await openTestHouse({
      clock,
      calendar: patient,
      log,
      settings: { 'real-estate': { errorRate: 1 } },
      entries: { 'real-estate': { behaviour: { breaker: { consecutiveFailures: 3, halfOpenAfterMs: 1_500 } } } },
    });
    const ids = [await check(), await check()];
    await house.work();
    await until(async () => (await view('real-estate')).items.length > 0);
    const silent = await view('real-estate');
    expect(silent.state).toBe('SILENT');
    expect(silent.items).toMatchObject([{ kind: 'SILENT', institution: null, waitingCases: 2, sample: null }]);
    expect(silent.lastAnsweredAt).toBeNull();

    const body = { sourceId: 'real-estate', institution: '' };
    await remindSource(house.services, OPERATOR, body);
    await remindSource(house.services, OPERATOR, body);
    const expectedAt = new Date(clock.now().getTime() + 3_600_000);
    await setExpectedTime(house.services, OPERATOR, { ...body, expectedAt });
    const [item] = (await view('real-estate')).items;
    expect(item?.expectedAt).toEqual(expectedAt);
    expect(item?.events.map(({ act, actor }) => `${act} ${actor}`)).toEqual([
      'OPENED hedui-worker',
      'REMINDED operator-1',
      'REMINDED operator-1',
      'EXPECTED_TIME_SET operator-1',
    ]);

    house.sandbox.change({});
    for (const id of ids) expect(await house.finished(id)).toMatch(/^ISSUED/);
    await until(async () => (await view('real-estate')).items.length === 0);
    const back = await view('real-estate');
    expect(back.state).toBe('READY');
    expect(back.line).toMatchObject({ breaker: 'CLOSED', failuresInARow: 0, left: { places: 20 } });
    expect(told).toContain('line is back, checks woken');
    expect(told.filter((event) => event === 'source is silent')).toHaveLength(1);
    expect(told.filter((event) => event === 'source is back')).toHaveLength(1);
  });

  it('may be one bank of many: what it let pass is one item for it, and the others have none', async () => {
    const running = new RunningClock(new Date('2018-03-05T01:30:00Z'));
    house = await openTestHouse({
      clock: running,
      calendar: patient,
      settings: { banks: { 'DEMO-E': { silent: true } } },
    });
    const ids = [await check(), await check()];
    await house.work();
    await house.toTheDeadline(ids, running, ({ institution }) => institution === 'DEMO-E');
    for (const id of ids) await house.finished(id);
    await until(async () => (await view('banks')).items.length > 0);
    const { items, state, lastAnsweredAt } = await view('banks');
    expect([state, items.map(({ kind, institution, times }) => [kind, institution, times])]).toEqual([
      'SILENT',
      [['SILENT', 'DEMO-E', 1]],
    ]);
    expect(lastAnsweredAt).not.toBeNull();
  });
});
