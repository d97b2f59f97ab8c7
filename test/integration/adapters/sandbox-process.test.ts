import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { closeSources, connectSources } from '../../../adapters/connect-sources.ts';
import { createPopulation } from '../../../adapters/sandbox/population.ts';
import { readRequestLines } from '../../../adapters/sandbox/request-log.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { inquiry, patience } from '../../unit/adapters/asking.ts';

const serve = join(import.meta.dirname, '../../../adapters/sandbox/serve.ts');
const ports = { division: DEMO_DIVISION, clock: systemClock, log: silentLog };
let dir: string;
let child: ChildProcess | null = null;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hedui-serve-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(dir, { recursive: true });
});

async function start(): Promise<Record<string, unknown>> {
  const started = spawn(process.execPath, [serve, JSON.stringify({ dir, seed: 'test' })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  for await (const line of createInterface(started.stdout)) {
    return z.object({ endpoints: z.record(z.string(), z.unknown()) }).parse(JSON.parse(line)).endpoints;
  }
  throw new Error('the sandbox ended without a word');
}

it('serves from a process of its own, counts in a file, goes on after a kill, and stops on SIGTERM', async () => {
  const { name, certificate } = createPopulation('test').household(12).members[0];
  const question = inquiry({ name, certificate });
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const connections = await connectSources(await start(), ports);
    const vehicles = connections.get('vehicles');
    const reply = vehicles?.mode === 'DIRECT' ? await vehicles.ask(question, patience()) : null;
    expect(reply?.requestId).toBe(question.requestId);
    await closeSources(connections);
    child?.kill(signal);
    const exit: unknown[] = child === null ? [] : await once(child, 'exit');
    expect(exit[0]).toBe(signal === 'SIGTERM' ? 0 : null);
  }
  const lines = readRequestLines(join(dir, 'counts.jsonl'));
  expect(lines.map(({ sourceId, requestId }) => [sourceId, requestId])).toEqual([
    ['vehicles', question.requestId],
    ['vehicles', question.requestId],
  ]);
});

it('says in one sentence what is wrong with its settings', async () => {
  const wrong = spawn(process.execPath, [
    serve,
    JSON.stringify({ dir, seed: 'x', settings: { vehicles: { latency: 1 } } }),
  ]);
  let said = '';
  wrong.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const exit: unknown[] = await once(wrong, 'close');
  expect(exit[0]).toBe(2);
  expect(said).toContain('latency');
  expect(said).not.toContain('    at ');
});
