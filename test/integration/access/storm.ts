import { seeded } from '../../../adapters/sandbox/seeded.ts';
import { closeApplicationAct, registerApplicationAct } from '../../../src/access/acts/application.ts';
import {
  claimQuestionsAct,
  closeOverdueAct,
  issueReportsAct,
  settleFollowersAct,
} from '../../../src/access/acts/check-work.ts';
import { decideAct, recordStepAct } from '../../../src/access/acts/decision.ts';
import type { Act, Place } from '../../../src/access/acts/define-act.ts';
import { openDisputeAct } from '../../../src/access/acts/dispute.ts';
import { weighLateAnswersAct } from '../../../src/access/acts/late-answer.ts';
import { endLetterAct, recordLetterAct, withdrawGrantAct } from '../../../src/access/acts/letter.ts';
import {
  addObjectionProofAct,
  askAgainAct,
  fileObjectionAct,
  settleObjectionAct,
} from '../../../src/access/acts/objection.ts';
import { perform } from '../../../src/access/acts/perform.ts';
import { reviewReportAct } from '../../../src/access/acts/review.ts';
import {
  cancelVerificationAct,
  renewReportAct,
  requestLookupAct,
  requestVerificationAct,
} from '../../../src/access/acts/verification.ts';
import type { Principal } from '../../../src/access/principal.ts';
import { STAFF_ROLES } from '../../../src/audit/actor.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { requestedCheck } from '../../support/drawn-report.ts';
import { form } from '../../support/family.ts';
import { pngScan } from '../../support/scans.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { planChecks, issueReport } from '../../support/acts.ts';

/** Services on a database of their own, at a time that stands still, and a way to register cases. */
export type StormRoom = Pick<CaseRoom, 'services' | 'register'>;

/** The result of a storm of acts. */
export type StormOutcome = {
  readonly seed: number;
  readonly acts: number;
  readonly done: number;
  /** Typed refusals by their code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Acts that ended in anything else, or in `UNAVAILABLE`; none may. */
  readonly internal: readonly string[];
  readonly seconds: number;
};

const CASES = 4;
/** Milliseconds: longer than any source, and the report itself, is waited for. */
const PAST_EVERY_DEADLINE = 60 * 86_400_000;
const proof = { mediaType: 'image/png', bytes: pngScan() };

/** One act about to be performed. */
type Wish = { readonly name: string; readonly run: () => Promise<unknown> };

