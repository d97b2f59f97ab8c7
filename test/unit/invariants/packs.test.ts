import { expect, it } from 'vitest';
import { z } from 'zod';
import { FACTS } from '../../../src/evidence/facts.ts';
import { policyPackSchema } from '../../../src/policy/pack.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { currentVersions } from '../../../src/report/versions.ts';

/** By which stored reports name their packs. A pack that is in use is never edited; another is one more entry. */
const DIGESTS = {
  'wuxi-urban-2017-07': 'a74628a09cc7ad9a2e4f5209da6844a22652bee8ff3ff8fed97ac0488305adfb',
  'wuxi-urban-2017-07-2': '7582009787f8c69d996dfe0a805346fa4772cd341b2ff7a0447729e29efd3eea',
  'wuxi-urban-2017-07-3': '2428126db0d7b8baa01cf6fdd9776b2ef90e40f0884e786af1b0172dc81a5a62',
};

it('the policy packs by which reports were made have the digests that the reports record', () => {
  const now = Object.fromEntries(POLICY_PACKS.map((pack) => [pack.id, currentVersions(pack).pack.sha256]));
  expect(now).toMatchObject(DIGESTS);
});

/** The paths at which a schema fills in a missing value. */
function filledIn(schema: z.ZodType): readonly string[] {
  const form = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return [...form.matchAll(/"(default|prefault)":/g)].map(([found]) => found);
}

it('a pack says all that it means: no field that it leaves out gets a value of its own', () => {
  expect(filledIn(policyPackSchema)).toEqual([]);
  expect(filledIn(z.object({ graceMonths: z.number().default(6) }))).not.toEqual([]);
});

it.each(FACTS.map(({ type, schema }) => [type, schema] as const))(
  'what an old %s does not tell is not known, and is no amount of its own',
  (_type, schema) => {
    expect(filledIn(schema)).toEqual([]);
  },
);
