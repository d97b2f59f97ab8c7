import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import { relationOf } from '../household/relation.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { startOfDay } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { noticeOf } from '../policy/choose.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { ReportInput, SourceNames } from '../report/input.ts';
import { freshness } from '../verification/freshness.ts';
import type { CaseFile } from './case-file.ts';

/** A source as far as a case file needs it. */
export type TrialSource = SourceNames & { readonly connected: boolean; readonly staleAfterDays: number };

/**
 * The inputs of a report on the case of a file, as if it had been verified: every signature given, every answer
 * present.
 */
export function caseInput(file: CaseFile, pack: PolicyPack, sources: readonly TrialSource[]): ReportInput {
  const baseDate = file.baseDate ?? file.acceptedOn;
  const at = startOfDay(baseDate);
  const members = file.members.map(memberOf);
  const applicant = members.find(({ relation }) => relationOf(relation).kind === 'SELF') ?? members[0];
  return {
    reportNumber: '',
    version: 1,
    issuedAt: at,
    preliminary: false,
    demo: false,
    application: {
      id: '',
      number: '',
      category: file.category,
      householdId: '',
      householdVersion: 1,
      applicantPersonId: applicant?.personId ?? '',
      unit: 'HOUSEHOLD',
      aidPersonId: null,
      division: file.region,
      residence: file.residence,
      delegated: false,
      staffRelative: false,
      acceptedAt: startOfDay(file.acceptedOn),
      state: 'ACCEPTED',
      version: 1,
    },
    household: { householdId: '', number: 1, members },
    declared: file.declared.map(({ member, item }) => ({ personId: member, content: item })),
    letters: [letterOf(members, baseDate)],
    verification: { id: '', purpose: 'APPLICATION', baseDate, requestedAt: at, requestedBy: '', deadlineAt: at },
    contests: [],
    evidence: evidenceOf(file, members, sources, baseDate),
    sources,
    pack,
    packNotice: noticeOf(pack, baseDate),
    previous: null,
  };
}

function memberOf({ key, ...rest }: CaseFile['members'][number]): HouseholdMember {
  return { personId: key, name: key, certificate: { type: 'NONE', number: null }, guardianPersonId: null, ...rest };
}

function letterOf(members: readonly HouseholdMember[], signedOn: CalendarDate): ReportInput['letters'][number] {
  const grants = members.map(({ personId }) => ({
    personId,
    signedByPersonId: personId,
    signedAs: 'SELF' as const,
    signedOn,
    sources: [],
    purposes: [],
    withdrawnAt: null,
  }));
  const none = { id: '', applicationId: '', householdId: '', letterNumber: '' };
  return { ...none, householdVersion: 1, signedOn, endedAt: null, grants };
}

function evidenceOf(
  file: CaseFile,
  members: readonly HouseholdMember[],
  sources: readonly TrialSource[],
  baseDate: CalendarDate,
): readonly EvidencePiece[] {
  const listed = file.evidence.map((answer) => pieceOf(answer, sources, baseDate));
  // As in a check, the newest answer to a question is the one that holds: of a file that is the last.
  const newest = new Map(listed.map((piece) => [piece.questionId, piece]));
  const known = new Set(
    file.evidence.map((one) => blank(one.member, one.source, one.institution, baseDate).questionId),
  );
  const counted = members.filter((member) => countsInHousehold(member, baseDate).counts);
  const others = counted.flatMap(({ personId }) =>
    sources.flatMap(({ id, connected, institutions }) => {
      if (connected && file.unlistedAnswers === 'NOT_ASKED') return [];
      const kind = connected ? ('NO_RECORD' as const) : ('NOT_CONNECTED' as const);
      const bodies = institutions.length === 0 ? [null] : institutions.map(({ code }) => code);
      return bodies.map((body) => ({ ...blank(personId, id, body, baseDate), kind }));
    }),
  );
  return [...newest.values(), ...others.filter(({ questionId }) => !known.has(questionId))];
}

/** An answer as a check takes it in: data older than its source promises are out of date. */
function pieceOf(
  { member, source, institution, kind, facts, missing, dataDate }: CaseFile['evidence'][number],
  sources: readonly TrialSource[],
  baseDate: CalendarDate,
): EvidencePiece {
  const day = dataDate ?? baseDate;
  const terms = sources.find(({ id }) => id === source);
  const line = facts.find((fact) => fact.type === 'BANK_LINE');
  const question = blank(member, source, institution, baseDate);
  return {
    ...question,
    // Whether a sum is over a line is a question of its own, beside that for the amount.
    ...(line === undefined ? {} : { questionId: `${question.questionId}/line`, lineFen: line.lineFen }),
    kind: terms === undefined ? kind : freshness({ kind, dataDate: day }, terms, baseDate),
    facts,
    ...(missing.length === 0 ? {} : { missing }),
    dataDate: day,
  };
}

function blank(personId: string, sourceId: string, institution: string | null, baseDate: CalendarDate): EvidencePiece {
  const questionId = [personId, sourceId, ...(institution === null ? [] : [institution])].join('/');
  const at = startOfDay(baseDate);
  return {
    questionId,
    requestId: questionId,
    personId,
    sourceId,
    institution,
    kind: null,
    coverage: null,
    facts: [],
    askedAt: at,
    answeredAt: at,
    dataDate: baseDate,
    letterNumber: null,
    commitment: null,
    reason: null,
  };
}
