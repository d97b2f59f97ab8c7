import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readScan } from '../../../src/authorisation/letter-store.ts';
import { readDeclaredItems } from '../../../src/application/read.ts';
import { VaultError } from '../../../src/protection/field-vault.ts';
import { readHouseholdVersion } from '../../../src/household/household-store.ts';
import { CASEWORKER, openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { BROTHER, CHILD, FATHER, form, MOTHER, SON } from '../../support/family.ts';
import { recordLetter } from '../../support/acts.ts';
import { pdfScan } from '../../support/scans.ts';

const SCAN = pdfScan({ more: Buffer.from('% a scan with 测试甲 and 320213196001010011 on it\n') });

let room: CaseRoom;
let admin: Client;
beforeAll(async () => {
  room = await openCaseRoom();
  admin = new Client({ connectionString: room.database.ownerUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await room.close();
});

/** Every column of every table of ours as text, bytes in hexadecimal. */
async function wholeDatabase(): Promise<{ tables: number; text: string }> {
  const { rows } = await admin.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const parts: string[] = [];
  for (const { name } of rows) {
    const found = await admin.query<{ line: string }>(`SELECT t::text AS line FROM "${name}" t`);
    parts.push(...found.rows.map(({ line }) => line));
  }
  return { tables: rows.length, text: parts.join('\n') };
}

/** The ways in which a value could lie in a dump. */
function traces(value: string): string[] {
  const bytes = Buffer.from(value);
  return [value, bytes.toString('hex'), Buffer.from(value, 'utf16le').toString('hex')];
}

it('keeps no name, number, declared value or scan readable anywhere in the database', async () => {
  const { application, household } = await room.register();
  const father = household.members[0]?.personId ?? '';
  await recordLetter(room.services, CASEWORKER, {
    applicationId: application.id,
    letterNumber: 'L-1',
    signedOn: '2018-02-01',
    scan: { mediaType: 'application/pdf', bytes: SCAN },
    grants: [{ personId: father, sources: ['banks'], purposes: ['SOCIAL_ASSISTANCE_CHECK'] }],
  });
  const { tables, text } = await wholeDatabase();
  expect(tables).toBeGreaterThan(15);
  // The search can find: what is not a secret is there.
  expect(text).toContain(application.number);
  for (const person of [FATHER, MOTHER, SON, CHILD, BROTHER]) {
    const { number } = person.certificate;
    const secrets = [person.name, ...(typeof number === 'string' ? [number, number.slice(6, 14)] : ['2010-05-01'])];
    for (const trace of secrets.flatMap(traces)) expect(text).not.toContain(trace);
  }
  for (const trace of ['梁溪区测试路一号', '测试工厂', '1234567', '%PDF-1.7'].flatMap(traces)) {
    expect(text).not.toContain(trace);
  }
});

it('gives back what was sealed', async () => {
  const { application, household } = await room.register();
  expect(household.members.map(({ name, certificate, birthDate }) => [name, certificate.number, birthDate])).toEqual([
    ['测试甲', '320213196001010011', '1960-01-01'],
    ['测试乙', '320214197203150021', '1972-03-15'],
    ['测试丙', '32021419991231100X', '1999-12-31'],
    ['测试丁', null, '2010-05-01'],
    ['测试戊', '320213198506151230', '1985-06-15'],
  ]);
  const declared = await readDeclaredItems(room.services.db, room.services.vault, application.id);
  expect(declared.map(({ content }) => content)).toEqual(form().declared?.map(({ content }) => content));
  expect(declared.map(({ personId }) => personId)).toEqual([household.members[0]?.personId, null]);
  const { rows } = await admin.query<{ id: string }>("SELECT id FROM letter WHERE letter_number = 'L-1'");
  const scan = await readScan(room.services.db, room.services.vault, rows[0]?.id ?? '');
  expect([scan?.mediaType, Buffer.from(scan?.bytes ?? []).toString()]).toEqual(['application/pdf', SCAN.toString()]);
});

it('does not open a value that was moved to another row', async () => {
  const { household } = await room.register();
  const [first, second] = household.members;
  await admin.query(
    `UPDATE household_member SET details_cipher =
       (SELECT details_cipher FROM household_member WHERE household_id = $1 AND person_id = $2)
     WHERE household_id = $1 AND person_id = $3`,
    [household.householdId, first?.personId, second?.personId],
  );
  await expect(readHouseholdVersion(room.services.db, room.services.vault, household.householdId, 1)).rejects.toThrow(
    VaultError,
  );
});
