import { SourceFault } from '../src/sources/port.ts';
import type { SourceReply } from '../src/sources/port.ts';
import { takeKeptAnswersAct } from '../src/access/acts/answer-work.ts';
import { settleFollowersAct } from '../src/access/acts/check-work.ts';
import { perform } from '../src/access/acts/perform.ts';
import { closeReplayedAct } from '../src/access/acts/source-work.ts';
import type { Principal } from '../src/access/principal.ts';
import { readKept } from '../src/sources/unread-store.ts';
import type { KeptAnswer } from '../src/sources/unread-store.ts';
import { readAsked } from '../src/verification/inquiries.ts';
import type { AskedQuestion } from '../src/verification/inquiries.ts';
import type { VerificationServices } from '../src/verification/services.ts';
import { findFollowingChecks } from '../src/verification/settle-followers.ts';
import type { ConnectedSource } from './services.ts';

const PAGE = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The result of reading again: stored answers that were read, and those that still cannot be read. */
export type Replay = { readonly taken: number; readonly unread: number };

/** The operator of a replay, and the request id of their command. */
export type Operator = { readonly principal: Principal; readonly requestId: string };

/**
 * Reads the stored unreadable answers of a source through its current adapter. A readable one is taken as a late
 * answer, which is evaluated for its report and for the reports of questions that joined its question, and is erased
 * in the same transaction; the others stay. A second run after a kill takes nothing twice.
 */
export async function replaySource(
  services: VerificationServices,
  { principal, requestId }: Operator,
  source: ConnectedSource,
): Promise<Replay> {
  const sourceId = source.definition.id;
  let [taken, unread, after] = [0, 0, FIRST];
  for (;;) {
    const kept = await readKept(services, sourceId, after, PAGE);
    if (kept.length === 0) break;
    after = kept.at(-1)?.id ?? after;
    const questionIds = kept.flatMap(({ of }) => ('questionId' in of ? [of.questionId] : []));
    const asked = await readAsked(services, questionIds);
    const read = await Promise.all(kept.map((answer) => readAgain(source, answer, asked)));
    const replies = read.flatMap((one) => one ?? []);
    const keptIds = kept.flatMap(({ id }, index) => (read[index] === null ? [] : [id]));
    if (keptIds.length > 0) {
      const input = { answers: replies, keptIds };
      const { settled: firstIds } = await perform(services, principal, requestId, takeKeptAnswersAct, input);
      // Notifies the followers of these questions; after a kill in between the reconciler does it.
      const ids = await findFollowingChecks(services, firstIds);
      if (ids.length > 0) await perform(services, principal, requestId, settleFollowersAct, { firstIds, ids });
    }
    taken += replies.length;
    unread += read.filter((one) => one === null).length;
  }
  await perform(services, principal, requestId, closeReplayedAct, { sourceId });
  return { taken, unread };
}

/** @returns `null` where it still cannot be read, or where its questions are no longer known. */
async function readAgain(
  { connection }: ConnectedSource,
  { institution, of, raw }: KeptAnswer,
  asked: ReadonlyMap<string, AskedQuestion>,
): Promise<readonly SourceReply[] | null> {
  try {
    if ('fileName' in of) {
      if (connection.mode !== 'EXCHANGE') return null;
      const replies = await connection.reread({ institution, fileName: of.fileName }, raw);
      return replies.length === 0 ? null : replies;
    }
    const inquiry = asked.get(of.questionId);
    return inquiry === undefined || connection.mode !== 'DIRECT' ? null : [connection.read(inquiry, raw)];
  } catch (thrown) {
    if (thrown instanceof SourceFault) return null;
    throw thrown;
  }
}
