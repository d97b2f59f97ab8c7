import { recordLetter } from '../../../src/authorisation/record-letter.ts';
import type { Actor } from '../../../src/audit/actor.ts';
import { readHouseholdVersion } from '../../../src/household/household-store.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import { readReport } from '../../../src/verification/report-store.ts';
import { requestVerification } from '../../../src/verification/request.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';

/** Second people of 梁溪区. */
export const REVIEWER: Actor = { ...CASEWORKER, subject: 'reviewer-1', role: 'REVIEWER' };
export const OTHER_REVIEWER: Actor = { ...REVIEWER, subject: 'reviewer-2' };

export const PROOF = { mediaType: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7 演示证明') };

/** A house with its departments, and the ways of a case to its report. */
export type ObjectionRoom = {
  readonly house: TestHouse;
  /** A family of the synthetic population with its first report. */
  checked(family: Parameters<TestHouse['sandbox']['population']['family']>[0]): Promise<Verification>;
  newest(verification: Verification): Promise<ReportDocument>;
  versions(verification: Verification): Promise<number>;
};

export async function openObjectionRoom(): Promise<ObjectionRoom> {
  const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
  const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 2_000, windowWaitMs: 0 });
  const house = await openTestHouse({ clock, calendar });
  await house.work();
  const { services } = house;
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
      const report = await readReport(services.db, services.vault, id);
      if (report === null) throw new Error('a checked family has a report');
      return report.document;
    },
    async versions({ id }) {
      const rows = await services.db.selectFrom('report').select('version').where('verification_id', '=', id).execute();
      return rows.length;
    },
  };
}
