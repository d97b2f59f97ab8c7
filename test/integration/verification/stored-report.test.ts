import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { examineStored } from '../../../src/verification/replay-stored.ts';
import { readPublished } from '../../support/published-form.ts';
import { refusalOf } from '../../support/case-room.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { ALL_ANSWER, MORNING } from './still-time.ts';
import { requestVerification, reissueReport } from '../../support/acts.ts';

/** One report of a whole check, on real departments, and what becomes of it in the years after. */
describe('a stored report', () => {
  let house: TestHouse;
  let id: string;

  beforeAll(async () => {
    house = await openTestHouse({
      clock: shiftedClock(MORNING.getTime() - systemClock.now().getTime()),
      calendar: compressedCalendar(chineseCalendar, { workingDayMs: 2_000, windowWaitMs: 0 }),
      settings: ALL_ANSWER,
    });
    await house.work();
    const application = await house.admit(house.sandbox.population.family('family-clean'));
    ({ id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: 'stored-report',
    }));
    await house.finished(id);
    await keep();
  });
  afterAll(() => house.close());

  const read = () => readPublished(house.services.db, house.services.vault, id);

  /** As nobody but the owner of the tables could. */
  async function asOwner(work: (owner: Client) => Promise<unknown>): Promise<void> {
    const owner = new Client({ connectionString: house.ownerUrl });
    await owner.connect();
    try {
      await work(owner);
    } finally {
      await owner.end();
    }
  }

  const KEPT = ['report', 'report_seal', 'answer'] as const;
  const keep = () =>
    asOwner(async (owner) => {
      await owner.query(`CREATE FUNCTION flip(bytes bytea) RETURNS bytea LANGUAGE sql AS
        'SELECT set_byte(bytes, length(bytes) / 2, get_byte(bytes, length(bytes) / 2) # 1)'`);
      for (const table of KEPT) await owner.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    });
  const restore = () =>
    asOwner(async (owner) => {
      await owner.query(`UPDATE report r SET document_cipher = k.document_cipher, document_sha256 = k.document_sha256
        FROM kept_report k WHERE k.id = r.id`);
      await owner.query(`UPDATE report_seal s SET head = k.head, signature = k.signature, basis_cipher = k.basis_cipher
        FROM kept_report_seal k WHERE k.report_id = s.report_id`);
      await owner.query('INSERT INTO report_seal SELECT * FROM kept_report_seal ON CONFLICT DO NOTHING');
      await owner.query(`UPDATE answer a SET facts_cipher = k.facts_cipher, facts_salt_cipher = k.facts_salt_cipher
        FROM kept_answer k WHERE k.id = a.id`);
    });

  const examine = () => examineStored(house.services, [house.services.signer.publicKey], id, 1);

  it('is signed as it is drawn up, and is drawn up again byte for byte', async () => {
    const examination = await examine();
    expect(examination?.altered).toEqual([]);
    expect(examination?.replay).toMatchObject({ same: true, differences: [], gone: [] });
  });

  it.each([
    ['document', 'DOCUMENT', 'UPDATE report SET document_cipher = flip(document_cipher)'],
    ['hash', 'DOCUMENT', 'UPDATE report SET document_sha256 = flip(document_sha256)'],
    ['basis', 'BASIS', 'UPDATE report_seal SET basis_cipher = flip(basis_cipher)'],
    ['signature', 'SIGNATURE', `UPDATE report_seal SET signature = translate(signature, '01', '10')`],
    ['seal, which is gone,', 'SIGNATURE', 'DELETE FROM report_seal'],
    [
      'head',
      'SIGNATURE',
      `UPDATE report_seal SET head = regexp_replace(head, '"basisSha256":"..', '"basisSha256":"zz')`,
    ],
    ['facts', 'FACTS', 'UPDATE answer SET facts_cipher = flip(facts_cipher) WHERE facts_cipher IS NOT NULL'],
  ])('whose %s was altered is found out, and the part named', async (_, part, statement) => {
    await asOwner((owner) => owner.query(statement));
    expect((await examine())?.altered.map((one) => one.part)).toContain(part);
    await restore();
    expect((await examine())?.altered).toEqual([]);
  });

  it('after an erasure by policy is still verified, and drawn up again as far as it can be', async () => {
    await asOwner((owner) =>
      owner.query(`UPDATE answer SET facts_cipher = NULL, facts_salt_cipher = NULL
        WHERE question_id IN (SELECT id FROM question WHERE source_id = 'real-estate')`),
    );
    const examination = await examine();
    expect(examination?.altered).toEqual([]);
    expect(examination?.replay?.same).toBe(true);
    expect(examination?.replay?.gone).not.toEqual([]);
    expect(examination?.replay?.notCompared).toContain('indicators[I01]');
    await restore();
  });

  it('of an earlier shape is refused in words, and followed by a version of today', async () => {
    await asOwner((owner) => owner.query('UPDATE report SET shape_version = 1'));
    const refusal = await refusalOf(read());
    expect(refusal.code).toBe('REPORT_OF_OTHER_SHAPE');
    expect(refusal.details.zh).toContain('较早版本');
    await reissueReport(house.services, CASEWORKER, id, 'ON_REQUEST');
    expect(await read()).toMatchObject({ version: 2, document: { shapeVersion: 2 } });
  });
});
