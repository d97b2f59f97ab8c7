import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { findPaper } from '../../../src/verification/paper-state.ts';
import { findPrintedSeal } from '../../../src/verification/report-seals.ts';
import type { VerificationServices } from '../../../src/verification/services.ts';
import { CASEWORKER, openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { requestedCheck } from '../../support/drawn-report.ts';
import { movingClock } from '../../support/moving-clock.ts';
import { readPublished } from '../../support/published-form.ts';
import { issueReport, planChecks, reissueReport } from '../../support/acts.ts';
import { openShelf } from '../../../src/rulebook/shelf.ts';

const DAY_MS = 86_400_000;

/** On a clock that goes on each time it is looked at: what one act writes bears one instant. */
describe('one act takes one instant', () => {
  let room: CaseRoom;
  let services: VerificationServices;
  let owner: Client;
  let verificationId = '';

  beforeAll(async () => {
    room = await openCaseRoom();
    services = {
      ...room.services,
      clock: movingClock(new Date('2018-02-01T02:00:00Z')),
      calendar: chineseCalendar,
      packs: openShelf(),
      sources: planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id))),
      demo: false,
    };
    owner = new Client({ connectionString: room.database.ownerUrl });
    await owner.connect();
    const { verification } = await requestedCheck(room, services);
    verificationId = verification.id;
    await planChecks(services, [verificationId]);
    // Time is over: the silent sources are settled in the act that issues.
    const late = movingClock(new Date(verification.deadlineAt.getTime() + 1));
    services = { ...services, clock: late };
    expect(await issueReport(services, verificationId)).toBe('ISSUED');
  });
  afterAll(async () => {
    await owner.end();
    await room.close();
  });

  const published = async (version = 1) => {
    const report = await readPublished(services.db, services.vault, verificationId, version);
    if (report === null) throw new Error('there is no such version');
    return report;
  };
  /** As printed, read before anything is altered. */
  const codes = new Map<number, string>();
  const standing = async (version = 1) => {
    const code = codes.get(version) ?? (await findPrintedSeal(services.db, (await published(version)).id))?.checkCode;
    codes.set(version, code ?? '');
    return (await findPaper(services, code ?? '', services.clock.now()))?.state;
  };
  const shift = (column: 'report.issued_at' | 'report_seal.sealed_at', ms: number) => {
    const [table, name] = column.split('.');
    return owner.query(`UPDATE ${table} SET ${name} = ${name} + $1 * interval '1 ms'`, [ms]);
  };

  it('in document, row, seal, settled questions, progress, state and log', async () => {
    const { db } = services;
    const report = await published();
    const at = new Date(report.document.issuedAt);
    const seal = await db.selectFrom('report_seal').select('sealed_at').executeTakeFirstOrThrow();
    const check = await db.selectFrom('verification').select('settled_at').executeTakeFirstOrThrow();
    const answers = await db
      .selectFrom('answer')
      .innerJoin('question', 'question.id', 'answer.question_id')
      .select('answer.received_at')
      .where('answer.kind', '=', 'NO_RESPONSE')
      .where('question.last_fault', '=', 'OVERDUE')
      .execute();
    const progress = await db
      .selectFrom('progress')
      .select('at')
      .where('event', 'in', ['REPORT_ISSUED', 'ANSWERED'])
      .execute();
    const looks = await db.selectFrom('look_log').select('at').where('act', '=', 'ISSUE_REPORT').execute();
    expect(answers.length).toBeGreaterThan(0);
    const written = [
      report.issuedAt,
      seal.sealed_at,
      check.settled_at,
      ...answers.map((answer) => answer.received_at),
      ...progress.map((line) => line.at),
      ...looks.map((look) => look.at),
    ];
    expect(new Set(written.map((instant) => instant?.toISOString()))).toEqual(new Set([at.toISOString()]));
  });

  it('so the paper is genuine', async () => {
    expect(await standing()).toBe('GENUINE');
  });

  it('a report that was stored with two instants, milliseconds apart, is genuine too', async () => {
    for (const ms of [4, 900]) {
      await shift('report.issued_at', ms);
      await shift('report_seal.sealed_at', ms);
      expect(await standing()).toBe('GENUINE');
      await shift('report.issued_at', -ms);
      await shift('report_seal.sealed_at', -ms);
    }
  });

  it.each([
    ['only the row’s instant', [1, 0]],
    ['only the seal’s instant', [0, 1]],
    ['both, to before what is signed', [-1, -1]],
    ['both, to another day', [DAY_MS, DAY_MS]],
  ])('altered is a report of which somebody moved %s', async (_what, [row = 0, seal = 0]) => {
    await shift('report.issued_at', row);
    await shift('report_seal.sealed_at', seal);
    expect(await standing()).toBe('ALTERED');
    await shift('report.issued_at', -row);
    await shift('report_seal.sealed_at', -seal);
    expect(await standing()).toBe('GENUINE');
  });

  it('altered is a report whose stored hash is not the one that was signed', async () => {
    await owner.query(`UPDATE report SET document_sha256 = sha256(document_sha256)`);
    expect(await standing()).toBe('ALTERED');
    await owner.query(`UPDATE report SET document_sha256 = (SELECT decode(head::json ->> 'documentSha256', 'hex')
      FROM report_seal WHERE report_id = report.id)`);
    expect(await standing()).toBe('GENUINE');
  });

  it('superseded is a version once there is a newer one, which is genuine', async () => {
    expect(await reissueReport(services, CASEWORKER, verificationId, 'CONTEST')).toBe('ISSUED');
    expect([await standing(1), await standing(2)]).toEqual(['SUPERSEDED', 'GENUINE']);
    const { issuedAt, document } = await published(2);
    expect(issuedAt.toISOString()).toBe(document.issuedAt);
  });
});
