import { readHouseholdVersion } from '../../../src/household/household-store.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import { examineStored } from '../../../src/verification/replay-stored.ts';
import type { Examination } from '../../../src/verification/replay-stored.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { readPublished } from '../../support/published-form.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { LIANGXI, signedApp } from '../http/app-room.ts';
import type { Claims } from '../http/app-room.ts';
import { recordLetter, requestVerification } from '../../support/acts.ts';
import { pdfScan } from '../../support/scans.ts';

/** Second people of 梁溪区. */
export const REVIEWER: Claims = { role: 'REVIEWER', division: '320213', subject: 'reviewer-1' };
export const OTHER_REVIEWER: Claims = { ...REVIEWER, subject: 'reviewer-2' };
/** The caseworker who requested every verification of this room, in another role. */
export const REQUESTER: Claims = { ...REVIEWER, subject: CASEWORKER.subject };

const bytes = pdfScan().toString('base64');
export const PROOF = { mediaType: 'application/pdf', bytes };

/** A house with its departments, and the ways of a case to its report. */
export type ObjectionRoom = {
  readonly house: TestHouse;
  /** A family of the synthetic population with its first report. */
  checked(family: Parameters<TestHouse['sandbox']['population']['family']>[0]): Promise<Verification>;
  newest(verification: Verification): Promise<ReportDocument>;
  versions(verification: Verification): Promise<number>;
  /** Examines a version as `hedui report replay` does. */
  examine(verification: Verification, version: number): Promise<Examination>;
  /** The page of the newest version. */
  page(verification: Verification): Promise<string>;
  /** The one field of an operation, through the public endpoint: a success's payload, or a refusal. */
  ask<Made>(query: string, variables: unknown, as?: Claims): Promise<Asked<Made>>;
};

/** The answer of an operation. */
export type Asked<Made> = Made & { readonly __typename: string; readonly code?: string; readonly field?: string };

export async function openObjectionRoom(): Promise<ObjectionRoom> {
  const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
  const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 2_000, windowWaitMs: 0 });
  const house = await openTestHouse({ clock, calendar });
  await house.work();
  const { services } = house;
  const app = await signedApp(services);
  let letters = 0;
  return {
    house,
    async checked(family) {
      const application = await house.admit(house.sandbox.population.family(family), { unsigned: [] });
      const household = await readHouseholdVersion(
        services.db,
        services.vault,
        application.householdId,
        application.householdVersion,
      );
      letters += 1;
      await recordLetter(services, CASEWORKER, {
        applicationId: application.id,
        letterNumber: `锡核授〔2018〕异议${String(letters).padStart(3, '0')}号`,
        signedOn: '2018-03-02',
        grants: household.members.map(({ personId }) => ({
          personId,
          sources: services.sources.map(({ id }) => id),
          purposes: ['OBJECTION_REVIEW'],
        })),
      });
      const verification = await requestVerification(services, CASEWORKER, {
        applicationId: application.id,
        purpose: 'APPLICATION',
        idempotencyKey: crypto.randomUUID(),
      });
      await house.finished(verification.id);
      return verification;
    },
    async newest({ id }) {
      const report = await readPublished(services.db, services.vault, id);
      if (report === null) throw new Error('a checked family has a report');
      return report.document;
    },
    async versions({ id }) {
      const rows = await services.db.selectFrom('report').select('version').where('verification_id', '=', id).execute();
      return rows.length;
    },
    async examine({ id }, version) {
      const examination = await examineStored(services, [services.signer.publicKey], id, version);
      if (examination === null) throw new Error('there is such a version');
      return examination;
    },
    async page({ id }) {
      const query = 'query ($id: ID!) { verification(id: $id) { report { text(width: 130) } } }';
      const answer = await app.ask(query, { as: REVIEWER, variables: { id } });
      const found = answer.data?.['verification'] as { report: { text: string } } | undefined;
      return found?.report.text ?? '';
    },
    async ask<Made>(query: string, variables: unknown, as: Claims = LIANGXI) {
      const answer = await app.ask(query, { as, variables });
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
      return Object.values(answer.data ?? {})[0] as Asked<Made>;
    },
  };
}
