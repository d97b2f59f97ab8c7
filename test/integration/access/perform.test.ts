import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerApplicationAct } from '../../../src/access/acts/application.ts';
import { decideAct, recordStepAct } from '../../../src/access/acts/decision.ts';
import type { Act, ActTerms } from '../../../src/access/acts/define-act.ts';
import { openDisputeAct } from '../../../src/access/acts/dispute.ts';
import { fileObjectionAct } from '../../../src/access/acts/objection.ts';
import { perform } from '../../../src/access/acts/perform.ts';
import { ACTS } from '../../../src/access/acts/registry.ts';
import { reviewReportAct } from '../../../src/access/acts/review.ts';
import { requestVerificationAct } from '../../../src/access/acts/verification.ts';
import type { Principal } from '../../../src/access/principal.ts';
import type { StaffRole } from '../../../src/audit/actor.ts';
import { Problem } from '../../../src/platform/problem.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { CASEWORKER, refusalOf } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { form } from '../../support/family.ts';
import { pngScan } from '../../support/scans.ts';
import { finding } from '../decision/deciding.ts';
import { openAppRoom } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';

let room: AppRoom;
beforeAll(async () => {
  room = await openAppRoom();
});
afterAll(() => room.close());

const staff = (subject: string, ...roles: [StaffRole, ...StaffRole[]]): Principal => ({
  kind: 'STAFF',
  subject,
  division: '320200',
  roles,
});
const proof = { mediaType: 'image/png', bytes: pngScan() };

type Fields = Readonly<Record<string, unknown>>;
/** An act with its types forgotten, so that one test speaks of all. */
type AnyAct = Act<AppRoom['services'], Fields, unknown>;

/** A check whose report has two homes too many and a doubt. */
async function drawn(): Promise<Verification> {
  const { verification } = await requestedCheck(room.room, room.services);
  await drawUp(room.services, verification, { found: finding({ I02: 'EXCEEDS' }) });
  return verification;
}

const about = (verification: Verification): Fields => ({ verificationId: verification.id, version: 1 });
const APPROVAL: Fields = { verdict: 'APPROVED', remark: '已复核', unrelated: true };
const REFUSAL: Fields = {
  kind: 'REFUSED',
  reasons: '经入户核实，情况属实',
  grounds: [{ finding: 'I02', established: null }],
  monthlyFen: null,
  graceMonths: null,
  recheck: null,
  unrelated: true,
};

/** Each keyed act with an input that it takes, every field of which is given where it may be. */
const KEYED: readonly (readonly [act: ActTerms, by: StaffRole, input: () => Promise<Fields>])[] = [
  [registerApplicationAct, 'CASEWORKER', () => Promise.resolve({ ...form() })],
  [
    requestVerificationAct,
    'CASEWORKER',
    async () => {
      const { application } = await requestedCheck(room.room, room.services);
      return { applicationId: application.id, purpose: 'APPLICATION', baseDate: '2018-01-31' };
    },
  ],
  [
    recordStepAct,
    'CASEWORKER',
    async () => {
      const { application } = await requestedCheck(room.room, room.services);
      return { applicationId: application.id, kind: 'HOME_VISITED', happenedAt: new Date('2018-02-01T02:00:00Z') };
    },
  ],
  [
    reviewReportAct,
    'REVIEWER',
    async () => ({
      ...about(await drawn()),
      ...APPROVAL,
      overrides: [{ doubt: 0, reason: '已报废', proof }],
    }),
  ],
  [
    decideAct,
    'DECIDER',
    async () => {
      const verification = await drawn();
      const review = { ...about(verification), ...APPROVAL, overrides: [], idempotencyKey: crypto.randomUUID() };
      await perform(room.services, staff('r', 'REVIEWER'), 'c', reviewReportAct as unknown as AnyAct, review);
      return { ...about(verification), ...REFUSAL };
    },
  ],
  [
    fileObjectionAct,
    'CASEWORKER',
    async () => ({ verificationId: (await drawn()).id, key: 'indicator:I02', why: '车辆已卖', proofs: [proof] }),
  ],
];

/** By which it is seen that two outcomes are one: a step has no id of its own. */
function identityOf(outcome: unknown): unknown {
  return outcome !== null && typeof outcome === 'object' && 'id' in outcome ? outcome.id : outcome;
}

/** The input with one field changed, for each field but the key. */
function changedOnce(input: Fields): readonly Fields[] {
  return Object.entries(input).flatMap(([name, value]) =>
    name === 'idempotencyKey' ? [] : [{ ...input, [name]: otherThan(value) }],
  );
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return value === 'APPROVED' ? 'SENT_BACK' : `${value}0`;
  if (value instanceof Date) return new Date(value.getTime() - 1_000);
  if (value instanceof Uint8Array) return Uint8Array.from([...value, 0]);
  if (Array.isArray(value)) return value.length === 0 ? [proof] : [otherThan(value[0]), ...value.slice(1)];
  if (value === null || value === undefined) return 'something';
  // The key of a person is a name within the form: another one is the same form.
  const [first = '', ...rest] = Object.keys(value).toSorted((a, b) => Number(a === 'key') - Number(b === 'key'));
  const inner = value as Fields;
  return { ...Object.fromEntries(rest.map((key) => [key, inner[key]])), [first]: otherThan(inner[first]) };
}