/** Performs acts of all kinds on four cases with reports, all at the same moment, by people who hold every role. */
export async function storm(
  room: StormRoom,
  { seed, acts }: { readonly seed: number; readonly acts: number },
): Promise<StormOutcome> {
  const { services } = room;
  const cases = [];
  for (let index = 0; index < CASES; index += 1) cases.push(await requestedCheck(room, services));
  await planChecks(
    services,
    cases.map(({ verification }) => verification.id),
  );
  services.clock.advance(PAST_EVERY_DEADLINE);
  for (const { verification } of cases) await issueReport(services, verification.id);
  const began = performance.now();
  const wishes = wishesOf(services, cases, seed, acts);
  const outcomes = await Promise.allSettled(wishes.map(({ run }) => run()));
  const refused: Record<string, number> = {};
  const internal: string[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') continue;
    const reason: unknown = outcome.reason;
    const isTyped = reason instanceof Problem && reason.code !== 'INTERNAL' && reason.code !== 'UNAVAILABLE';
    if (isTyped) refused[reason.code] = (refused[reason.code] ?? 0) + 1;
    else internal.push(`${wishes[index]?.name ?? ''}: ${String(reason)}`);
  }
  return {
    seed,
    acts,
    done: outcomes.filter(({ status }) => status === 'fulfilled').length,
    refused,
    internal,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}

function wishesOf(
  services: StormRoom['services'],
  cases: readonly Awaited<ReturnType<typeof requestedCheck>>[],
  seed: number,
  acts: number,
): readonly Wish[] {
  const chance = seeded('storm', seed);
  const objections: string[] = [];
  const checks = cases.map(({ verification }) => verification.id);
  const files = services.sources.slice(0, 2).map((source) => ({ source, most: 50 }));
  const system: Principal = { kind: 'SYSTEM', program: 'hedui-worker' };
  const person = (): Principal => ({
    kind: 'STAFF',
    subject: `officer-${chance.int(1, 6)}`,
    division: '320200',
    roles: [...STAFF_ROLES],
  });
  return Array.from({ length: acts }, (_, index): Wish => {
    const { application, household, verification } = cases[chance.int(0, cases.length - 1)] ?? cases[0] ?? none();
    const principal = person();
    const idempotencyKey = `storm-${seed}-${chance.int(1, acts)}`;
    const [applicationId, verificationId, version] = [application.id, verification.id, chance.int(1, 4)];
    const personId = household.members[0]?.personId ?? '';
    const about = { verificationId, version, unrelated: true, idempotencyKey };
    const objectionId = () => objections[chance.int(0, Math.max(0, objections.length - 1))] ?? crypto.randomUUID();
    const by = <Input, Output, Found extends Place>(
      act: Act<StormRoom['services'], Input, Output, Found>,
      input: () => Input,
      who = principal,
    ): Wish => ({
      name: act.name,
      run: () => perform(services, who, `storm-${index}`, act, input()),
    });
    const file = (): Wish => ({
      name: fileObjectionAct.name,
      async run() {
        const key = `indicator:I${String(chance.int(1, 11)).padStart(2, '0')}`;
        const input = { verificationId, key, why: '与实际不符', proofs: [proof], idempotencyKey };
        const filed = await perform(services, principal, `storm-${index}`, fileObjectionAct, input);
        objections.push(filed.id);
      },
    });
    const makers: readonly (() => Wish)[] = [
      () => by(registerApplicationAct, () => ({ ...form(), idempotencyKey })),
      () =>
        by(recordLetterAct, () => ({
          applicationId,
          letterNumber: `锡核授〔2018〕风${chance.int(1, 9_999)}号`,
          signedOn: '2018-02-01',
          grants: [{ personId, sources: ['real-estate'], purposes: ['OBJECTION_REVIEW'] }],
        })),
      () => by(withdrawGrantAct, () => ({ letterId: crypto.randomUUID(), personId })),
      () => by(endLetterAct, () => ({ letterId: crypto.randomUUID(), reason: 'CHECK_FAILED' as const })),
      () => by(requestVerificationAct, () => ({ applicationId, purpose: 'APPLICATION' as const, idempotencyKey })),
      () =>
        by(requestLookupAct, () => ({
          applicationId,
          purpose: 'APPLICATION' as const,
          answers: [{ personId, sourceId: 'vehicles', institution: '' }],
        })),
      () => by(cancelVerificationAct, () => ({ verificationId })),
      () => by(renewReportAct, () => ({ verificationId })),
      () => by(weighLateAnswersAct, () => ({ verificationId }), system),
      () => by(issueReportsAct, () => ({ ids: checks }), system),
      () => by(closeOverdueAct, () => ({ verificationId }), system),
      () => by(settleFollowersAct, () => ({ ids: checks, firstIds: null }), system),
      () => by(claimQuestionsAct, () => ({ files }), system),
      () =>
        by(recordStepAct, () => ({ applicationId, kind: 'HOME_VISITED' as const, happenedAt: null, idempotencyKey })),
      () => by(reviewReportAct, () => ({ ...about, verdict: 'APPROVED' as const, remark: null, overrides: [] })),
      () =>
        by(decideAct, () => ({
          ...about,
          kind: 'REFUSED' as const,
          reasons: '经入户核实，情况属实',
          grounds: [{ finding: 'I02', established: '入户查看' }],
          monthlyFen: null,
          graceMonths: null,
          recheck: null,
        })),
      () => by(closeApplicationAct, () => ({ applicationId })),
      file,
      file,
      () => by(addObjectionProofAct, () => ({ objectionId: objectionId(), proofs: [proof] })),
      () => by(askAgainAct, () => ({ objectionId: objectionId() })),
      () =>
        by(settleObjectionAct, () => ({ objectionId: objectionId(), outcome: 'EXPLAINED' as const, reason: '已说明' })),
      () =>
        by(openDisputeAct, () => ({
          applicationId,
          personId,
          kind: 'FALSE_DEATH' as const,
          enterpriseCodes: [],
          why: '本人健在',
          proofs: [],
          idempotencyKey,
        })),
    ];
    return (makers[chance.int(0, makers.length - 1)] ?? file)();
  });
}

function none(): never {
  throw new Error('a storm needs a case');
}
