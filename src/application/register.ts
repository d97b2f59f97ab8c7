import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import { CASE_HANDLING, recordLooksBy } from '../audit/look-log.ts';
import { saveHouseholdVersionInTrx } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { Retention } from '../protection/retention.ts';
import type { Application } from './application.ts';
import { DECLARED_SHAPE_VERSION } from './declared-item.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { declaredCell, toApplication } from './read.ts';
import { parseRegistration } from './registration.ts';
import type { Registration } from './registration.ts';
import type { RegisterApplicationInput } from './registration-form.ts';
import { findRepeatedInTrx } from './repeated-registration.ts';
import type { CaseServices } from './services.ts';

const RETENTION: Retention = 'CASE_FILE';

/**
 * Registers an application 申请 with its household and declared items: all of it, with its entries in the log of
 * looks, or nothing. A repeated request with the same key by the same actor returns what the first one made.
 * Source: 最低生活保障审核确认办法 (2021), Art 4, 10, 11.
 *
 * @throws Problem with the path of the field that is wrong; IDEMPOTENCY_KEY_REUSED for the same key with another form.
 */
export async function registerApplication(
  services: CaseServices,
  actor: Actor,
  input: RegisterApplicationInput,
): Promise<Application> {
  const now = services.clock.now();
  const key = typeof input.idempotencyKey === 'string' ? readIdempotencyKey(input.idempotencyKey) : null;
  const registration = parseRegistration(input, now);
  return services.db.transaction().execute(async (trx) => {
    if (key !== null) {
      const given = { ...registration, acceptedAt: input.acceptedAt ?? null };
      const repeated = await findRepeatedInTrx(trx, services.vault, { subject: actor.subject, key }, given);
      if (repeated !== null) return repeated;
    }
    const household = await saveHouseholdVersionInTrx(trx, services.vault, {
      householdId: null,
      number: 1,
      reason: 'REGISTERED',
      createdBy: actor.subject,
      at: now,
      division: registration.division,
      members: registration.people,
    });
    const application = await insertApplication(trx, registration, household, { actor, key, now });
    await insertDeclaredItems(trx, services, application, registration, household);
    await recordLooksBy(
      trx,
      services.clock,
      household.members.map(({ personId }) => ({
        actor,
        entry: {
          act: 'REGISTER_APPLICATION',
          purpose: CASE_HANDLING,
          applicationId: application.id,
          personId,
          fieldKinds: ['NAME', 'CERTIFICATE', 'RELATION', 'DECLARED_ITEMS'],
          outcome: 'DONE',
          division: application.division,
        },
      })),
    );
    return application;
  });
}

type Circumstances = { readonly actor: Actor; readonly key: string | null; readonly now: Date };

async function insertApplication(
  trx: Database,
  registration: Registration,
  household: HouseholdVersion,
  { actor, key, now }: Circumstances,
): Promise<Application> {
  const row = await trx
    .insertInto('application')
    .values({
      id: randomUUID(),
      number: await nextNumber(trx, registration),
      category: registration.category,
      household_id: household.householdId,
      household_version: household.number,
      applicant_person_id: personAt(household, registration.applicant),
      unit: registration.unit,
      aid_person_id: registration.aidPerson === null ? null : personAt(household, registration.aidPerson),
      residence: registration.residence,
      delegated: registration.delegated,
      staff_relative: registration.staffRelative,
      accepted_at: registration.acceptedAt,
      state: 'ACCEPTED',
      registered_by: actor.subject,
      idempotency_key: key,
      version: 1,
      division: registration.division,
      retention: RETENTION,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toApplication(row);
}

/** `SQ-<county>-<day of acceptance>-<serial>`. The serial rises through all places; a refused registration leaves a gap. */
async function nextNumber(trx: Database, { division, acceptedAt }: Registration): Promise<string> {
  const { rows } = await sql<{ serial: number }>`SELECT nextval('application_serial') AS serial`.execute(trx);
  const serial = String(rows[0]?.serial).padStart(6, '0');
  return `SQ-${division.slice(0, 6)}-${shanghaiDate(acceptedAt).replaceAll('-', '')}-${serial}`;
}

async function insertDeclaredItems(
  trx: Database,
  { vault, clock }: CaseServices,
  application: Application,
  { declared }: Registration,
  household: HouseholdVersion,
): Promise<void> {
  if (declared.length === 0) return;
  const createdAt = clock.now();
  const rows = declared.map((item, position) => {
    const id = randomUUID();
    return {
      id,
      application_id: application.id,
      position,
      person_id: item.person === null ? null : personAt(household, item.person),
      kind: item.content.kind,
      content_cipher: vault.seal(declaredCell(id), JSON.stringify(item.content)),
      shape_version: DECLARED_SHAPE_VERSION,
      division: application.division,
      retention: RETENTION,
      created_at: createdAt,
    };
  });
  await trx.insertInto('declared_item').values(rows).execute();
}

function personAt(household: HouseholdVersion, position: number): string {
  const member = household.members[position];
  if (member === undefined) throw new RangeError('positions were taken from this household');
  return member.personId;
}
