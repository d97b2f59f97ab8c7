import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/ports.ts';
import { COMPILED } from '../support/program.ts';

/** The Worker as `wrangler dev` runs it. */
export type Wrangler = { readonly url: string; readonly output: () => string; stop(): Promise<void> };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STARTING_MS = 50_000;

/**
 * Starts `wrangler dev` on loopback, without telemetry and with a home of its own, and waits until it answers.
 * @param variables of the Worker, secrets among them; they go through a file, not through the command line.
 */
export async function startWrangler(
  databaseUrl: string,
  variables: Readonly<Record<string, string>>,
): Promise<Wrangler> {
  const home = await mkdtemp(join(tmpdir(), 'hedui-wrangler-'));
  const [port, inspector] = [await freePort(), await freePort()];
  const envFile = join(home, 'vars');
  const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
  await writeFile(envFile, `${lines.join('\n')}\n`, { mode: 0o600 });
  const options = {
    config: 'wrangler.toml',
    ip: '127.0.0.1',
    port: String(port),
    'inspector-port': String(inspector),
    'env-file': envFile,
    'persist-to': join(home, 'state'),
    'log-level': 'log',
    'show-interactive-dev-session': 'false',
  };
  const args = ['dev', ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)];
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...COMPILED,
      PATH: process.env['PATH'],
      HOME: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      WRANGLER_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
      CI: '1',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  async function stop(): Promise<void> {
    // The whole group: wrangler starts workerd and esbuild.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await Promise.race([gone, pause(5_000)]);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
    await gone;
    await rm(home, { recursive: true, force: true });
  }

  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + STARTING_MS;
  while (performance.now() < until && child.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.status === 200) return { url, output: () => output, stop };
    await answer?.body?.cancel();
    await pause(100);
  }
  await stop();
  throw new Error(`wrangler dev did not come up:\n${output.slice(-4_000)}`);
}
