import type { Application } from '../../src/application/application.ts';
import { readEvidence } from '../../src/evidence/read-evidence.ts';
import type { EvidencePiece } from '../../src/evidence/piece.ts';
import type { ClaimedQuestion } from '../../src/verification/claim-questions.ts';
import type { RequestVerification } from '../../src/verification/request.ts';
import type { PlannedSource } from '../../src/sources/planned-source.ts';
import type { VerificationServices } from '../../src/verification/services.ts';
import type { TakenAnswer } from '../../src/verification/take-answers.ts';
import type { Verification } from '../../src/verification/verification.ts';
import { CASEWORKER, openCaseRoom } from './case-room.ts';
import type { CaseRoom } from './case-room.ts';
import {
  cancelVerification,
  claimQuestions,
  planChecks,
  recordLetter,
  requestVerification,
  settleFollowers,
  takeAnswers,
} from './acts.ts';

/** The steps of a check, taken by hand on a real database, in the order in which a test wants them. */
export type Desk = {
  readonly services: VerificationServices & { readonly clock: CaseRoom['services']['clock'] };
  readonly ownerUrl: string;
  /** Begins anew: checks under way are called off, and two days later nothing of them is fresh. */
  clear(): Promise<void>;
  /** Registers the same family again as a case of its own, everybody signed. */
  admit(): Promise<Application>;
  letterOf(application: Application): string;
  /** A check of a case, planned. */
  check(application: Application, wish?: Partial<RequestVerification>): Promise<Verification>;
  claim(sourceId: string): Promise<readonly ClaimedQuestion[]>;
  answer(requestId: string, kind?: TakenAnswer['kind']): ReturnType<typeof takeAnswers>;
  follow(): ReturnType<typeof settleFollowers>;
  /** A source's evidence about the applicant in a verification. */
  piece(check: Verification, application: Application, sourceId: string): Promise<EvidencePiece>;
  close(): Promise<void>;
};

/** Opens it at 10:00 of 1 February 2018; the time stands still. */
export async function openDesk(): Promise<Desk> {
  const room = await openCaseRoom();
  const { services } = room;
  const { sources } = services;
  const source = (id: string): PlannedSource => {
    const found = sources.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no source ${id}`);
    return found;
  };
  const letters = new Map<string, string>();
  return {
    services,
    ownerUrl: room.database.ownerUrl,
    async clear() {
      const open = await services.db.selectFrom('verification').select('id').where('state', '=', 'ASKING').execute();
      for (const { id } of open) await cancelVerification(services, CASEWORKER, { verificationId: id });
      await services.db.updateTable('outbox').set({ dispatched_at: services.clock.now() }).execute();
      services.clock.advance(48 * 3_600_000);
    },
    letterOf: ({ id }) => letters.get(id) ?? '',
    async admit() {
      const { application, household } = await room.register();
      const letterNumber = `锡核授〔2018〕${String(letters.size + 1).padStart(4, '0')}号`;
      letters.set(application.id, letterNumber);
      await recordLetter(services, CASEWORKER, {
        applicationId: application.id,
        letterNumber,
        signedOn: '2018-01-31',
        grants: household.members.map(({ personId }) => ({
          personId,
          sources: sources.map(({ id }) => id),
          purposes: ['SOCIAL_ASSISTANCE_CHECK'],
        })),
      });
      return application;
    },
    async check({ id: applicationId }, wish = {}) {
      const verification = await requestVerification(services, CASEWORKER, {
        applicationId,
        purpose: 'APPLICATION',
        idempotencyKey: crypto.randomUUID(),
        ...wish,
      });
      await planChecks(services, [verification.id]);
      return verification;
    },
    claim: async (id) => (await claimQuestions(services, { files: [{ source: source(id), most: 1_000 }] })).questions,
    answer: (requestId, kind = 'HIT') =>
      takeAnswers(services, [
        {
          requestId,
          kind,
          facts: [],
          coverage: { territory: '320200', period: { from: null, to: null } },
          dataDate: null,
          raw: Buffer.from(requestId),
        },
      ]),
    follow: () => settleFollowers(services, null),
    async piece({ id }, { applicantPersonId }, sourceId) {
      const pieces = await readEvidence(services.db, services.vault, id);
      const found = pieces.find((one) => one.personId === applicantPersonId && one.sourceId === sourceId);
      if (found === undefined) throw new Error('no such question');
      return found;
    },
    close: () => room.close(),
  };
}
