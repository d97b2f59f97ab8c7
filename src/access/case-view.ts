import DataLoader from 'dataloader';
import type { Application } from '../application/application.ts';
import { covers } from '../authorisation/covers.ts';
import type { Letter } from '../authorisation/letter.ts';
import { readLettersOf } from '../authorisation/letter-store.ts';
import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { VerificationServices } from '../verification/services.ts';
import { usableAnswers } from '../verification/usable-answers.ts';
import type { UsableAnswer } from '../verification/usable-answers.ts';
import { bodyKey, JUST_TOLD_MS, findAskedLately } from '../question/asked-lately.ts';
import type { AskedLately, WantedAnswer } from '../question/asked-lately.ts';
import { askSources } from './ask-sources.ts';
import type { Asked, Asker } from './ask-sources.ts';
import { mayPerform } from './acts/admit.ts';
import { requestLookupAct } from './acts/verification.ts';
import { assertMay } from './may.ts';
import { look } from './reader.ts';
import type { Reader } from './reader.ts';
import type { SourceCalls } from './source-calls.ts';
import { CONTRADICTION_FACTS, contradictionsAmong, partiesToContradictions } from './contradictions-among.ts';
import type { SeenContradiction } from './contradictions-among.ts';
import { composeAnswer } from './source-answer.ts';
import type { Body, SourceAnswer } from './source-answer.ts';

/**
 * One source's data about a person, no older than `maxAgeMs`; `null` accepts any age. An answer of the last minute
 * is never too old: otherwise a query with a smaller `maxAgeMs` would ask again each time.
 */
export type WantedView = { readonly personId: string; readonly sourceId: string; readonly maxAgeMs: number | null };

/** The rights of a query besides reading. */
export type ViewOptions = {
  readonly purpose: VerificationPurpose;
  /** Whether missing answers are asked for; otherwise the answer lists the questions that would be needed. */
  readonly ask: boolean;
  readonly asker: Asker;
  readonly calls: SourceCalls;
};

/** The data of all departments about the people of one case, as one system. */
export type CaseView = {
  answer(wanted: WantedView): Promise<SourceAnswer>;
  /**
   * Contradictions between departments about a person, from stored answers and from answers to the same query. This
   * field itself asks and waits for nothing.
   */
  contradictions(wanted: Omit<WantedView, 'sourceId'>): Promise<readonly SeenContradiction[]>;
};

/** @property asks whether it may ask and wait; otherwise it is computed after all others are answered. */
type Wish = WantedView & { readonly asks: boolean };

/**
 * Opens the view on a case that the caller has seen. The requests of one query are collected, looked up in the store
 * together, counted, and, inside an open case, asked by one lookup. Every answer leaves its audit entry before it is
 * returned.
 */
export function viewCase(
  reader: Reader,
  services: VerificationServices,
  application: Application,
  household: HouseholdVersion,
  options: ViewOptions,
): CaseView {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const room = { reader, services, application, household, options };
  const loader = new DataLoader<Wish, SourceAnswer, string>((wishes) => answerAll(room, wishes), {
    cacheKeyFn: ({ personId, sourceId, maxAgeMs, asks }) => `${personId} ${sourceId} ${maxAgeMs} ${asks}`,
  });
  const parties = partiesToContradictions(services.sources);
  return {
    answer: (wanted) => loader.load({ ...wanted, asks: true }),
    async contradictions(wanted) {
      const wishes = parties.map(({ id: sourceId }) => loader.load({ ...wanted, sourceId, asks: false }));
      return contradictionsAmong(parties, await Promise.all(wishes));
    },
  };
}

type Room = {
  readonly reader: Reader;
  readonly services: VerificationServices;
  readonly application: Application;
  readonly household: HouseholdVersion;
  readonly options: ViewOptions;
};

/** One requested view with the data that decide about it. */
type Case = {
  readonly asks: boolean;
  readonly member: HouseholdMember;
  readonly source: PlannedSource;
  readonly bodies: readonly Body[];
};

async function answerAll(room: Room, wishes: readonly Wish[]): Promise<readonly SourceAnswer[]> {
  const { reader, application, options } = room;
  const { calls } = options;
  const { cases, lately } = await calls.prepare(() => judgeAll(room, wishes));
  const asking = cases.filter(({ asks }) => asks);
  const toAsk = options.ask && mayAsk(room) ? wantedOf(asking, 'TO_ASK') : [];
  await calls.mayAsk(toAsk.length);
  const { asked, spared } = await askSources(reader, options.asker, application, options.purpose, { toAsk, lately });
  calls.spared(spared);
  const composed = cases.map((one) =>
    composeAnswer(one.member, one.source, one.asks ? one.bodies : withNews(one, asked), asked),
  );
  await look(
    reader,
    composed.flatMap((answer, index) => entriesFor(application, answer, wishes[index]?.asks ?? true)),
  );
  return composed;
}

