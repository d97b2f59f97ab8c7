import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { DECISION_WORDS } from '../../../src/decision/decision-kind.ts';
import { readDecisions } from '../../../src/decision/decision-store.ts';
import { examineActs } from '../../../src/decision/examine-acts.ts';
import { renderNotice } from '../../../src/decision/render-notice.ts';
import { findReview } from '../../../src/decision/review-store.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { openPrinter } from '../../../src/main/printer.ts';
import { DEMO_OFFICE } from '../../../src/office/demo-office.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { FieldVault } from '../../../src/protection/field-vault.ts';
import { parseKeyring } from '../../../src/protection/keyring.ts';
import { publicKeyOf, Signer } from '../../../src/protection/signer.ts';
import { renderReport } from '../../../src/report/render-text.ts';
import { findPaper } from '../../../src/verification/paper-state.ts';
import { examineStored } from '../../../src/verification/replay-stored.ts';
import { findPrintedSeal } from '../../../src/verification/report-seals.ts';
import { readReport } from '../../../src/verification/report-store.ts';
import type { VerificationServices } from '../../../src/verification/services.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { loadBundle, readBundle, rowsNow, rowsThen } from '../../support/stored-bundle.ts';
import { openShelf } from '../../../src/rulebook/shelf.ts';

const bundle = readBundle();
const keyring = parseKeyring(JSON.stringify(bundle.keyring));
const KEYS = keyring.signing.keys.map(publicKeyOf);
/** Everything that is signed, or is under a commitment that is. */
const SIGNED = ['report', 'report_seal', 'report_review', 'doubt_override', 'decision', 'answer', 'answer_raw'];
const MARKS = { printedBy: 'test', printedAt: '2026-11-30 12:00:00' };

