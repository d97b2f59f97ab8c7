import type { Application } from '../../src/application/application.ts';
import type { Actor } from '../../src/audit/actor.ts';
import { readHouseholdVersion } from '../../src/household/household-store.ts';
import type { HouseholdVersion } from '../../src/household/member.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import type { Database } from '../../src/platform/database.ts';
import { Problem } from '../../src/platform/problem.ts';
import type { VerificationServices } from '../../src/verification/services.ts';
import { composeForTest } from './composed.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { form } from './family.ts';
import { registerApplication } from './acts.ts';

export const CASEWORKER: Actor = {
  subject: 'caseworker-1',
  role: 'CASEWORKER',
  division: '320213',
  checkId: 'check-1',
};

/** The rooms of the case on a real database of their own, at a time that stands still. */
export type CaseRoom = {
  readonly database: TestDatabase;
  readonly services: VerificationServices & { readonly clock: ManualClock };
  register(changes?: Parameters<typeof form>[0]): Promise<{ application: Application; household: HouseholdVersion }>;
  close(): Promise<void>;
};

export async function openCaseRoom({ demo = true }: { readonly demo?: boolean } = {}): Promise<CaseRoom> {
  const database = await createTestDatabase();
  const db = openDatabase(database.appUrl);
  return {
    database,
    ...caseRoomOn(db, new ManualClock(new Date('2018-02-01T02:00:00Z')), { demo }),
    async close() {
      await db.destroy();
      await database.drop();
    },
  };
}

/** The rooms of the case on a database that is open already. */
export function caseRoomOn(
  db: Database,
  clock: ManualClock,
  { demo = true }: { readonly demo?: boolean } = {},
): Pick<CaseRoom, 'services' | 'register'> {
  const services = { ...composeForTest({ db, clock, demo }), clock };
  return {
    services,
    async register(changes) {
      // A colleague of the city: the forms lie in several of its districts.
      const application = await registerApplication(services, { ...CASEWORKER, division: '320200' }, form(changes));
      const { householdId, householdVersion } = application;
      const household = await readHouseholdVersion(services.db, services.vault, householdId, householdVersion);
      return { application, household };
    },
  };
}

/** The refusal that a piece of work ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
  throw new Error('it was accepted');
}
