import { recordLetterAct } from '../src/access/acts/letter.ts';
import type { Letter, LetterGrant } from '../src/authorisation/letter.ts';
import { LETTER_PURPOSES } from '../src/authorisation/purpose.ts';
import type { LetterPurpose } from '../src/authorisation/purpose.ts';
import { Problem } from '../src/platform/problem.ts';
import { builder } from './builder.ts';
import { given } from './given.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';
import { ScanInput } from './scan.ts';

const SignedAsEnum = builder.enumType('SignedAs', { values: ['SELF', 'GUARDIAN'] });
const LetterPurposeEnum = builder.enumType('LetterPurpose', {
  values: Object.fromEntries(
    Object.entries(LETTER_PURPOSES).map(([code, zh]) => [code, { description: zh }]),
  ) as Record<LetterPurpose, { description: string }>,
});

const GrantType = builder.objectRef<LetterGrant>('LetterGrant').implement({
  description: 'One signature row: what this person allows to be asked, of whom and for what.',
  fields: (t) => ({
    personId: t.exposeID('personId'),
    signedByPersonId: t.exposeID('signedByPersonId'),
    signedAs: t.expose('signedAs', { type: SignedAsEnum }),
    signedOn: t.expose('signedOn', { type: 'CalendarDate' }),
    sources: t.stringList({ resolve: ({ sources }) => [...sources] }),
    purposes: t.stringList({ resolve: ({ purposes }) => [...purposes] }),
    withdrawnAt: t.expose('withdrawnAt', { type: 'DateTime', nullable: true }),
  }),
});

export const LetterType = builder.objectRef<Letter>('Letter').implement({
  description: 'A signed authorisation letter 授权书: it stands for one version of the household.',
  fields: (t) => ({
    id: t.exposeID('id'),
    letterNumber: t.exposeString('letterNumber', { description: 'As printed in boxes on the paper form.' }),
    householdVersion: t.exposeInt('householdVersion'),
    signedOn: t.expose('signedOn', { type: 'CalendarDate' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    grants: t.field({ type: [GrantType], resolve: ({ grants }) => [...grants] }),
  }),
});

const GrantInput = builder.inputType('LetterGrantInput', {
  fields: (t) => ({
    personId: t.id({ required: true, description: '`personId` of a member of the application’s household.' }),
    signedByPersonId: t.id({
      description: 'The guardian where one signed; unless given: the person, or the guardian of the register.',
    }),
    signedOn: t.field({ type: 'CalendarDate', description: 'Unless given: the day of the letter.' }),
    sources: t.stringList({ required: true, description: 'Ids of the sources that may be asked.' }),
    purposes: t.field({ type: [LetterPurposeEnum], required: true }),
  }),
});
const RecordLetterInput = builder.inputType('RecordLetterInput', {
  fields: (t) => ({
    applicationId: t.id({ required: true }),
    letterNumber: t.string({ required: true }),
    signedOn: t.field({ type: 'CalendarDate', required: true }),
    grants: t.field({ type: [GrantInput], required: true }),
    scan: t.field({ type: ScanInput }),
  }),
});

builder.mutationField('recordLetter', (t) =>
  t.field({
    type: LetterType,
    description: 'Records a signed letter with its signature rows and scan; who has not signed stays named as missing.',
    args: { input: t.arg({ type: RecordLetterInput, required: true }) },
    authScopes: { perform: recordLetterAct },
    errors: {
      union: { name: 'RecordLetterResult' },
      result: { name: 'RecordLetterSuccess' },
      dataField: { name: 'letter' },
    },
    resolve: (_root, { input }, { services, perform }) =>
      answering(async () => {
        input.grants.forEach(({ sources }, index) => assertKnown(services.sources, sources, index));
        return perform(recordLetterAct, {
          ...given(input),
          applicationId: readId('Application', input.applicationId),
          grants: input.grants.map(given),
        });
      }),
  }),
);

/** A letter for a source that does not exist would look like a letter, and cover nothing. */
function assertKnown(known: readonly { readonly id: string }[], sources: readonly string[], index: number): void {
  if (sources.every((source) => known.some(({ id }) => id === source))) return;
  const ids = known.map(({ id }) => id).join(', ');
  throw new Problem({
    code: 'INVALID_INPUT',
    field: `grants[${index}].sources`,
    zh: `授权的数据源不存在；可用的有：${ids}。`,
    en: `a source of this grant does not exist; there are: ${ids}`,
  });
}