/** The reports of commit 86cff67, in a database that was migrated to this commit. */
describe('reports that were stored by 86cff67', () => {
  let database: TestDatabase;
  let services: VerificationServices;
  let owner: Client;
  let versions: readonly { verificationId: string; version: number; completeness: string }[];

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    await loadBundle(bundle, database);
    await migrate(database.ownerUrl, { withQueue: true });
    services = {
      db: openDatabase(database.appUrl),
      clock: new ManualClock(new Date('2026-11-30T04:00:00Z')),
      calendar: chineseCalendar,
      office: DEMO_OFFICE,
      vault: new FieldVault(keyring),
      signer: new Signer(keyring.signing.current, keyring.signing.keys),
      packs: openShelf(),
      sources: planSources('320200', new Set(SOURCES.map(({ id }) => id))),
      demo: true,
    };
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    versions = await services.db
      .selectFrom('report')
      .select(['verification_id as verificationId', 'version', 'completeness'])
      .orderBy('number')
      .orderBy('version')
      .execute();
  });
  afterAll(async () => {
    await owner.end();
    await services.db.destroy();
    await database.drop();
  });

  const read = async (verificationId: string, version: number) => {
    const report = await readReport(services.db, services.vault, verificationId, version);
    if (report === null) throw new Error('a stored version is read');
    return report;
  };

  it('are of every kind: complete, incomplete, late, objected to, disputed, decided upon, with an obligor', async () => {
    expect(versions.length).toBeGreaterThanOrEqual(12);
    expect(new Set(versions.map(({ completeness }) => completeness))).toEqual(new Set(['COMPLETE', 'INCOMPLETE']));
    const kinds = async (table: 'decision' | 'objection' | 'identity_dispute' | 'report_review', column: string) =>
      (await owner.query(`SELECT DISTINCT ${column} AS kind FROM ${table} ORDER BY 1`)).rows.map(({ kind }) => kind);
    expect(await kinds('decision', 'kind')).toEqual(Object.keys(DECISION_WORDS).toSorted());
    expect(await kinds('objection', 'outcome')).toEqual(['EXPLAINED', 'NOT_THIS_PERSON', 'UPHELD', null]);
    expect(await kinds('identity_dispute', 'kind')).toEqual(['FALSE_DEATH']);
    expect(await kinds('report_review', 'verdict')).toEqual(['APPROVED', 'SENT_BACK']);
    const { rows } = await owner.query(`SELECT
      (SELECT count(*)::int FROM answer WHERE late) AS late,
      (SELECT count(*)::int FROM household_member WHERE role = 'OBLIGOR') AS obligors,
      (SELECT count(*)::int FROM doubt_override) AS overrides`);
    for (const [what, count] of Object.entries(rows[0] ?? {}))
      expect({ what, some: Number(count) > 0 }).toEqual({ what, some: true });
  });

  it('keep their own instant, which is not that of their row: the clock ran between the two', async () => {
    const { rows } = await owner.query<{ id: string; version: number; issued: Date }>(
      'SELECT verification_id AS id, version, issued_at AS issued FROM report',
    );
    const apart = await Promise.all(
      rows.map(async ({ id, version, issued }) => {
        const { document } = await read(id, version);
        return issued.getTime() - new Date(document.issuedAt).getTime();
      }),
    );
    expect(apart.some((ms) => ms > 0)).toBe(true);
  });

  it.each(SIGNED)('have the bytes that they had: %s', async (table) => {
    expect(await rowsNow(bundle, owner, table)).toEqual(rowsThen(bundle, table));
  });

  it('have every column that they had, of the same type', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) AS name
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`,
    );
    const now = new Set(rows.map(({ name }) => name));
    const then = bundle.columns.map(({ table, column, type }) => `${table}.${column} ${type}`);
    expect(then.filter((name) => !now.has(name))).toEqual([]);
    // The signatures of reviews and decisions are over whole rows: what is new about them stands in a table of its own.
    for (const table of ['decision', 'report_review']) {
      const of = (names: Iterable<string>) => [...names].filter((name) => name.startsWith(`${table}.`)).toSorted();
      expect(of(now)).toEqual(of(then));
    }
  });

  it('are as they were signed, and are drawn up again byte for byte, by tables that nobody changed', async () => {
    for (const { verificationId, version } of versions) {
      const examination = await examineStored(services, KEYS, verificationId, version);
      expect(examination).toMatchObject({ altered: [], replay: { same: true, differences: [], gone: [], tables: [] } });
    }
  });

  it('are genuine on the public check page on the day on which they were issued, or superseded by their newer version', async () => {
    const { rows } = await owner.query<{ code: string; issued: Date; newest: boolean }>(
      `SELECT s.check_code AS code, r.issued_at AS issued, NOT EXISTS
         (SELECT FROM report o WHERE o.verification_id = r.verification_id AND o.version > r.version) AS newest
       FROM report_seal s JOIN report r ON r.id = s.report_id`,
    );
    expect(rows).toHaveLength(versions.length);
    for (const { code, issued, newest } of rows) {
      const paper = await findPaper(services, code, issued);
      expect(paper?.state).toBe(newest ? 'GENUINE' : 'SUPERSEDED');
    }
  });

  it('have reviews and decisions with notices that are as they were signed', async () => {
    let examined = 0;
    for (const about of versions) {
      const acts = await examineActs(services, KEYS, about);
      for (const act of [acts.review, acts.decision]) {
        if (act === null) continue;
        expect(act).toEqual({ signed: true, altered: [] });
        examined += 1;
      }
    }
    expect(examined).toBe((bundle.rows['report_review'] ?? []).length + (bundle.rows['decision'] ?? []).length);
  });

  it('are printed as text, with their notices', async () => {
    for (const { verificationId, version } of versions) {
      const { document } = await read(verificationId, version);
      expect(renderReport(document, { width: 120 })).toContain(document.number);
    }
    const { rows } = await owner.query<{ id: string }>('SELECT DISTINCT application_id AS id FROM decision');
    for (const { id } of rows) {
      for (const { notice } of await readDecisions(services.db, services.vault, id)) {
        expect(renderNotice(notice, null, 80)).toContain(notice.number);
      }
    }
  });

  it(
    'are printed as PDF: the last version of one that is contested, and every notice',
    { timeout: 60_000 },
    async () => {
      const printer = openPrinter(null);
      const { rows: contested } = await owner.query<{ id: string; last: number }>(
        `SELECT verification_id AS id, max(version) AS last FROM report
       WHERE verification_id IN (SELECT verification_id FROM objection) GROUP BY 1`,
      );
      for (const { id, last } of contested) {
        const report = await read(id, last);
        const [review, seal] = [
          await findReview(services.db, services.vault, report.id),
          await findPrintedSeal(services.db, report.id),
        ];
        expect(seal).not.toBeNull();
        expectPdf(await printer.report(report.document, { review, seal }, MARKS));
      }
      const { rows } = await owner.query<{ id: string }>('SELECT DISTINCT application_id AS id FROM decision');
      for (const { id } of rows) {
        for (const { notice } of await readDecisions(services.db, services.vault, id)) {
          expectPdf(await printer.notice(notice, null, MARKS));
        }
      }
    },
  );
});

function expectPdf(bytes: Uint8Array): void {
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
}
