import { describe, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import type { TestHouse } from '../../support/house.ts';
import { APPROVE, CONTESTABLE, EXPLAIN, OPEN } from '../objection/operations.ts';
import type { Claims, SignedApp } from './app-room.ts';
import { RECORD, REQUEST } from './case-forms.ts';

const CHECKED = `query ($id: ID!) { verification(id: $id) {
  persons { personId tax { kind words { zh } taxedIncome { income payerName } purchases { price } } householdRegister { kind bodies { reason } } }
  report { text inspectionSheet json coverage { rows { place sourceId required kinds { kind } } } } } }`;
const VIEW = `query ($id: ID!) { household(id: $id, ask: true, patience: "PT0.01S") {
  members { personId tax { kind taxedIncome { income } } vehicles { kind vehicles { class } } } } }`;

type Seen = { readonly kind: string; readonly taxedIncome?: readonly { readonly income: number }[] | null };
type Person = Readonly<Record<'tax' | 'vehicles' | 'householdRegister', Seen>> & { readonly personId: string };
type Checked = {
  readonly persons: readonly Person[];
  readonly report: {
    readonly text: string;
    readonly inspectionSheet: string;
    readonly json: ReportDocument;
    readonly coverage: {
      readonly rows: readonly {
        readonly place: number;
        readonly sourceId: string;
        readonly required: boolean;
        readonly kinds: readonly { readonly kind: string }[];
      }[];
    };
  };
};

const REVIEWER: Claims = { role: 'REVIEWER', division: '320213' };

/** The income of the son of `obligor-with-income`, his employer, and the printed forms of the amount. */
const OF_THE_SON = /1250000|12,500|150,000|无锡演示机械/;

/**
 * A mother has applied; her son, who lives apart and earns well, owes her support. In whichever house the caller has.
 */
export function keepsObligorsApart(room: () => { readonly house: TestHouse; readonly app: SignedApp }): void {
  async function admit(): Promise<{ application: Application; mother: string; son: string }> {
    const { house } = room();
    const family = house.sandbox.population.family('obligor-with-income');
    const application = await house.admit(family, { unsigned: [1] });
    const [mother, son] = (await view(application)).map(({ personId }) => personId);
    return { application, mother: mother ?? '', son: son ?? '' };
  }

  async function view({ householdId: id }: Application): Promise<readonly Person[]> {
    const answer = await room().app.ask(VIEW, { variables: { id } });
    expect(answer.errors).toBeUndefined();
    const household = answer.data?.['household'] as { members: Person[] };
    return household.members;
  }

  async function sign({ id, number }: Application, personId: string, sources: readonly string[]): Promise<void> {
    const grants = [{ personId, sources, purposes: ['SOCIAL_ASSISTANCE_CHECK'] }];
    const input = { applicationId: id, letterNumber: `义务人-${number}`, signedOn: '2018-03-02', grants };
    const answer = await room().app.ask(RECORD, { variables: { input } });
    expect(answer.data?.['recordLetter']).toMatchObject({ __typename: 'RecordLetterSuccess' });
  }

  async function check({ id: applicationId, number }: Application): Promise<Checked & { readonly id: string }> {
    const { house, app } = room();
    const input = { applicationId, purpose: 'APPLICATION', idempotencyKey: number };
    const requested = (await app.ask(REQUEST, { variables: { input } })).data?.['requestVerification'];
    const { id } = (requested as { verification: { id: string } }).verification;
    await house.finished(id.split(':')[1] ?? '');
    const answer = await app.ask(CHECKED, { variables: { id } });
    expect(answer.errors).toBeUndefined();
    return { ...(answer.data?.['verification'] as Checked), id };
  }

  const coverageOf = ({ report }: Checked) =>
    report.coverage.rows.flatMap(({ place, sourceId, required, kinds }) =>
      place === 2 && required ? [`${sourceId} ${kinds.map(({ kind }) => kind).join()}`] : [],
    );
  const essence = ({ completeness, overall, indicators, assessment, missing, notAsked }: ReportDocument) => ({
    completeness,
    overall,
    results: indicators.map(({ id, result, figure }) => [id, result, figure]),
    assessment,
    missing: missing.length,
    notAsked: notAsked.length,
  });

  describe('somebody outside who owes support', () => {
    it(
      'is asked what the obligation needs under a letter of their own, and a refusal is held against nobody',
      { timeout: 60_000 },
      async () => {
        const { house, app } = room();
        const first = await admit();
        await sign(first.application, first.son, ['civil-affairs', 'social-insurance', 'tax', 'vehicles', 'banks']);
        // The same son in another case at the same time, and no letter of his in it.
        const second = await admit();
        const [willing, refused] = await Promise.all([check(first.application), check(second.application)]);
        expect(coverageOf(willing)).toEqual([
          'civil-affairs ANSWERED',
          'household-register NOT_AUTHORISED',
          'social-insurance ANSWERED',
          'tax ANSWERED',
        ]);
        expect(coverageOf(refused)).toEqual([
          'civil-affairs NOT_AUTHORISED',
          'household-register NOT_AUTHORISED',
          'social-insurance NOT_AUTHORISED',
          'tax NOT_AUTHORISED',
        ]);
        expect(essence(refused.report.json)).toEqual(essence(willing.report.json));
        expect(refused.report.json.completeness).toBe('COMPLETE');

        // Reading the members' evidence reads his too and leaves an audit entry about him.
        const son = willing.persons.find(({ personId }) => personId === first.son);
        expect(JSON.stringify(son)).toMatch(OF_THE_SON);
        // Only the tax facts that his obligation needs are shown; the answer says that others are held back.
        expect(son?.tax).toMatchObject({
          kind: 'PARTIAL',
          words: { zh: expect.stringMatching(/只显示其义务所需的信息.*购置车辆/) },
          purchases: null,
        });
        const looks = await house.services.db
          .selectFrom('look_log')
          .select('field_kinds')
          .where('application_id', '=', first.application.id)
          .where('person_id', '=', first.son)
          .where('act', '=', 'READ_EVIDENCE')
          .execute();
        expect(looks.some(({ field_kinds: kinds }) => kinds.includes('TAXED_INCOME_MONTH'))).toBe(true);
        expect(JSON.stringify(refused.persons)).not.toMatch(OF_THE_SON);

        // No paper of the household tells anything of him.
        const reviewing = { verificationId: willing.id, version: 1, idempotencyKey: willing.id };
        await app.ask(APPROVE, { as: REVIEWER, variables: { input: reviewing } });
        const told = await app.ask(EXPLAIN, { variables: { id: willing.id } });
        expect(JSON.stringify(told.data)).toContain('强秀娣');
        expect(JSON.stringify([willing.report, told.data])).not.toMatch(OF_THE_SON);
        const contestable = await app.ask(CONTESTABLE, { variables: { id: willing.id } });
        expect(JSON.stringify(contestable)).not.toContain(first.son);

        const dispute = { applicationId: first.application.id, personId: first.son, kind: 'FALSE_DEATH', why: '误报' };
        const disputed = await app.ask(OPEN, { variables: { input: { ...dispute, idempotencyKey: willing.id } } });
        expect(disputed.data?.['openDispute']).toMatchObject({ code: 'CONFLICT', field: 'personId' });

        // A look shows what this case asked, asks nothing more about him, and nothing that another case asked.
        const sonIn = async ({ application, son: id }: typeof first) =>
          (await view(application)).find(({ personId }) => personId === id);
        expect(await sonIn(first)).toMatchObject({ tax: { kind: 'PARTIAL' }, vehicles: { kind: 'NOT_ASKED' } });
        await sign(second.application, second.son, ['tax', 'vehicles']);
        expect(await sonIn(second)).toMatchObject({ tax: { kind: 'NOT_ASKED' }, vehicles: { kind: 'NOT_ASKED' } });
      },
    );
  });
}
