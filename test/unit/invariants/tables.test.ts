import { expect, it, vi } from 'vitest';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { currentVersions, tablesChanged } from '../../../src/report/versions.ts';

vi.mock('../../../src/platform/holidays.ts', async (original) => {
  const own = await original<typeof import('../../../src/platform/holidays.ts')>();
  const added = { document: '国务院办公厅关于2027年部分节假日安排的通知', off: ['01-01..01-03'], makeUp: [] };
  return { ...own, PUBLISHED_THROUGH: '2027-12-31', HOLIDAY_YEARS: { ...own.HOLIDAY_YEARS, '2027': added } };
});

/** What reports of commit 86cff67 record. */
const OF_86CFF67 = {
  holidays: {
    publishedThrough: '2026-12-31',
    sha256: '420a1bb6360d5280c0031e0e757b69b1c14a9c6b5dfd6575e7fae5bbdbdd6494',
  },
  regions: { sha256: '216e83aa92f4513dfe7df962817c490629ba28b010fc6eedbe4ad54c4b52b2e3' },
};

it('a new year of holidays marks no report of before', () => {
  const [pack] = POLICY_PACKS;
  if (pack === undefined) throw new Error('there is a pack');
  const today = currentVersions(pack);
  expect(today.holidays).toMatchObject({ publishedThrough: '2027-12-31' });
  expect(today.holidays.sha256).not.toBe(OF_86CFF67.holidays.sha256);
  expect(tablesChanged({ ...today, ...OF_86CFF67 }, pack)).toEqual([]);
});
