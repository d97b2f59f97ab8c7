import { sql } from 'kysely';
import { readHouseholdVersion } from '../household/household-store.ts';
import type { NewMember } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import type { Database } from '../platform/database.ts';
import { keyReused } from '../platform/transaction-under-key.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Application } from './application.ts';
import type { DeclaredItem } from './declared-item.ts';
import { readDeclaredItems, toApplication } from './read.ts';
import type { Registration } from './registration.ts';

/** A form for comparison; `acceptedAt` is `null` where it was left to the clock. */
type Given = Omit<Registration, 'acceptedAt'> & { readonly acceptedAt: Date | null };

/**
 * The application that the same actor registered under the same key, or `null`. Requests with one key wait for each
 * other until the transaction ends. The stored form is opened and compared, so no digest of it (which could be
 * guessed) is kept.
 * @throws Problem IDEMPOTENCY_KEY_REUSED where the stored form is another one.
 */
export async function findRepeatedInTrx(
  trx: Database,
  vault: FieldVault,
  { subject, key }: { readonly subject: string; readonly key: string },
  given: Given,
): Promise<Application | null> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${key} ${subject}`}, 0))`.execute(trx);
  const row = await trx
    .selectFrom('application')
    .selectAll()
    .where('registered_by', '=', subject)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return null;
  const application = toApplication(row);
  // The first version: members may have changed since the registration.
  const household = await readHouseholdVersion(trx, vault, application.householdId, 1);
  const declared = await readDeclaredItems(trx, vault, application.id);
  const stored = asForm(application, household, declared);
  const acceptedAt = given.acceptedAt ?? stored.acceptedAt;
  if (fingerprint(stored) === fingerprint({ ...given, acceptedAt })) return application;
  throw keyReused({ zh: '份申请', en: 'application' });
}

function asForm(
  application: Application,
  household: HouseholdVersion,
  declared: readonly DeclaredItem[],
): Registration {
  const position = (personId: string) => household.members.findIndex((member) => member.personId === personId);
  return {
    ...application,
    people: household.members.map((member) => ({
      ...member,
      guardian: member.guardianPersonId === null ? null : position(member.guardianPersonId),
    })),
    applicant: position(application.applicantPersonId),
    aidPerson: application.aidPersonId === null ? null : position(application.aidPersonId),
    declared: declared.map(({ personId, content }) => ({
      person: personId === null ? null : position(personId),
      content,
    })),
  };
}

/** Equal texts are equal forms: every field in one order; contents keep the order of their schema. */
function fingerprint(form: Registration): string {
  return JSON.stringify([
    form.category,
    form.unit,
    form.division,
    form.residence,
    form.delegated,
    form.staffRelative,
    form.acceptedAt.toISOString(),
    form.applicant,
    form.aidPerson,
    form.people.map(personFields),
    form.declared.map(({ person, content }) => [person, content]),
  ]);
}

function personFields(person: NewMember): readonly unknown[] {
  return [
    person.role,
    person.relation,
    person.name,
    person.certificate.type,
    person.certificate.number,
    person.birthDate,
    person.circumstance,
    person.capacity,
    person.livesTogether,
    person.guardian,
  ];
}
