import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import { saveHouseholdVersionInTrx } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { documentNumber } from '../office/document-number.ts';
import type { Office } from '../office/office.ts';
import type { Database } from '../platform/database.ts';
import type { Retention } from '../protection/retention.ts';
import type { Application } from './application.ts';
import { recordContactInTrx } from './contact-store.ts';
import { DECLARED_SHAPE_VERSION } from './declared-item.ts';
import { declaredCell, toApplication } from './read.ts';
import { parseRegistration } from './registration.ts';
import type { Registration } from './registration.ts';
import type { RegisterApplicationInput } from './registration-form.ts';
import type { CaseServices } from './services.ts';

const RETENTION: Retention = 'CASE_FILE';

/**
 * Registers an application 申请 with its household and declared items.
 * Source: 最低生活保障审核确认办法 (2021), Art 4, 10, 11.
 *
 * @throws Problem with the path of the field that is wrong.
 */
export async function registerApplicationInTrx(
  { vault, office }: Pick<CaseServices, 'vault' | 'office'>,
  acting: Acting,
  input: RegisterApplicationInput,
): Promise<Application> {
  const { trx, at, actor } = acting;
  const registration = parseRegistration(input, at);
  const household = await saveHouseholdVersionInTrx(trx, vault, {
    householdId: null,
    number: 1,
    reason: 'REGISTERED',
    createdBy: actor.subject,
    at,
    division: registration.division,
    members: registration.people,
  });
  const application = await insertApplication(acting, office, registration, household, input.idempotencyKey ?? null);
  await insertDeclaredItems(acting, vault, application, registration, household);
  if (registration.contact !== null) {
    await recordContactInTrx(acting, vault, application, { contact: registration.contact, basedOn: 0 });
  }
  acting.look(
    ...household.members.map(({ personId }) => ({
      act: 'REGISTER_APPLICATION' as const,
      purpose: CASE_HANDLING,
      applicationId: application.id,
      personId,
      fieldKinds: ['NAME', 'CERTIFICATE', 'RELATION', 'DECLARED_ITEMS'],
      outcome: 'DONE',
      division: application.division,
    })),
  );
  return application;
}

/** The application that this caller registered under this key. */
export async function getApplicationByKey(
  db: Database,
  { subject, idempotencyKey }: { readonly subject: string; readonly idempotencyKey: string },
): Promise<Application> {
  const row = await db
    .selectFrom('application')
    .selectAll()
    .where('registered_by', '=', subject)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  return toApplication(row);
}

async function insertApplication(
  { trx, at, actor }: Acting,
  office: Office,
  registration: Registration,
  household: HouseholdVersion,
  key: string | null,
): Promise<Application> {
  const row = await trx
    .insertInto('application')
    .values({
      id: randomUUID(),
      number: await nextNumber(trx, office, registration),
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
      registrar_apart: true,
      idempotency_key: key,
      version: 1,
      division: registration.division,
      retention: RETENTION,
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toApplication(row);
}

/** The next number, with the day of acceptance in it. The serial rises through all places; a refused registration leaves a gap. */
async function nextNumber(trx: Database, office: Office, { division, acceptedAt }: Registration): Promise<string> {
  const { rows } = await sql<{ serial: number }>`SELECT nextval('application_serial') AS serial`.execute(trx);
  return documentNumber(office, 'APPLICATION', { division, at: acceptedAt, serial: rows[0]?.serial ?? 0 });
}

async function insertDeclaredItems(
  { trx, at }: Acting,
  vault: CaseServices['vault'],
  application: Application,
  { declared }: Registration,
  household: HouseholdVersion,
): Promise<void> {
  if (declared.length === 0) return;
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
      created_at: at,
    };
  });
  await trx.insertInto('declared_item').values(rows).execute();
}

function personAt(household: HouseholdVersion, position: number): string {
  const member = household.members[position];
  if (member === undefined) throw new RangeError('positions were taken from this household');
  return member.personId;
}
