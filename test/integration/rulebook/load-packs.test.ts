import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_NAMES } from '../../../src/main/known-names.ts';
import { openShelf } from '../../../src/rulebook/shelf.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { currentVersions } from '../../../src/report/versions.ts';
import { composeReport } from '../../../src/verification/compose-report.ts';
import type { VerificationServices } from '../../../src/verification/services.ts';
import { loadPolicy, planChecks, recordStaff, requestVerification } from '../../support/acts.ts';
import { CASEWORKER, openCaseRoom, refusalOf } from '../../support/case-room.ts';
import { openDesk } from '../../support/desk.ts';
import type { Desk } from '../../support/desk.ts';
import { proposedPack } from '../../support/proposed-pack.ts';

const OPERATOR = { subject: 'cli:operator', role: 'OPERATOR', division: '320200', checkId: 'check-load' } as const;

/** A county of the city that has a standard of its own, as a file would say it. */
const county = (changes: object = {}) => ({
  ...proposedPack(90_000),
  id: 'liangxi-2018-01',
  region: '320213',
  effectiveFrom: '2018-01-01',
  confirmedUntil: '2018-12-31',
  knownSince: '2018-01-01',
  ...changes,
});

const wish = (pack: object, people = { by: 'policy-1', confirmedBy: 'policy-2' }) => ({
  files: [{ name: 'liangxi.json', text: JSON.stringify(pack) }],
  known: KNOWN_NAMES,
  division: '320200',
  ...people,
});

describe('packs that an office loads', () => {
  let desk: Desk;
  const other = (): VerificationServices => ({ ...desk.services, packs: openShelf() });
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it('are chosen, planned and judged by in processes that run already, without a restart', async () => {
    const [commands, gateway, worker] = [other(), other(), other()];
    const application = await desk.admit();
    const [loaded] = await loadPolicy(commands, OPERATOR, wish(county()));
    expect(loaded).toMatchObject({ id: 'liangxi-2018-01', isNew: true });
    const check = await requestVerification(gateway, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: 'county',
    });
    expect(check.packId).toBe('liangxi-2018-01');
    await planChecks(worker, [check.id]);
    const identity = { number: 'R', version: 1, preliminary: true, previous: null };
    const report = await composeReport(other(), desk.services.db, check, identity, desk.services.clock.now());
    expect(report.policy.packId).toBe('liangxi-2018-01');
    expect(report.versions.pack.sha256).toBe(loaded?.sha256);
    expect(JSON.stringify(report.assessment)).toContain('90000');
  });

  it('are named by the digest that reports record, and are there once however often they are loaded', async () => {
    const services = other();
    const [again] = await loadPolicy(services, OPERATOR, wish(county()));
    expect(again?.isNew).toBe(false);
    await services.packs.renew(desk.services.db);
    const held = [...services.packs].filter(({ id }) => id === 'liangxi-2018-01');
    expect(held.map((pack) => currentVersions(pack).pack.sha256)).toEqual([again?.sha256]);
    const rows = await desk.services.db.selectFrom('policy_pack').selectAll().execute();
    expect(rows).toMatchObject([
      {
        region: '320213',
        residence: 'URBAN',
        loaded_by: 'policy-1',
        confirmed_by: 'policy-2',
        source_file: 'liangxi.json',
      },
    ]);
  });

  it('are never changed by a file that was edited since', async () => {
    const edited = county({ rules: { dibaoStandardFen: { value: 1, document: 'x', article: '', verified: false } } });
    const refused = await refusalOf(loadPolicy(other(), OPERATOR, wish(edited)));
    expect(refused.details).toMatchObject({ code: 'CONFLICT', field: 'files' });
    expect(refused.details.zh).toContain('supersedes');
  });

  it('take two people, whom the office has as policy officers where it knows them', async () => {
    const alone = await refusalOf(loadPolicy(other(), OPERATOR, wish(county(), { by: 'a', confirmedBy: 'a' })));
    expect(alone.code).toBe('SECOND_PERSON_NEEDED');
    await recordStaff(desk.services, OPERATOR, {
      subject: 'clerk',
      name: '测试经办',
      office: '测试单位',
      roles: ['CASEWORKER'],
      division: '320213',
    });
    const clerk = await refusalOf(
      loadPolicy(other(), OPERATOR, wish(county(), { by: 'policy-1', confirmedBy: 'clerk' })),
    );
    expect(clerk.details).toMatchObject({ code: 'INVALID_INPUT', field: 'confirmedBy' });
  });

  it('are checked together with all that are held: what overlaps is refused by line and column', async () => {
    const overlapping = county({ id: 'liangxi-2018-02', effectiveFrom: '2018-02-01' });
    const refused = await refusalOf(loadPolicy(other(), OPERATOR, wish(overlapping)));
    expect(refused.details.en).toMatch(/liangxi\.json:\d+:\d+ effectiveFrom: overlaps liangxi-2018-01/);
  });

  it('leave an entry in the audit log', async () => {
    const looks = await desk.services.db.selectFrom('look_log').selectAll().where('act', '=', 'LOAD_POLICY').execute();
    expect(looks.map(({ outcome }) => outcome)).toEqual(['DONE', 'THERE_ALREADY']);
  });

  it('cannot be altered: not by the application, and what the owner alters is not believed', async () => {
    await expect(desk.services.db.updateTable('policy_pack').set({ content: '{}' }).execute()).rejects.toThrow(
      'permission denied',
    );
    const owner = openDatabase(desk.ownerUrl, { max: 1 });
    try {
      const forge = sql`UPDATE policy_pack SET content = '{}'`.execute(owner);
      await expect(forge).rejects.toThrow('check constraint');
      await sql`UPDATE policy_pack SET content = '{}', sha256 = encode(sha256('{}'::bytea), 'hex')`.execute(owner);
    } finally {
      await owner.destroy();
    }
    await expect(openShelf().renew(desk.services.db)).rejects.toThrow('does not know');
  });
});

it('an installation without loaded packs goes by those of the release', async () => {
  const room = await openCaseRoom();
  try {
    await room.services.packs.renew(room.services.db);
    expect([...room.services.packs].map(({ id }) => id)).toEqual([
      'wuxi-urban-2017-07',
      'wuxi-urban-2017-07-2',
      'wuxi-urban-2017-07-3',
    ]);
    expect(CASEWORKER.division).toBe('320213');
  } finally {
    await room.close();
  }
});
