import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { seeEffectDecisions, seePolicyEffectCases, seePolicyEffects } from '../../../src/access/see/policy-effects.ts';
import { FieldVault } from '../../../src/protection/field-vault.ts';
import { generateKeyring, parseKeyring } from '../../../src/protection/keyring.ts';
import type { PolicyPack } from '../../../src/policy/pack.ts';
import { isPack } from '../../../src/policy/pack.ts';
import { readPackFiles } from '../../../src/policy/pack-file.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { openShelf } from '../../../src/rulebook/shelf.ts';
import { affectedBy } from '../../../src/reassessment/affected.ts';
import { readOnly, simulate } from '../../../src/reassessment/simulate.ts';
import { movesBetween } from '../../../src/reassessment/standing.ts';
import type { StockCase } from '../../../src/reassessment/stock.ts';
import { signedApp } from '../http/app-room.ts';
import { refusalOf } from '../../support/case-room.ts';
import { openDesk } from '../../support/desk.ts';
import type { Desk } from '../../support/desk.ts';
import { proposedPack } from '../../support/proposed-pack.ts';
import type { Actor, StaffRole } from '../../../src/audit/actor.ts';
import { decidePolicyEffect, issueReport, principalOf, takeEffect } from '../../support/acts.ts';

const OPERATOR: Actor = { subject: 'cli:policy', role: 'OPERATOR', division: '320200', checkId: 'check-1' };

function raisedTo(value: number, changes: object = {}): PolicyPack {
  const text = JSON.stringify({ ...proposedPack(value), ...changes });
  const [pack] = readPackFiles([{ name: 'proposal.json', text }], POLICY_PACKS, { apart: true }).filter(isPack);
  if (pack === undefined) throw new Error('the proposal is sound');
  return pack;
}

