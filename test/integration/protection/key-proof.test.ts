import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../../src/config.ts';
import { layFoundation } from '../../../src/main/foundation.ts';
import { Lifecycle } from '../../../src/main/lifecycle.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { generateKeyring } from '../../../src/protection/keyring.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { loadBundle, readBundle } from '../../support/stored-bundle.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  [database, folder] = await Promise.all([createTestDatabase(), temporaryFolder()]);
});
afterEach(async () => {
  await folder.remove();
  await database.drop();
});

const ring = z.object({
  current: z.string(),
  keys: z.record(z.string(), z.string()),
  blindIndexKey: z.string(),
  signing: z.object({
    current: z.string(),
    keys: z.record(z.string(), z.object({ algorithm: z.string(), privateKey: z.string() })),
  }),
});
type Ring = z.infer<typeof ring>;

const fresh = (): Ring => ring.parse(JSON.parse(generateKeyring()));
const key = (): string => randomBytes(32).toString('base64');

/** The same ids, and other bytes in one place. */
const COUNTERFEITS: readonly [string, (real: Ring) => Ring, (real: Ring) => string][] = [
  [
    'a key that seals',
    (real) => ({ ...real, keys: { ...real.keys, [real.current]: key() } }),
    ({ current }) => `keys.${current}`,
  ],
  ['the key of the blind index', (real) => ({ ...real, blindIndexKey: key() }), () => 'blindIndexKey'],
  [
    'a key that signs',
    (real) => {
      const { current, keys } = real.signing;
      const other = { algorithm: 'Ed25519', privateKey: randomBytes(32).toString('hex') };
      return { ...real, signing: { current, keys: { ...keys, [current]: other } } };
    },
    ({ signing }) => `signing.keys.${signing.current}`,
  ],
];

async function start(keyring: Ring, at: TestDatabase = database, owner = false): Promise<void> {
  const life = new Lifecycle();
  try {
    const config = readConfig({
      DATABASE_URL: at.appUrl,
      ...(owner ? { HEDUI_OWNER_URL: at.ownerUrl } : {}),
      HEDUI_DEMO: '1',
      HEDUI_DATA_DIR: folder.path,
      HEDUI_KEYRING: JSON.stringify(keyring),
    });
    await layFoundation(config, silentLog, life);
  } finally {
    await life.stop();
  }
}

const refusedFor = (entry: string) => ({
  details: {
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_KEYRING_FILE',
    zh: expect.stringContaining(entry),
    en: expect.stringContaining(entry),
  },
});

describe('a keyring', () => {
  it('starts again on the database that it has filled', async () => {
    const real = fresh();
    await start(real);
    await start(real);
  });

  it.each(COUNTERFEITS)('with the right ids and other bytes in %s is refused at start', async (_, forge, entry) => {
    const real = fresh();
    await start(real);
    const forged = forge(real);
    await expect(start(forged)).rejects.toMatchObject(refusedFor(entry(real)));
    await start(real);
  });

  it('with a new key beside the old one starts, and the new key is known from then on', async () => {
    const real = fresh();
    await start(real);
    const rotated = { ...real, current: 'next', keys: { ...real.keys, next: key() } };
    await start(rotated);
    const forged = { ...rotated, keys: { ...rotated.keys, next: key() } };
    await expect(start(forged)).rejects.toMatchObject(refusedFor('keys.next'));
  });

  it('is one of many that start at once on an empty database: the others are refused and leave nothing', async () => {
    const rings = Array.from({ length: 4 }, fresh);
    const outcomes = await Promise.allSettled(rings.map((one) => start(one)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const [index, { status }] of outcomes.entries()) {
      const again = start(rings[index] ?? fresh());
      if (status === 'fulfilled') await again;
      else await expect(again).rejects.toMatchObject(refusedFor('blindIndexKey'));
    }
  });
});

describe('a database that an earlier version filled', () => {
  const real = ring.parse(readBundle().keyring);

  it('takes the keyring that opens what is sealed there, and refuses others before and after', async () => {
    const earlier = await createTestDatabase({ empty: true });
    try {
      await loadBundle(readBundle(), earlier);
      for (const [, forge, entry] of COUNTERFEITS) {
        await expect(start(forge(real), earlier, true)).rejects.toMatchObject(refusedFor(entry(real)));
      }
      await expect(start(fresh(), earlier)).rejects.toMatchObject(refusedFor(`keys.${real.current}`));
      await start(real, earlier);
      await expect(start(fresh(), earlier)).rejects.toMatchObject(refusedFor('blindIndexKey'));
    } finally {
      await earlier.drop();
    }
  });
});
