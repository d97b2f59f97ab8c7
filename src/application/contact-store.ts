import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import { addressParts } from '../identity/address-parts.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import { Problem } from '../platform/problem.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import type { Application } from './application.ts';
import { PHONE_OWNERS, REACHED_BY } from './contact.ts';
import type { Contact, PhoneOwner, ReachedBy } from './contact.ts';

const RETENTION: Retention = 'CASE_FILE';
const TOKEN_BYTES = 16;

/** A contact as it was recorded; a change is the next number, and the one before is kept. */
export type RecordedContact = Contact & {
  readonly number: number;
  readonly recordedBy: string;
  readonly recordedAt: Date;
};

const sealedSchema = z.strictObject({
  address: z.string(),
  phones: z.array(
    z.strictObject({ number: z.string(), owner: z.enum(Object.keys(PHONE_OWNERS) as [PhoneOwner, ...PhoneOwner[]]) }),
  ),
  reachedBy: z.enum(Object.keys(REACHED_BY) as [ReachedBy, ...ReachedBy[]]),
  reads: z.boolean().nullable(),
});

/** The newest contact of a case; `null` where none was recorded. */
export async function readContact(
  db: Database,
  vault: FieldVault,
  applicationId: string,
): Promise<RecordedContact | null> {
  const row = await db
    .selectFrom('application_contact')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const sealed = sealedSchema.parse(JSON.parse(vault.openText(cell(applicationId, row.number), row.contact_cipher)));
  return {
    ...sealed,
    community: row.community,
    number: row.number,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
  };
}

/**
 * Records where the family lives and how it is reached, as the next version.
 *
 * @param acting holds the case.
 * @param basedOn number of the version that the caller has read; 0 where there was none.
 * @throws Problem CONFLICT with field `basedOn` where somebody else has changed it since, saying what is different.
 */
export async function recordContactInTrx(
  acting: Acting,
  vault: FieldVault,
  application: Pick<Application, 'id' | 'division'>,
  { contact, basedOn }: { readonly contact: Contact; readonly basedOn: number },
): Promise<RecordedContact> {
  const { trx, at, actor } = acting;
  const { id, division } = application;
  const now = await readContact(trx, vault, id);
  if ((now?.number ?? 0) !== basedOn) throw changedMeanwhile(now, contact);
  const number = basedOn + 1;
  const { community, ...sealed } = contact;
  await trx
    .insertInto('application_contact')
    .values({
      application_id: id,
      number,
      community,
      contact_cipher: vault.seal(cell(id, number), JSON.stringify(sealed)),
      recorded_by: actor.subject,
      recorded_at: at,
      division,
      retention: RETENTION,
    })
    .execute();
  const rows = tokensOfAddress(vault, contact.address).map((token) => ({
    application_id: id,
    number,
    token,
    division,
    retention: RETENTION,
  }));
  await insertRows(trx, 'address_token', rows);
  acting.look({
    act: 'RECORD_CONTACT',
    purpose: CASE_HANDLING,
    applicationId: id,
    fieldKinds: ['ADDRESS', 'TELEPHONE'],
    outcome: 'DONE',
    division,
  });
  return { ...contact, number, recordedBy: actor.subject, recordedAt: at };
}

/** Keyed tokens of the places of an address, and of those with their number. */
function tokensOfAddress(vault: FieldVault, address: string): readonly Buffer[] {
  const { places, numbered } = addressParts(address);
  return [
    ...places.map((place) => token(vault, 'PLACE', place)),
    ...numbered.map((one) => token(vault, 'NUMBER', one)),
  ];
}

/** The tokens that an address must have to be the one that is sought; none where it names no place that can be sought. */
export function addressWanted(vault: FieldVault, address: string): readonly Buffer[] {
  return tokensOfAddress(vault, address);
}

function token(vault: FieldVault, kind: 'PLACE' | 'NUMBER', value: string): Buffer {
  return vault.fingerprint(`find ${kind}`, Buffer.from(value, 'utf8')).subarray(0, TOKEN_BYTES);
}

function cell(applicationId: string, number: number) {
  return { table: 'application_contact', row: `${applicationId} ${number}`, column: 'contact_cipher' };
}

/** Names the fields that differ, never what stands in them. */
function changedMeanwhile(now: RecordedContact | null, wanted: Contact): Problem {
  const fields = [
    { zh: '地址', en: 'address', differs: now?.address !== wanted.address },
    { zh: '村（社区）', en: 'community', differs: now?.community !== wanted.community },
    { zh: '电话', en: 'telephones', differs: JSON.stringify(now?.phones) !== JSON.stringify(wanted.phones) },
    { zh: '联系方式', en: 'way to be reached', differs: now?.reachedBy !== wanted.reachedBy },
    { zh: '识字情况', en: 'whether they read', differs: now?.reads !== wanted.reads },
  ].filter(({ differs }) => differs);
  const zh = fields.map((field) => field.zh).join('、') || '无';
  const en = fields.map((field) => field.en).join(', ') || 'nothing';
  return new Problem({
    code: 'CONFLICT',
    field: 'basedOn',
    zh: `联系信息已被他人修改（与您填写不同的：${zh}），请重新读取后再提交。`,
    en: `the contact was changed meanwhile (different from yours: ${en}); read it again and repeat`,
  });
}
