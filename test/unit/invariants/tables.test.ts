import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { expect, it } from 'vitest';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';

const NEXT_YEAR = '?next-year';

/** Versions with the holidays of one more year, read from the source as it will look when that year is added. */
async function versionsOfNextYear(): Promise<typeof import('../../../src/report/versions.ts')> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const edited = specifier.endsWith('/holidays.ts') && context.parentURL?.endsWith(NEXT_YEAR) === true;
      return edited ? { ...found, url: `${found.url}${NEXT_YEAR}` } : found;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(`/holidays.ts${NEXT_YEAR}`)) return loaded;
      const added = `'2027': { document: '国务院办公厅关于2027年部分节假日安排的通知', off: ['01-01..01-03'], makeUp: [] },`;
      const source = readFileSync(new URL(url), 'utf8')
        .replace("PUBLISHED_THROUGH = '2026-12-31'", "PUBLISHED_THROUGH = '2027-12-31'")
        .replace("\n  '2017': {", `\n  ${added}\n  '2017': {`);
      return { ...loaded, source };
    },
  });
  try {
    // Under an address of its own it is loaded anew; the type of what stands there is that of the file.
    return (await import(
      `../../../src/report/versions.ts${NEXT_YEAR}`
    )) as typeof import('../../../src/report/versions.ts');
  } finally {
    hooks.deregister();
  }
}

/** The tables that reports of commit 86cff67 record. */
const OF_86CFF67 = {
  holidays: {
    publishedThrough: '2026-12-31',
    sha256: '420a1bb6360d5280c0031e0e757b69b1c14a9c6b5dfd6575e7fae5bbdbdd6494',
  },
  regions: { sha256: '216e83aa92f4513dfe7df962817c490629ba28b010fc6eedbe4ad54c4b52b2e3' },
};

it('a new year of holidays marks no report of before', async () => {
  const { currentVersions, tablesChanged } = await versionsOfNextYear();
  const [pack] = POLICY_PACKS;
  if (pack === undefined) throw new Error('there is a pack');
  const today = currentVersions(pack);
  expect(today.holidays).toMatchObject({ publishedThrough: '2027-12-31' });
  expect(today.holidays.sha256).not.toBe(OF_86CFF67.holidays.sha256);
  expect(tablesChanged({ ...today, ...OF_86CFF67 }, pack)).toEqual([]);
});
