import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Trace } from './traces.ts';

/** Bytes that lie somewhere, and where. */
export type Place = { readonly where: string; readonly bytes: Buffer };

const BYTEA = 17;

/** Every value of every table of a database, of all schemas that are not PostgreSQL's own; `bytea` as its bytes. */
export async function databasePlaces(adminUrl: string): Promise<readonly Place[]> {
  const client = new Client({
    connectionString: adminUrl,
    types: { getTypeParser: (oid: number) => (oid === BYTEA ? fromHex : (text: string) => text) },
  });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
         AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1, 2`,
    );
    const places: Place[] = [];
    for (const { schema, name } of tables) {
      const { rows } = await client.query<Record<string, string | Buffer | null>>(
        `SELECT * FROM "${schema}"."${name}"`,
      );
      for (const row of rows) {
        for (const [column, value] of Object.entries(row)) {
          if (value === null) continue;
          places.push({ where: `${schema}.${name}.${column}`, bytes: Buffer.from(value) });
        }
      }
    }
    return places;
  } finally {
    await client.end();
  }
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.replace(/^\\x/, ''), 'hex');
}

/** Every key of a Redis with everything that it holds. */
export async function redisPlaces(url: string): Promise<readonly Place[]> {
  const client = new Redis(url);
  try {
    const places: Place[] = [];
    for (const key of await client.keys('*')) {
      places.push({ where: `redis: a key`, bytes: Buffer.from(key) });
      const type = await client.type(key);
      const read = READ_REDIS[type];
      if (read === undefined) throw new Error(`nobody knows how to read a ${type} of Redis`);
      const held = await client.callBuffer(...read(key));
      places.push({ where: `redis: ${type} ${key.replaceAll(/[0-9a-f-]{36}/g, '…')}`, bytes: flatten(held) });
    }
    return places;
  } finally {
    client.disconnect();
  }
}

const READ_REDIS: Readonly<Record<string, (key: string) => [string, ...string[]]>> = {
  string: (key) => ['GET', key],
  hash: (key) => ['HGETALL', key],
  list: (key) => ['LRANGE', key, '0', '-1'],
  set: (key) => ['SMEMBERS', key],
  zset: (key) => ['ZRANGE', key, '0', '-1'],
  stream: (key) => ['XRANGE', key, '-', '+'],
};

function flatten(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return Buffer.concat(value.flatMap((one) => [flatten(one), Buffer.from('\n')]));
  return Buffer.from(String(value));
}

/** Every file below a folder, name and content. */
export async function filePlaces(folder: string): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const where = `file ${relative(folder, path)}`;
    places.push({ where: 'the name of a file', bytes: Buffer.from(path) });
    if (entry.isFile()) places.push({ where, bytes: await readFile(path) });
  }
  return places;
}

/** The command lines of all processes, which every user of the machine may read. */
export async function processPlaces(): Promise<readonly Place[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = pids.map(async (pid): Promise<Place> => {
    // A process may have ended since it was listed.
    const bytes = await readFile(`/proc/${pid}/cmdline`).catch(() => Buffer.alloc(0));
    return { where: 'the title of a process', bytes };
  });
  return Promise.all(places);
}

/** Where which trace was found; the secret itself is not repeated. */
export function findLeaks(places: readonly Place[], traces: readonly Trace[]): readonly string[] {
  const byPlace = Map.groupBy(places, ({ where }) => where);
  const byBeginning = Map.groupBy(traces, ({ bytes }) => bytes.readUInt32BE(0));
  const leaks: string[] = [];
  for (const [where, parts] of byPlace) {
    // A byte between them, so that nothing is found across two values.
    const bytes = withoutRandom(Buffer.concat(parts.flatMap((part) => [part.bytes, Buffer.from([0])])));
    const found = new Set<Trace>();
    // One pass for all traces, of which there are tens of thousands: they are told apart by how they begin.
    for (let at = 0; at + 4 <= bytes.byteLength; at += 1) {
      for (const trace of byBeginning.get(bytes.readUInt32BE(at)) ?? []) {
        const end = at + trace.bytes.byteLength;
        if (end <= bytes.byteLength && bytes.compare(trace.bytes, 0, undefined, at, end) === 0) found.add(trace);
      }
    }
    for (const trace of found) leaks.push(`${where}: ${trace.what}`);
  }
  return leaks;
}

/** Ids, the request ids that are made of them, and digests. */
const RANDOM =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|HD\d{8}[0-9a-f]{32}|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;

/** They are random: among thousands of them one holds the six digits of some balance by chance. */
function withoutRandom(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(RANDOM, '\0'), 'latin1');
}
