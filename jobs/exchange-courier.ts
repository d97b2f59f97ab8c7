import { markSentAct, releaseQuestionsAct } from '../src/access/acts/answer-work.ts';
import { tellWaitingAct } from '../src/access/acts/check-work.ts';
import { SourceFault } from '../src/sources/port.ts';
import type { ExchangeConnection, RefusedQuestions, UnreadFile } from '../src/sources/port.ts';
import { lineOf } from '../src/sources/terms.ts';
import { createBatcher } from '../src/platform/batcher.ts';
import { whileAlone } from '../src/platform/one-at-a-time.ts';
import { asError } from '../src/platform/problem.ts';
import { findOpenOfSource } from '../src/question/find.ts';
import { findReadyInstitutions } from '../src/question/ready.ts';
import type { ClaimedQuestion } from '../src/verification/claim-questions.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import { askAgain } from './ask-again.ts';
import type { AnswerTaker } from './answer-taker.ts';
import { closeAsFault } from './close-as-fault.ts';
import type { Claimer } from './claimer.ts';
import type { Concluder } from './conclude-check.ts';
import { keepAndTell } from './keep-unread.ts';
import type { ConnectedSource, WorkServices } from './services.ts';

/** Most questions in one pass. A pass writes one file for each institution that has questions. */
const MOST_IN_A_PASS = 2_000;
/** A process that finds another one reading tries again after this time, for files that arrived in the meantime. */
const LOOK_AGAIN_MS = 200;

/** Sends questions of one source through its exchange, and receives its answers. */
export class ExchangeCourier {
  readonly #services: WorkServices;
  readonly #source: ConnectedSource & { readonly connection: ExchangeConnection };
  readonly #take: AnswerTaker;
  readonly #conclude: Concluder;
  readonly #claim: Claimer;
  readonly #laying: (verificationId: string | null) => Promise<number | null>;
  readonly #collecting: (hint: null) => Promise<void>;
  #stopWatching: () => void = () => undefined;
  #again: NodeJS.Timeout | null = null;

