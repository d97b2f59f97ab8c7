import type { Application } from '../../src/application/application.ts';
import type { CaseServices } from '../../src/application/services.ts';
import type { Actor } from '../../src/audit/actor.ts';
import { readHouseholdVersion } from '../../src/household/household-store.ts';
import type { HouseholdVersion } from '../../src/household/member.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { Problem } from '../../src/platform/problem.ts';
import { FieldVault } from '../../src/protection/field-vault.ts';
import { generateKeyring, parseKeyring } from '../../src/protection/keyring.ts';
import { Signer } from '../../src/protection/signer.ts';
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
  readonly services: CaseServices & { readonly clock: ManualClock; readonly signer: Signer };
  register(changes?: Parameters<typeof form>[0]): Promise<{ application: Application; household: HouseholdVersion }>;
  close(): Promise<void>;
};

export async function openCaseRoom(): Promise<CaseRoom> {
  const database = await createTestDatabase();
  const keyring = parseKeyring(generateKeyring());
  const services = {
    db: openDatabase(database.appUrl),
    clock: new ManualClock(new Date('2018-02-01T02:00:00Z')),
    vault: new FieldVault(keyring),
    signer: new Signer(keyring.signing.current),
  };
  return {
    database,
    services,
    async register(changes) {
      // A colleague of the city: the forms lie in several of its districts.
      const application = await registerApplication(services, { ...CASEWORKER, division: '320200' }, form(changes));
      const { householdId, householdVersion } = application;
      const household = await readHouseholdVersion(services.db, services.vault, householdId, householdVersion);
      return { application, household };
    },
    async close() {
      await services.db.destroy();
      await database.drop();
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
