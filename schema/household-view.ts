import { viewCase } from '../src/access/case-view.ts';
import { seeHousehold } from '../src/access/see/case.ts';
import type { Application } from '../src/application/application.ts';
import type { VerificationPurpose } from '../src/policy/pack.ts';
import { builder } from './builder.ts';
import type { GraphQLContext } from './context.ts';
import { HouseholdMemberType, membersOf } from './household.ts';
import type { MemberOfApplication } from './household.ts';
import { encodeId } from './ids.ts';
import { CONTRADICTIONS, SourceContradictionType } from './source-contradiction.ts';
import { SOURCE_FIELDS } from './source-answers.ts';
import { PurposeEnum } from './verification.ts';

/** Milliseconds. */
const PATIENCE = { unlessGiven: 1_500, atMost: 20_000 };

type HouseholdInView = {
  readonly id: string;
  readonly number: number;
  readonly members: readonly MemberOfApplication[];
};

export const HouseholdType = builder.objectRef<HouseholdInView>('Household').implement({
  description: 'A household 共同生活家庭 as it stands in its case.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => encodeId('Household', id) }),
    version: t.exposeInt('number', { description: 'A change of members is a new version.' }),
    members: t.field({ type: [HouseholdMemberType], resolve: ({ members }) => [...members] }),
  }),
});

for (const { id, name, type, description } of SOURCE_FIELDS) {
  builder.objectField(HouseholdMemberType, name, (t) =>
    t.field({
      type,
      description,
      complexity: { field: 5 },
      args: {
        maxAge: t.arg({
          type: 'Duration',
          description:
            'An older answer counts as missing; unless given, what is stored is shown whatever its age. An answer of the last minute is never too old.',
        }),
      },
      resolve: ({ personId, view }, { maxAge }) => view.answer({ personId, sourceId: id, maxAgeMs: maxAge ?? null }),
    }),
  );
}

builder.objectField(HouseholdMemberType, 'contradictions', (t) =>
  t.field({
    type: [SourceContradictionType],
    description: `${CONTRADICTIONS} It reckons on the answers that are stored, no older than \`maxAge\` and that the caller may be shown, and on what the same query asks; it asks no department itself, and waits for none.`,
    complexity: { field: 15 },
    args: { maxAge: t.arg({ type: 'Duration', description: 'An older answer counts as not heard.' }) },
    resolve: async ({ personId, view }, { maxAge }) => [
      ...(await view.contradictions({ personId, maxAgeMs: maxAge ?? null })),
    ],
  }),
);

/** How a household is looked at. */
type Looking = {
  readonly purpose: VerificationPurpose;
  readonly ask: boolean;
  readonly patience?: number | null | undefined;
};

/** Arguments of a field that gives a household. */
export const lookingArgs = builder.args((t) => ({
  purpose: t.field({
    type: PurposeEnum,
    defaultValue: 'APPLICATION',
    required: true,
    description: 'For which the departments are asked, and by which letter stored answers may be shown.',
  }),
  ask: t.boolean({
    defaultValue: true,
    required: true,
    description:
      'Whether what is missing is asked, which only happens inside an open case with a covering letter, and by POST only. With `false` the answers say what would have to be asked, and the extensions how much.',
  }),
  patience: t.field({
    type: 'Duration',
    description:
      'How long to wait for departments, `PT1.5S` unless given, at most `PT20S`; what comes later is stored.',
  }),
}));

/** The household of a case. @param see the case, as far as the caller may see it. */
export async function openHousehold(
  see: () => Application | Promise<Application>,
  { purpose, ask, patience }: Looking,
  context: GraphQLContext,
): Promise<HouseholdInView> {
  const { reader, services, calls, lookUp, subscribe, tokenValidForMs, signal, mayAsk } = context;
  const { application, household } = await calls.prepare(async () => {
    const seen = await see();
    return { application: seen, household: await seeHousehold(reader, seen) };
  });
  const view = viewCase(reader, services, application, household, {
    purpose,
    ask: ask && mayAsk,
    calls,
    asker: {
      lookUp,
      subscribe,
      patienceMs: Math.min(patience ?? PATIENCE.unlessGiven, PATIENCE.atMost),
      validForMs: tokenValidForMs,
      signal,
    },
  });
  return {
    id: household.householdId,
    number: household.number,
    members: membersOf(application, household.members, view),
  };
}
