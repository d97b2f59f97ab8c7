import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/** Listens on a port of loopback; rejects where another does. @param port 0 for one that the system chooses */
async function listenOn(port: number): Promise<Server> {
  const server = createServer();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = await listenOn(0);
  const port = portOf(server);
  await closed(server);
  return port;
}

/**
 * Reserves a port whose successor is free and stays so: both are below the ports that the system assigns (on Linux
 * from 32768), also to parallel tests.
 */
export async function takePortBeforeFreeOne(): Promise<Server> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const next = await listenOn(port + 1).catch(onlyInUse);
    if (next === null) continue;
    await closed(next);
    const server = await listenOn(port).catch(onlyInUse);
    if (server !== null) return server;
  }
}

export async function closed(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}

function onlyInUse(thrown: unknown): null {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE') return null;
  throw thrown;
}
