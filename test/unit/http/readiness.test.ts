import { expect, it } from 'vitest';
import { createReadiness } from '../../../src/http/readiness.ts';
import { silentLog } from '../../../src/platform/log.ts';
import type { Log } from '../../../src/platform/log.ts';

const works = () => Promise.resolve();

it('a part that does not answer in time is not ready, and is asked once however many ask', async () => {
  let asked = 0;
  let answer = (): void => undefined;
  const hangs = (): Promise<void> => {
    asked += 1;
    return new Promise((resolve) => (answer = resolve));
  };
  const readiness = createReadiness({ database: works, queue: hangs }, silentLog, { probeMs: 20 });
  const answers = await Promise.all([readiness(), readiness()]);
  expect(answers[0]).toEqual({ ready: false, parts: { database: 'READY', queue: 'NOT_READY' } });
  expect(answers[1]).toEqual(answers[0]);
  await readiness();
  expect(asked).toBe(1);
  answer();
  await works();
  const again = readiness();
  await works();
  answer();
  expect(await again).toEqual({ ready: true, parts: { database: 'READY', queue: 'READY' } });
});

it('a probe that throws at once is a part that is not ready; the log is told once, the caller nothing', async () => {
  const told: string[] = [];
  const log: Log = { ...silentLog, warn: (event, fields) => told.push(`${event} ${fields?.kind}`) };
  const breaks = () => {
    throw new Error('a secret');
  };
  const readiness = createReadiness({ keys: breaks, migrations: works }, log);
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await readiness()).toEqual({ ready: false, parts: { keys: 'NOT_READY', migrations: 'READY' } });
  }
  expect(told).toEqual(['not ready keys']);
});

it('a part whose answer was lost for good is asked anew after a while', async () => {
  let asked = 0;
  const lostOnce = (): Promise<void> => ((asked += 1) === 1 ? new Promise(() => undefined) : works());
  const readiness = createReadiness({ database: lostOnce }, silentLog, { probeMs: 20, giveUpMs: 40 });
  expect(await readiness()).toMatchObject({ ready: false });
  expect(await readiness()).toMatchObject({ ready: false });
  await expect.poll(readiness).toMatchObject({ ready: true });
  expect(asked).toBe(2);
});