describe('an idempotency key', () => {
  it('is tried here for every act that takes one, but for the dispute, which needs evidence', () => {
    const tried = [...KEYED.map(([{ name }]) => name), openDisputeAct.name, 'DECIDE_POLICY_EFFECT'];
    expect(tried.toSorted()).toEqual(
      ACTS.filter(({ keyed }) => keyed)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it.each(KEYED.map(([terms, by, input]) => ({ name: terms.name, terms, by, input })))(
    'of $name stands for one whole input: again the same, and nothing else under it',
    async ({ terms, by, input }) => {
      const act = terms as unknown as AnyAct;
      const principal = staff('keyed', by);
      const wish = { ...(await input()), idempotencyKey: crypto.randomUUID() };
      const first = await perform(room.services, principal, 'c1', act, wish);
      const again = await perform(room.services, principal, 'c2', act, wish);
      expect(identityOf(again)).toEqual(identityOf(first));
      for (const other of changedOnce(wish)) {
        const changed = perform(room.services, principal, 'c3', act, other);
        const thrown = await refusalOf(changed).catch((fault: unknown) => {
          throw new Error(`${JSON.stringify(other)} passes for the same`, { cause: fault });
        });
        // Another id names nothing, and a form that is in no order is refused before its key is looked at.
        expect(['IDEMPOTENCY_KEY_REUSED', 'NOT_FOUND', 'FORBIDDEN', ...FORM], JSON.stringify(other)).toContain(
          thrown.code,
        );
      }
      const { rows } = await kept(wish.idempotencyKey);
      expect(rows).toBe(1);
    },
  );

  it('used by twenty at once for one form makes one application', async () => {
    const wish = { ...form(), idempotencyKey: crypto.randomUUID() };
    const made = await Promise.all(
      Array.from({ length: 20 }, () =>
        perform(room.services, staff('keyed', 'CASEWORKER'), 'c', registerApplicationAct, wish),
      ),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });
});

const FORM = [
  'INVALID_INPUT',
  'INVALID_REGION',
  'INVALID_DATE',
  'INVALID_NAME',
  'INVALID_CERTIFICATE',
  'INVALID_CITIZEN_NUMBER',
  'UNKNOWN_RELATION',
];

async function kept(key: string): Promise<{ rows: number }> {
  const rows = await room.services.db.selectFrom('act_key').select('act').where('idempotency_key', '=', key).execute();
  return { rows: rows.length };
}

describe('two sides of one case', () => {
  it('are never one person’s: who registered or requested neither reviews nor decides, whatever roles they hold', async () => {
    const verification = await drawn();
    const both = staff(CASEWORKER.subject, 'CASEWORKER', 'REVIEWER', 'DECIDER');
    for (const [act, input] of [
      [reviewReportAct, { ...APPROVAL, overrides: [] }],
      [decideAct, REFUSAL],
    ] as const) {
      const wish = { ...about(verification), ...input, idempotencyKey: crypto.randomUUID() };
      const refusal = await refusalOf(perform(room.services, both, 'c', act as unknown as AnyAct, wish));
      expect(refusal.code).toBe('SECOND_PERSON_NEEDED');
    }
  });
});

describe('what lies elsewhere', () => {
  it('is refused in the words of what is not there, and each attempt is on record', async () => {
    const verification = await drawn();
    const wish = (verificationId: string) => ({
      ...about(verification),
      ...APPROVAL,
      overrides: [],
      verificationId,
      idempotencyKey: crypto.randomUUID(),
    });
    const stranger: Principal = { kind: 'STAFF', subject: 'stranger', division: '320214', roles: ['REVIEWER'] };
    const refusals: Problem[] = [];
    for (const id of [verification.id, crypto.randomUUID(), 'no id']) {
      refusals.push(
        await refusalOf(perform(room.services, stranger, 'c', reviewReportAct as unknown as AnyAct, wish(id))),
      );
    }
    expect(new Set(refusals.map(({ details }) => JSON.stringify(details))).size).toBe(1);
    const looks = await room.services.db
      .selectFrom('look_log')
      .select(['act', 'outcome', 'application_id'])
      .where('actor', '=', 'stranger')
      .orderBy('seq')
      .execute();
    expect(looks).toEqual([
      { act: 'REVIEW_REPORT', outcome: 'REFUSED', application_id: verification.applicationId },
      { act: 'REVIEW_REPORT', outcome: 'REFUSED', application_id: null },
      { act: 'REVIEW_REPORT', outcome: 'REFUSED', application_id: null },
    ]);
  });
});