describe('a pack over the stock', () => {
  let desk: Desk;
  let reported: Application;

  beforeAll(async () => {
    desk = await openDesk();
    reported = await desk.admit();
    const check = await desk.check(reported);
    for (const { requestId } of await desk.claim('vehicles')) await desk.answer(requestId, 'NO_RECORD');
    desk.services.clock.advance(120 * 86_400_000);
    await issueReport(desk.services, check.id);
    await desk.admit();
  });
  afterAll(() => desk.close());

  const run = async (pack: PolicyPack, services = desk.services) => {
    const cases: StockCase[] = [];
    const { tally, asOf } = await simulate(services, pack, (one) => cases.push(one));
    return { tally, asOf, cases };
  };

  it('counts who would move where by the standard, before and after', async () => {
    const { tally, asOf, cases } = await run(raisedTo(10_000));
    expect(tally).toMatchObject({ inScope: 2, replayed: 1, moved: 1, withoutReport: 1, notReplayed: {} });
    expect(tally.measures.position).toEqual({ BELOW_STANDARD: { ABOVE_EDGE: 1 } });
    expect(tally.indicators).toMatchObject({ I05: { PENDING: { PENDING: 1 } } });
    expect(asOf).toBe('2018-07-01');
    expect(cases.find(({ applicationId }) => applicationId === reported.id)?.outcome.kind).toBe('REPLAYED');
  });

  it('moves nobody where nothing differs, but a top-up alone is a move', async () => {
    expect((await run(raisedTo(82_000))).tally).toMatchObject({ replayed: 1, moved: 0 });
    const { tally } = await run(raisedTo(83_000));
    expect(tally).toMatchObject({ moved: 1 });
    expect(tally.measures.position).toEqual({ BELOW_STANDARD: { BELOW_STANDARD: 1 } });
  });

  it('names evidence that is too old to decide on, by source and oldest day', async () => {
    const { tally } = await run(raisedTo(90_000));
    expect(tally.stale).toBe(1);
    expect(tally.staleSources).toEqual({ vehicles: { cases: 1, oldest: '2018-02-01' } });
  });

  it('leaves out cases of divisions, residences and nearer packs that it does not govern', async () => {
    expect((await run(raisedTo(90_000, { region: '320214' }))).tally.inScope).toBe(0);
    expect((await run(raisedTo(90_000, { residence: 'RURAL' }))).tally.inScope).toBe(0);
    expect((await run(raisedTo(90_000, { exceptRegions: ['320213'] }))).tally.inScope).toBe(0);
    const near = raisedTo(95_000, { id: 'near', region: '320213' });
    const services = { ...desk.services, packs: openShelf([...POLICY_PACKS, near]) };
    expect((await run(raisedTo(90_000), services)).tally.inScope).toBe(0);
  });

  it('names cases that cannot be judged again, and goes on', async () => {
    const vault = new FieldVault(parseKeyring(generateKeyring()));
    const { tally } = await run(raisedTo(90_000), { ...desk.services, vault });
    expect(tally).toMatchObject({ inScope: 2, replayed: 0, withoutReport: 1 });
    expect(Object.values(tally.notReplayed)).toEqual([1]);
    const gone = await run(raisedTo(90_000), { ...desk.services, packs: openShelf([]) });
    expect(gone.tally.notReplayed).toEqual({ PACK_NOT_HELD: 1 });
  });

  it('cannot write: PostgreSQL itself refuses', async () => {
    const { db } = desk.services;
    const write = readOnly(db, (trx) => sql`UPDATE application SET state = 'CLOSED'`.execute(trx));
    await expect(write).rejects.toThrow(/read-only transaction/);
    const before = await sql`SELECT count(*) FROM look_log`.execute(db);
    await run(raisedTo(90_000));
    expect((await sql`SELECT count(*) FROM look_log`.execute(db)).rows).toEqual(before.rows);
  });

  describe('taking effect', () => {
    const reader = (role: 'REVIEWER' | 'CASEWORKER', division = '320213') => {
      const actor = { subject: 'reviewer-1', role, division, checkId: 'check-2' };
      return { services: desk.services, principal: principalOf(actor), actor };
    };
    const all = { first: 100, after: 0, outcomes: [], staleOnly: false };

    it('keeps one list of every case, and changes nothing for a family', async () => {
      const { db } = desk.services;
      const before = await db.selectFrom('application').selectAll().orderBy('id').execute();
      const drawn = await takeEffect(desk.services, OPERATOR, { pack: raisedTo(83_000) });
      const [effect] = await seePolicyEffects(reader('REVIEWER'));
      expect(effect).toEqual(drawn);
      const cases = await seePolicyEffectCases(reader('REVIEWER'), drawn, all);
      expect(cases.map(({ outcome }) => outcome).sort()).toEqual(['MOVED', 'NO_REPORT']);
      expect(await db.selectFrom('application').selectAll().orderBy('id').execute()).toEqual(before);
      expect(await db.selectFrom('verification').selectAll().execute()).toHaveLength(1);
    });

    it('says of each case what moves and which evidence is stale', async () => {
      const drawn = await takeEffect(desk.services, OPERATOR, { pack: raisedTo(10_000) });
      const [moved, ...others] = await seePolicyEffectCases(reader('REVIEWER'), drawn, { ...all, staleOnly: true });
      expect(others).toEqual([]);
      expect(moved).toMatchObject({
        applicationId: reported.id,
        stale: [{ sourceId: 'vehicles', oldest: '2018-02-01' }],
      });
      if (!moved?.standing) throw new Error('it was judged again');
      const moves = movesBetween(moved.standing);
      expect(moves).toContainEqual({ what: 'position', before: 'BELOW_STANDARD', after: 'ABOVE_EDGE' });
    });

    it('is read by reviewers of the place only, and each look is left in the log', async () => {
      const [effect] = await seePolicyEffects(reader('REVIEWER'));
      if (effect === undefined) throw new Error('a list was drawn up');
      expect(await seePolicyEffectCases(reader('REVIEWER', '320214'), effect, all)).toEqual([]);
      expect((await refusalOf(seePolicyEffects(reader('CASEWORKER')))).code).toBe('FORBIDDEN');
      expect((await refusalOf(seePolicyEffectCases(reader('REVIEWER'), effect, { ...all, first: 0 }))).code).toBe(
        'INVALID_INPUT',
      );
      const { rows } = await sql<{ act: string; actor: string }>`
        SELECT DISTINCT act, actor FROM look_log WHERE act IN ('REASSESS_CASE', 'READ_POLICY_EFFECT')
        ORDER BY act`.execute(desk.services.db);
      expect(rows).toEqual([
        { act: 'READ_POLICY_EFFECT', actor: 'reviewer-1' },
        { act: 'REASSESS_CASE', actor: OPERATOR.subject },
      ]);
    });
  });

  describe('deciding on the list', () => {
    const by = (subject: string, role: StaffRole = 'POLICY_OFFICER', division = '320200'): Actor => ({
      subject,
      role,
      division,
      checkId: 'check-3',
    });
    const decideOn = (actor: Actor, policyEffectId: string, input: ReturnType<typeof adopt>) =>
      decidePolicyEffect(desk.services, actor, { ...input, policyEffectId });
    const adopt = (idempotencyKey: string, changes = {}) => ({
      verdict: 'ADOPTED' as const,
      reasons: '按新标准办理',
      idempotencyKey,
      ...changes,
    });
    const drawnUp = () => {
      // No two lists of a pack are drawn up at the same moment.
      desk.services.clock.advance(1_000);
      return takeEffect(desk.services, OPERATOR, { pack: raisedTo(83_000) });
    };
    const decided = async (id: string) => {
      const actor = by('r');
      const reader = { services: desk.services, principal: principalOf(actor), actor };
      const effects = (await seePolicyEffects(reader)).filter((one) => one.id === id);
      return seeEffectDecisions(reader, effects);
    };

    it('is adopted once, covers only what moves on fresh evidence, and changes no aid', async () => {
      const { id } = await drawnUp();
      expect(await decided(id)).toEqual([null]);
      await decideOn(by('r1'), id, adopt('once'));
      await decideOn(by('r1'), id, adopt('once'));
      const [decision] = await decided(id);
      // The one case that moves rests on an answer that is stale.
      expect(decision).toMatchObject({ verdict: 'ADOPTED', reasons: '按新标准办理', covered: 0, decidedBy: 'r1' });
      expect((await refusalOf(decideOn(by('r2'), id, adopt('late')))).code).toBe('DECISION_TAKEN');
      const other = decideOn(by('r1'), id, adopt('once', { verdict: 'SET_ASIDE' }));
      expect((await refusalOf(other)).code).toBe('IDEMPOTENCY_KEY_REUSED');
      expect(await desk.services.db.selectFrom('decision').selectAll().execute()).toEqual([]);
    });

    it('has one winner of two at once', async () => {
      const { id } = await drawnUp();
      const ends = await Promise.allSettled(['r1', 'r2'].map((who) => decideOn(by(who), id, adopt(`at-once-${who}`))));
      const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as { code: string }] : []));
      expect(lost.map(({ code }) => code)).toEqual(['DECISION_TAKEN']);
    });

    it('is refused to who drew it up, to a county for its city, to a caseworker, and where a newer list stands', async () => {
      const older = await drawnUp();
      const { id } = await drawnUp();
      const codeOf = async (...asked: Parameters<typeof decideOn>) => (await refusalOf(decideOn(...asked))).code;
      expect(await codeOf(by(OPERATOR.subject), id, adopt('own'))).toBe('SECOND_PERSON_NEEDED');
      expect(await codeOf(by('r1', 'POLICY_OFFICER', '320213'), id, adopt('county'))).toBe('FORBIDDEN');
      expect(await codeOf(by('r1', 'CASEWORKER'), id, adopt('caseworker'))).toBe('FORBIDDEN');
      expect(await codeOf(by('r1'), older.id, adopt('older'))).toBe('CONFLICT');
      expect(await codeOf(by('r1'), crypto.randomUUID(), adopt('nowhere'))).toBe('NOT_FOUND');
      expect(await codeOf(by('r1'), id, adopt('empty', { reasons: ' ' }))).toBe('INVALID_INPUT');
      expect(await decided(id)).toEqual([null]);
    });
  });

  it('is told through the front door to a reviewer, and to nobody who has no part in it', async () => {
    desk.services.clock.advance(1_000);
    await takeEffect(desk.services, OPERATOR, { pack: raisedTo(10_000) });
    const { ask } = await signedApp(desk.services);
    const query = `{ policyEffects { packId asOf counts { inScope moved stale }
      cases(first: 5, outcomes: [MOVED]) { outcome application { number } moves { what before after } stale { sourceId } } } }`;
    const { data } = await ask(query, { as: { role: 'REVIEWER', division: '320213' } });
    expect(data).toMatchObject({
      policyEffects: expect.arrayContaining([
        {
          packId: 'proposal',
          asOf: '2018-07-01',
          counts: { inScope: 2, moved: 1, stale: 1 },
          cases: [
            {
              outcome: 'MOVED',
              application: { number: reported.number },
              moves: expect.arrayContaining([{ what: 'position', before: 'BELOW_STANDARD', after: 'ABOVE_EDGE' }]),
              stale: [{ sourceId: 'vehicles' }],
            },
          ],
        },
      ]),
    });
    const refused = await ask(query, { as: { role: 'CASEWORKER', division: '320213' } });
    expect(refused.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const [newest] = await seePolicyEffects({
      services: desk.services,
      principal: { kind: 'STAFF', subject: 'r', division: '320200', roles: ['REVIEWER'] },
      actor: { subject: 'r', role: 'REVIEWER', division: '320200', checkId: 'check-4' },
    });
    const decide = `mutation ($input: DecidePolicyEffectInput!) { decidePolicyEffect(input: $input) {
      ... on DecidePolicyEffectSuccess { policyEffect { decision { verdict covered reasons } } }
      ... on ForbiddenProblem { code field } } }`;
    const input = { policyEffectId: newest?.id, verdict: 'SET_ASIDE', reasons: '先补充核对', idempotencyKey: 'door' };
    const county = await ask(decide, { as: { role: 'POLICY_OFFICER', division: '320213' }, variables: { input } });
    expect(county.data).toEqual({ decidePolicyEffect: { code: 'FORBIDDEN', field: 'policyEffectId' } });
    const city = await ask(decide, { as: { role: 'POLICY_OFFICER', division: '320200' }, variables: { input } });
    expect(city.data).toEqual({
      decidePolicyEffect: {
        policyEffect: { decision: { verdict: 'SET_ASIDE', covered: 0, reasons: '先补充核对' } },
      },
    });
  });

  it('that was entered late names the cases that went by another', async () => {
    const affected = async (pack: PolicyPack) => {
      const found: string[] = [];
      await affectedBy(desk.services, pack, ({ number, packId }) => found.push(`${number} ${packId}`));
      return found;
    };
    const late = { effectiveFrom: '2018-01-01', knownSince: '2018-05-01' };
    expect(await affected(raisedTo(90_000, late))).toEqual([`${reported.number} wuxi-urban-2017-07-3`]);
    expect(await affected(raisedTo(90_000, { ...late, knownSince: '2018-01-01' }))).toEqual([]);
    expect(await affected(raisedTo(90_000))).toEqual([]);
  });
});
