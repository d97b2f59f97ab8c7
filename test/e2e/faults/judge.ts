import type { RequestLine } from '../../../adapters/sandbox/request-log.ts';
import type { Database } from '../../../src/platform/database.ts';
import type { NeverAskedReason } from '../../../src/question/reason.ts';

/** Questions that were open at a kill and had reached their department: only these may be asked once more. */
export type Interrupted = ReadonlySet<string>;

/** Request ids of the questions that are open and of which no department is known to have them. */
export async function readUnsent(db: Database): Promise<readonly string[]> {
  const open = await db
    .selectFrom('question')
    .select('request_id')
    .where('state', '<>', 'SETTLED')
    .where('sent_at', 'is', null)
    .execute();
  return open.map((row) => row.request_id);
}

/** @param unsent what was open and unsent at the kill */
export function interruptedAmong(unsent: readonly string[], lines: readonly RequestLine[]): Interrupted {
  const counted = new Set(lines.map(({ requestId }) => requestId));
  return new Set(unsent.filter((requestId) => counted.has(requestId)));
}

/** The facts of a run that its promises depend on. */
export type Facts = {
  readonly checkIds: readonly string[];
  /** The departments' own count. */
  readonly lines: readonly RequestLine[];
  /** One entry for each kill. */
  readonly kills: readonly Interrupted[];
  /** Days so short that a question may fall due while no worker lives; its answer is then a late one. */
  readonly shortDays: boolean;
};

/** Holds the database and the departments' count against what was promised. @returns what does not hold, in words */
export async function judge(db: Database, facts: Facts): Promise<readonly string[]> {
  return [...(await judgeChecks(db, facts)), ...(await judgeAnswers(db, facts)), ...(await judgeAsking(db, facts))];
}

/**
 * Each verification has one report, with one progress event and one audit entry; with short days a late answer may have
 * renewed it.
 */
async function judgeChecks(db: Database, { checkIds, shortDays }: Facts): Promise<string[]> {
  const faults: string[] = [];
  for (const id of checkIds) {
    const { state } = await db
      .selectFrom('verification')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (!state.startsWith('ISSUED')) faults.push(`a check is ${state}`);
    const reports = await db.selectFrom('report').select('version').where('verification_id', '=', id).execute();
    const versions = reports.map(({ version }) => version).toSorted((a, b) => a - b);
    const progress = await db.selectFrom('progress').select('event').where('verification_id', '=', id).execute();
    const told = (event: string): number => progress.filter((row) => row.event === event).length;
    const looks = await db
      .selectFrom('look_log')
      .select('seq')
      .where('verification_id', '=', id)
      .where('act', '=', 'ISSUE_REPORT')
      // A late answer that changes nothing leaves an entry too: UNCHANGED.
      .where('outcome', 'like', 'ISSUED%')
      .execute();
    const most = shortDays ? 1 + told('LATE_ANSWER') : 1;
    if (versions.length < 1 || versions.length > most || versions.some((version, index) => version !== index + 1)) {
      faults.push(`a check has the report versions ${versions.join(', ') || 'none'}, at most ${most} expected`);
    }
    if (told('REPORT_ISSUED') !== versions.length) {
      faults.push(`a check with ${versions.length} versions tells of ${told('REPORT_ISSUED')}`);
    }
    if (looks.length !== versions.length) faults.push(`${versions.length} versions left ${looks.length} looks`);
  }
  return faults;
}

/** Why a question was written as settled: nobody is asked it, so that nothing is told of an answer. */
const NEVER_PUT: Readonly<Record<NeverAskedReason, true>> = {
  SOURCE_NOT_CONNECTED: true,
  CERTIFICATE_NOT_KNOWN_TO_SOURCE: true,
  AMOUNT_NOT_TOLD: true,
  NO_TIME_LEFT: true,
};

async function judgeAnswers(db: Database, { shortDays }: Facts): Promise<string[]> {
  const questions = await db.selectFrom('question').selectAll().execute();
  const answers = await db.selectFrom('answer').select(['question_id', 'origin', 'kind', 'late']).execute();
  const progress = await db.selectFrom('progress').select(['question_id', 'event']).execute();
  const faults: string[] = [];
  for (const { id, state, source_id: sourceId, institution, last_fault: lastFault } of questions) {
    const name = `a question to ${sourceId} ${institution}`;
    if (state !== 'SETTLED') faults.push(`${name} is ${state}`);
    const mine = answers.filter((answer) => answer.question_id === id);
    const [ours, theirs] = [mine.filter(({ origin }) => origin === 'GATEWAY'), mine.filter(({ late }) => late)];
    const kinds = mine.map(({ kind }) => kind).join(' and ');
    const renewed = mine.length === 2 && ours.length === 1 && ours[0]?.kind === 'NO_RESPONSE' && theirs.length === 1;
    if (mine.length !== 1 && !(shortDays && renewed)) faults.push(`${name} has the answers ${kinds || 'none'}`);
    if (!shortDays && kinds === 'NO_RESPONSE') faults.push(`${name} was given up, though its department answers`);
    const told = progress.filter((row) => row.question_id === id && row.event === 'ANSWERED').length;
    if (told !== ((lastFault ?? '') in NEVER_PUT ? 0 : 1)) faults.push(`${name} was told as answered ${told} times`);
  }
  return faults;
}

/** Each question once, again only after a kill between send and storing; and each time after its look was written. */
async function judgeAsking(db: Database, { lines, kills }: Facts): Promise<string[]> {
  const questions = await db
    .selectFrom('question as q')
    .leftJoin('answer as a', 'a.question_id', 'q.id')
    .select(['q.request_id', 'a.origin'])
    .execute();
  const known = new Map(questions.map((row) => [row.request_id, row]));
  const looks = await db
    .selectFrom('look_log')
    .select(['request_id', 'at'])
    .where('act', '=', 'ASK_SOURCE')
    .where('outcome', '=', 'SENT')
    .execute();
  const faults: string[] = [];
  const byRequest = Map.groupBy(lines, ({ requestId }) => requestId);
  for (const [requestId, asked] of byRequest) {
    if (!known.has(requestId)) faults.push('a department was asked under a request id that nobody knows');
    const interruptions = kills.filter((kill) => kill.has(requestId)).length;
    if (asked.length > 1 + interruptions) {
      const [{ sourceId } = { sourceId: '' }] = asked;
      faults.push(`${sourceId} was asked ${asked.length} times, with ${interruptions} kills between send and storing`);
    }
    const mine = looks.filter((look) => look.request_id === requestId);
    for (const [before, line] of asked.entries()) {
      const earlier = mine.filter((look) => look.at.toISOString() <= line.at).length;
      if (earlier <= before) faults.push(`${line.sourceId} was asked without an earlier audit entry`);
    }
  }
  for (const { request_id: requestId, origin } of questions) {
    if (origin === 'SOURCE' && !byRequest.has(requestId)) faults.push('an answer to a question that nobody was asked');
  }
  return faults;
}