  constructor(
    services: WorkServices,
    source: ConnectedSource & { readonly connection: ExchangeConnection },
    take: AnswerTaker,
    conclude: Concluder,
    claim: Claimer,
  ) {
    this.#services = services;
    this.#source = source;
    this.#take = take;
    this.#conclude = conclude;
    this.#claim = claim;
    // One pass serves all verifications that asked before it.
    this.#laying = createBatcher(async (ids: readonly (string | null)[]) => {
      const again = await this.#lay(ids.filter((id) => id !== null));
      return ids.map(() => again);
    });
    this.#collecting = createBatcher(async (hints: readonly null[]) => {
      await this.#collect();
      return hints.map(() => undefined);
    });
  }

  /** Reads files that may have arrived without a notification. */
  look(): void {
    this.#collectSoon();
  }

  /** Starts to watch for arriving files. */
  start(): void {
    this.#stopWatching = this.#source.connection.watch(() => this.#collectSoon());
    this.#collectSoon();
  }

  stop(): void {
    this.#stopWatching();
    if (this.#again !== null) clearTimeout(this.#again);
  }

  /**
   * Sends the questions of all verifications that may be sent now. `verificationId` names the verification whose
   * watchers are told of a wait.
   *
   * @returns milliseconds after which more may be sent; `null` when all are sent.
   */
  lay(verificationId: string | null): Promise<number | null> {
    return this.#laying(verificationId);
  }

  async #lay(verificationIds: readonly string[]): Promise<number | null> {
    const services = this.#services;
    const { definition, planned, connection } = this.#source;
    const { behaviour } = definition;
    const now = services.clock.now();
    const opensIn = services.calendar.nextOpening(behaviour.window, now).getTime() - now.getTime();
    if (opensIn > 0) {
      for (const id of verificationIds) await this.#tellWaiting(id, 'WAITING_WINDOW');
      return opensIn;
    }
    const ready = await findReadyInstitutions(services.db, definition.id, now);
    if (ready.length === 0) return null;
    // The quota of an exchange counts files, because a bank accepts a list as readily as a single name.
    const line = lineOf(definition);
    const leave = await services.guard.take(line.id, line, ready.length);
    if (leave.slots.length === 0) {
      for (const id of verificationIds) await this.#tellWaiting(id, 'WAITING_QUOTA');
      return leave.retryInMs;
    }
    try {
      const institutions = ready.slice(0, leave.slots.length);
      const { questions: claimed, more } = await this.#claim({ source: planned, institutions, most: MOST_IN_A_PASS });
      const files = Map.groupBy(claimed, ({ institution }) => institution ?? '');
      await Promise.all(
        [...files].map(([institution, questions]) => this.#layFile(connection, institution, questions)),
      );
      announce(
        services,
        claimed.map(({ verificationId }) => verificationId),
      );
      return leave.slots.length < ready.length || more ? leave.retryInMs : null;
    } finally {
      // A slot is for an exchange in progress; a file that waits in the folder holds none.
      await Promise.all(leave.slots.map((slot) => services.guard.release(slot)));
    }
  }

  async #layFile(
    connection: ExchangeConnection,
    institution: string,
    questions: readonly ClaimedQuestion[],
  ): Promise<void> {
    const services = this.#services;
    const { log } = services;
    const ids = questions.map(({ questionId }) => questionId);
    try {
      await connection.submit(institution, questions);
    } catch (thrown) {
      if (thrown instanceof SourceFault && thrown.reason === 'UNENCODABLE' && thrown.requestIds.length > 0) {
        return this.#layWithout(connection, institution, questions, new Set(thrown.requestIds));
      }
      const { id: sourceId } = this.#source.definition;
      log.warn('batch not laid', { sourceId, institution, count: ids.length, err: asError(thrown) });
      if (thrown instanceof SourceFault && !thrown.retryable) {
        return closeAsFault(this.#services, questions, thrown.reason);
      }
      const fault = thrown instanceof SourceFault ? thrown.reason : 'UNREACHABLE';
      await asWorker(services, releaseQuestionsAct, { questionIds: ids, fault });
      const line = lineOf(this.#source.definition);
      await this.#services.guard.failed(line.id, line);
      return;
    }
    await asWorker(services, markSentAct, { questionIds: ids });
    const line = lineOf(this.#source.definition).id;
    if (await this.#services.guard.succeeded(line)) await askAgain(this.#services, line);
  }

  /** A name that the file's encoding cannot represent would ask about somebody else, so it is never sent. */
  async #layWithout(
    connection: ExchangeConnection,
    institution: string,
    questions: readonly ClaimedQuestion[],
    unencodable: ReadonlySet<string>,
  ): Promise<void> {
    const left = Map.groupBy(questions, ({ requestId }) => unencodable.has(requestId));
    await closeAsFault(this.#services, left.get(true) ?? [], 'UNENCODABLE');
    const rest = left.get(false) ?? [];
    if (rest.length > 0 && rest.length < questions.length) await this.#layFile(connection, institution, rest);
  }

  /** Settles questions that an institution will never answer, because waiting for them would be useless. */
  async #refuse({ requestIds, reason }: RefusedQuestions): Promise<void> {
    const services = this.#services;
    const sourceId = this.#source.definition.id;
    const questions = await findOpenOfSource(services.db, sourceId, requestIds);
    await closeAsFault(services, questions, reason);
    for (const verificationId of new Set(questions.map((question) => question.verificationId))) {
      void this.#conclude(verificationId);
    }
  }

  /** Stores a file that cannot be read yet; its answers are late answers once it can be read. */
  async #keep(file: UnreadFile): Promise<void> {
    const { institution, fileName, requestIds } = file;
    const body = { sourceId: this.#source.definition.id, institution };
    await keepAndTell(this.#services, body, { fileName }, file);
    await this.#refuse({ institution, requestIds, reason: 'FORMAT_CHANGED' });
  }

  async #tellWaiting(verificationId: string, wait: 'WAITING_QUOTA' | 'WAITING_WINDOW'): Promise<void> {
    const { id: sourceId } = this.#source.definition;
    if (await asWorker(this.#services, tellWaitingAct, { verificationId, sourceId, wait })) {
      announce(this.#services, [verificationId]);
    }
  }

  /** Starts reading arrived files. */
  #collectSoon(): void {
    this.#collecting(null).catch((thrown: unknown) => {
      this.#services.log.error('exchange not read', { sourceId: this.#source.definition.id, err: asError(thrown) });
    });
  }

  /** Only one process reads at a time. */
  async #collect(): Promise<void> {
    const { definition, connection } = this.#source;
    const read = await whileAlone(this.#services.db, `exchange:${definition.id}`, () =>
      connection.collect(
        this.#take,
        (refused) => this.#refuse(refused),
        (file) => this.#keep(file),
      ),
    );
    if (!read) {
      if (this.#again !== null) clearTimeout(this.#again);
      this.#again = setTimeout(() => this.#collectSoon(), LOOK_AGAIN_MS);
      this.#again.unref();
    }
  }
}
