import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedProvider } from '../../../src/access/embedded-provider.ts';
import { createTokenVerifier, remoteKeys } from '../../../src/access/verify-token.ts';
import { listen } from '../../../src/http/listen.ts';
import { composeGateway } from '../../../src/main/compose-gateway.ts';
import { openPrinter } from '../../../src/main/printer.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { openTestHouse } from '../../support/house.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PAGE = new URL('../../../docs/partners.md', import.meta.url);
const MARK = '=== of the next block ===';

/** A command of the page, and the answer that is printed below it. */
type Step = { readonly command: string; readonly answer: string | null };

function stepsOf(page: string): readonly Step[] {
  const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind, text: text ?? '' }));
  return blocks.flatMap(({ kind, text: command }, index) => {
    const next = blocks[index + 1];
    return kind === 'sh' ? [{ command, answer: next?.kind === 'json' ? next.text : null }] : [];
  });
}

/** Runs all commands in one shell, as a reader would. @returns what each wrote. */
async function run(
  steps: readonly Step[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const script = steps.map(({ command }) => `${command}\necho\necho '${MARK}'\n`).join('');
  const path = `${new URL('../../../node_modules/.bin', import.meta.url).pathname}:${process.env['PATH'] ?? ''}`;
  const shell = spawn('bash', ['-s'], { cwd, env: { ...env, PATH: path }, stdio: ['pipe', 'pipe', 'inherit'] });
  shell.stdin.end(script);
  let said = '';
  for await (const bytes of shell.stdout) said += String(bytes);
  return said.split(`${MARK}\n`).slice(0, -1);
}

/** A printed answer: `…` stands for what is left out, in a text or of a list. */
const parsePrinted = (text: string): unknown => JSON.parse(text.replaceAll(/,\s*…|(?<=[[{])\s*…/g, ''));

/** The parts of the printed answer that the real one lacks. */
function missing(printed: unknown, real: unknown, at: string): readonly string[] {
  if (Array.isArray(printed)) {
    if (!Array.isArray(real)) return [`${at} is no list`];
    return printed.flatMap((one, index) => {
      // A list may be shorter than the page shows, or told in another order: some entry has this form.
      const fits = real.map((other: unknown) => missing(one, other, `${at}[${index}]`));
      return fits.some((faults) => faults.length === 0) ? [] : (fits[0] ?? [`${at}[${index}] is not there`]);
    });
  }
  if (typeof printed === 'object' && printed !== null) {
    if (typeof real !== 'object' || real === null) return [`${at} is no object`];
    const own = new Map(Object.entries(real));
    return Object.entries(printed).flatMap(([name, value]) =>
      own.has(name) ? missing(value, own.get(name), `${at}.${name}`) : [`${at}.${name} is not there`],
    );
  }
  // A code on the page must equal the real code.
  if (typeof printed === 'string' && /^[A-Z][A-Z0-9_]+$/.test(printed))
    return printed === real ? [] : [`${at} is ${JSON.stringify(real)}, not ${printed}`];
  return typeof printed === typeof real || printed === null || real === null ? [] : [`${at} is ${typeof real}`];
}

describe('docs/partners.md', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let steps: readonly Step[] = [];
  let said: readonly string[] = [];
  beforeAll(async () => {
    steps = stepsOf(await readFile(PAGE, 'utf8'));
    const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
    // Longer days than the demonstration's, so that a busy machine still has its answers in time.
    const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 4_000, windowWaitMs: 0 });
    const house = await openTestHouse({ clock, calendar, seed: 'demo' });
    closing.push(() => house.close());
    await house.work();
    const folder = await temporaryFolder();
    closing.push(() => folder.remove());
    const provider = await startEmbeddedProvider({
      dataDir: folder.path,
      port: 0,
      host: '127.0.0.1',
      audience: 'hedui',
      log: silentLog,
    });
    closing.push(() => provider.stop());
    const keys = remoteKeys(provider.jwksUrl);
    const app = composeGateway(house.services, {
      log: silentLog,
      verifyToken: createTokenVerifier({ issuer: provider.issuer, audience: 'hedui', keys }),
      printer: openPrinter('https://hedui.example.cn'),
    });
    const server = await listen(app, { host: '127.0.0.1', port: 0 });
    closing.push(() => server.stop());
    said = await run(steps, folder.path, {
      GATEWAY: server.url,
      TOKENS: provider.tokenUrl,
      ACCOUNTS: join(folder.path, 'identity-provider.json'),
    });
  }, 170_000);
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });

  it('runs as it is printed, and every answer has the form that it shows', () => {
    expect(said).toHaveLength(steps.length);
    const faults = steps.flatMap(({ command, answer }, index) => {
      const [title = ''] = command.split('\n');
      if (answer === null) return [];
      const lines = (said[index] ?? '').split('\n').filter((line) => line.startsWith('{'));
      const printed = answer.split(/\n(?=\{)/).map(parsePrinted);
      return printed.flatMap((one, at) => missing(one, JSON.parse(lines[at] ?? 'null'), title));
    });
    expect(faults).toEqual([]);
  });

  it('prints what is a PDF, and waits until a check is issued', () => {
    expect(said.join('')).toMatch(/event":"REPORT_ISSUED"[\s\S]*event: complete/);
    expect(said.join('').match(/%PDF-/g)).toHaveLength(3);
  });

  it('has a command for every operation that it shows', async () => {
    expect(await readFile(PAGE, 'utf8')).not.toContain('```graphql');
  });
});