/** The state of every requested view before anything is asked, and its cost in questions. */
async function judgeAll(
  room: Room,
  wishes: readonly Wish[],
): Promise<{ readonly cases: readonly Case[]; readonly lately: readonly AskedLately[] }> {
  const { services, application, household, options } = room;
  const { db, clock } = services;
  const letters = (await readLettersOf(db, [application.id])).get(application.id) ?? [];
  const looking = { application, household, letters, purpose: options.purpose };
  const personIds = [...new Set(wishes.map(({ personId }) => personId))];
  const sourceIds = [...new Set(wishes.map(({ sourceId }) => sourceId))];
  const stored = await usableAnswers(services, db, looking, personIds, sourceIds);
  const lately = await findAskedLately(db, application.id, personIds, sourceIds, clock.now());
  const cases = wishes.map((one) => judge(room, { letters, stored, lately }, one));
  const asking = cases.filter(({ asks }) => asks);
  options.calls.reckon(wantedOf(cases, 'STORED').length, wantedOf(asking, 'TO_ASK').length);
  const awaited = new Set(wantedOf(asking, 'PENDING').map(bodyKey));
  return { cases, lately: lately.filter((one) => awaited.has(bodyKey(one))) };
}

/** Answers to this query replace stored ones, so that a response never holds two answers of one body. */
function withNews({ member, source, bodies }: Case, asked: Asked): readonly Body[] {
  return bodies.map((body) => {
    const { institution, state } = body;
    const wanted = bodyKey({ personId: member.personId, sourceId: source.id, institution });
    const isNews = asked.some(({ piece }) => piece.kind !== null && bodyKey(piece) === wanted);
    return state === 'STORED' && isNews ? { institution, state: 'PENDING' } : body;
  });
}

/** The bodies in a state, each about one person once. */
function wantedOf(cases: readonly Case[], state: Body['state']): readonly WantedAnswer[] {
  const wanted = cases.flatMap(({ member, source, bodies }) =>
    bodies.flatMap((body) =>
      body.state === state
        ? [{ personId: member.personId, sourceId: source.id, institution: body.institution ?? '' }]
        : [],
    ),
  );
  return [...new Map(wanted.map((one) => [bodyKey(one), one])).values()];
}

/** The data that decide about a body. */
type Known = {
  readonly letters: readonly Letter[];
  readonly stored: readonly UsableAnswer[];
  readonly lately: readonly AskedLately[];
};

/** The state of each body of a source about one person, before anything is asked. */
function judge(
  { services, household, options }: Room,
  { letters, stored, lately }: Known,
  { personId, sourceId, maxAgeMs, asks }: Wish,
): Case {
  const member = household.members.find((one) => one.personId === personId);
  const source = services.sources.find(({ id }) => id === sourceId);
  if (member === undefined || source === undefined) throw new RangeError('a view of nobody, or of no source');
  const now = services.clock.now();
  const oldest = maxAgeMs === null ? null : new Date(now.getTime() - Math.max(maxAgeMs, JUST_TOLD_MS));
  const cover = covers(letters, {
    personId,
    sourceId,
    sourceSince: source.since ?? null,
    purpose: options.purpose,
    at: now,
    householdVersion: household.number,
  });
  const codes = source.institutions.length === 0 ? [null] : source.institutions.map(({ code }) => code);
  const bodies = codes.map((institution): Body => {
    if (!source.connected || source.unconnectedInstitutions?.includes(institution ?? '')) {
      return { institution, state: 'NOT_CONNECTED' };
    }
    const fresh = stored.filter(
      ({ piece, asOf }) =>
        piece.personId === personId &&
        piece.sourceId === sourceId &&
        piece.institution === institution &&
        (oldest === null || asOf >= oldest),
    );
    // The newest answer, but an answer with the amount where one is still fresh.
    const known = fresh.find(({ piece }) => piece.lineFen === undefined) ?? fresh[0];
    if (known !== undefined) return { institution, state: 'STORED', known };
    if (!countsInHousehold(member, shanghaiDate(now)).counts) return { institution, state: 'DOES_NOT_COUNT' };
    const isPending = lately.some(
      (one) => one.personId === personId && one.sourceId === sourceId && one.institution === (institution ?? ''),
    );
    if (isPending) return { institution, state: 'PENDING' };
    if (!source.certificates.includes(member.certificate.type)) return { institution, state: 'CERTIFICATE_UNKNOWN' };
    return cover.covered
      ? { institution, state: 'TO_ASK' }
      : { institution, state: 'NOT_COVERED', reason: cover.reason };
  });
  return { asks, member, source, bodies };
}

/** Only inside an open case, and only callers who may request a verification of it. */
function mayAsk({ reader, application }: Room): boolean {
  return application.state === 'ACCEPTED' && mayPerform(reader.principal, requestLookupAct);
}

/**
 * One audit entry for each verification that asked part of the answer, and its letter; one without where there is no
 * answer.
 * @param whole whether the whole answer is returned, or only the facts of contradictions.
 */
function entriesFor(application: Application, { row, facts, shown }: SourceAnswer, whole: boolean) {
  const { personId, sourceId } = row;
  const kinds = new Set((facts ?? []).map(({ type }) => type));
  const fieldKinds = ['ANSWER_KIND', ...[...kinds].filter((kind) => whole || CONTRADICTION_FACTS.has(kind))];
  const { id: applicationId, division } = application;
  const entry = { act: 'READ_EVIDENCE', applicationId, personId, sourceId, fieldKinds, division } as const;
  if (shown.length === 0) return [entry];
  const byCheck = Map.groupBy(shown, ({ verificationId }) => verificationId);
  return [...byCheck].flatMap(([verificationId, some]) => {
    const letters = [...new Set(some.flatMap(({ letterNumber }) => letterNumber ?? []))];
    const base = { ...entry, verificationId };
    return letters.length === 0 ? [base] : letters.map((letterNumber) => ({ ...base, letterNumber }));
  });
}
