import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIANGXI } from '../http/app-room.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { APPROVE, CONTESTABLE, DECIDE, FILE, SETTLE } from './operations.ts';
import type { ObjectionAnswer, Row } from './operations.ts';
import { confirmLines } from '../../support/confirmed-lines.ts';
import { openObjectionRoom, PROOF, REVIEWER } from './room.ts';
import type { ObjectionRoom } from './room.ts';

type Shown = {
  readonly number: string;
  readonly kind: string;
  readonly standsOnSetAside: {
    readonly contests: string[];
    readonly replacedBy: string | null;
    readonly words: { readonly zh: string };
  } | null;
  readonly notice: { readonly text: string; readonly json: object };
};
const READ = `query ($id: ID!) { application(id: $id) { decisions {
  number kind standsOnSetAside { contests since replacedBy words { zh } } notice { text(width: 200) json } } } }`;

const DECIDER = { ...REVIEWER, role: 'DECIDER', subject: 'decider-1' };

describe('a refusal, when an objection to its report wins afterwards', () => {
  let room: ObjectionRoom;
  let check: Verification;
  let contest: ObjectionAnswer;
  let before: Shown | undefined;
  beforeAll(async () => {
    room = await openObjectionRoom();
    await confirmLines(room.house.services);
    check = await room.checked('family-clean');
  }, 60_000);
  afterAll(() => room.house.close());

  const approve = (version: number) =>
    room.ask(APPROVE, { input: { verificationId: check.id, version, idempotencyKey: `v${version}` } }, REVIEWER);
  const refuse = (version: number) =>
    room.ask<{ decision: { number: string } }>(
      DECIDE,
      {
        input: {
          verificationId: check.id,
          version,
          kind: 'REFUSED',
          reasons: '家庭人均月收入不低于标准',
          grounds: [{ finding: 'INCOME', established: null }],
          idempotencyKey: `refuse-${version}`,
        },
      },
      DECIDER,
    );
  const file = async (sourceId: string): Promise<ObjectionAnswer> => {
    const { contestable } = await room.ask<{ contestable: Row[] }>(CONTESTABLE, { id: check.id });
    const key = contestable.find((row) => row.subject === 'FACT' && row.sourceId === sourceId)?.key;
    const input = {
      verificationId: check.id,
      key,
      why: '不是本人',
      proofs: [PROOF],
      idempotencyKey: crypto.randomUUID(),
    };
    return (await room.ask<{ objection: ObjectionAnswer }>(FILE, { input })).objection;
  };
  const settle = (objectionId: string, outcome: string) =>
    room.ask<{ objection: ObjectionAnswer }>(
      SETTLE,
      { input: { objectionId, outcome, reason: '已查明情况' } },
      { ...REVIEWER, subject: 'reviewer-3' },
    );
  const decisions = async () =>
    (await room.ask<{ decisions: Shown[] }>(READ, { id: check.applicationId }, LIANGXI)).decisions;
  const items = () =>
    room.house.services.db
      .selectFrom('work_item')
      .selectAll()
      .where('application_id', '=', check.applicationId)
      .orderBy('opened_at')
      .execute();

  it('is unmarked while nothing was set aside, also by an objection that did not win', async () => {
    await approve(1);
    expect(await refuse(1)).toMatchObject({ __typename: 'DecideSuccess' });
    await settle((await file('social-insurance')).id, 'UPHELD');
    [before] = await decisions();
    expect(before).toMatchObject({ kind: 'REFUSED', standsOnSetAside: null });
    expect(await items()).toEqual([]);
  });

  it('is marked with the objection, in the case and above its notice, and does not change itself', async () => {
    const stored = () => room.house.services.db.selectFrom('decision').selectAll().execute();
    const rows = await stored();
    contest = await file('banks');
    await settle(contest.id, 'NOT_THIS_PERSON');
    const [marked] = await decisions();
    expect(marked?.standsOnSetAside).toMatchObject({ contests: [contest.number], replacedBy: null });
    const words = marked?.standsOnSetAside?.words.zh ?? '';
    expect(words).toContain('须由有决定权的人员依据最新报告复核本决定');
    expect(marked?.notice.text.replaceAll('\n', '')).toContain(words);
    expect(marked?.notice.text.endsWith(before?.notice.text ?? '?')).toBe(true);
    expect(marked?.notice.json).toEqual(before?.notice.json);
    expect(await stored()).toEqual(rows);
  });

  it('is given to a decider to review, with a date, once for however many objections win', async () => {
    const due = { kind: 'TASK', origin: 'OBJECTION', reason: 'REVIEW_DECISION_SET_ASIDE', subject_kind: 'DECISION' };
    const [first, ...more] = await items();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ ...due, state: 'OPEN', owner: null, opened_by: 'reviewer-3', division: '320213' });
    expect(first?.due_at?.getTime()).toBeGreaterThan(first?.opened_at.getTime() ?? Infinity);
    await settle((await file('real-estate')).id, 'NOT_THIS_PERSON');
    expect(await items()).toEqual([first]);
    expect((await decisions())[0]?.standsOnSetAside?.contests).toHaveLength(2);
  });

  it('keeps its mark with the number of the decision that follows, which settles the task', async () => {
    const version = await room.versions(check);
    await approve(version);
    expect(await refuse(version)).toMatchObject({ __typename: 'DecideSuccess' });
    const [first, second] = await decisions();
    expect(first?.standsOnSetAside).toMatchObject({ replacedBy: second?.number });
    expect(second?.standsOnSetAside).toBeNull();
    expect(await items()).toMatchObject([{ state: 'SETTLED', settlement: 'DONE', settled_by: DECIDER.subject }]);
  });
});
