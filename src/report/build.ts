import { CATEGORIES } from '../application/application.ts';
import { awaitsCheck } from '../assessment/income-by-check.ts';
import { hasDeclaredIncome } from '../assessment/income.ts';
import { missingSignatures } from '../authorisation/missing-signatures.ts';
import { keysOf, withoutFacts } from '../contested/contest.ts';
import type { HouseholdMember } from '../household/member.ts';
import { relationOf } from '../household/relation.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { maskCertificate } from '../identity/certificate.ts';
import { regionName } from '../identity/region.ts';
import { addMonths, shanghaiDate } from '../platform/calendar-date.ts';
import type { IndicatorInput } from '../indicators/define-indicator.ts';
import { canTell } from '../indicators/reading.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { lineSourceOf, RESULT_WORDS } from '../indicators/outcome.ts';
import { allSources, answerRows } from './answer-rows.ts';
import { stateCoverage } from './coverage.ts';
import { whatChanged } from './changes.ts';
import { contradictionRows } from './contradiction-rows.ts';
import { compareDeclared } from './compare-declared.ts';
import { completenessOf } from './completeness.ts';
import { evidenceOfMembers, obligorRows, obligorStatements, wantedBy } from './obligors.ts';
import { concludeAssessment, doubtsOf, outsideScope, overallOf, statementsOf, visitPointsOf } from './conclude.ts';
import type { Footing } from './conclude.ts';
import { elsewhereDoubts, elsewherePoints } from './elsewhere.ts';
import { contestDoubts, contestRows, withoutDisputed } from './contests.ts';
import { OVERALL_WORDS, REPORT_SHAPE_VERSION } from './document.ts';
import type { AnswerRow, IndicatorRow, MemberRow, MissingRow, ReportDocument } from './document.ts';
import type { ReportInput } from './input.ts';
import { judgeBy } from './judge.ts';
import type { Judgement } from './judge.ts';
import { whyMissing } from './reason-words.ts';
import { currentVersions } from './versions.ts';
import type { Versions } from './versions.ts';

/** See `src/report/editions.ts`. */
const EDITION = 2;

/**
 * Makes the report of a check. Pure: the same input gives the same document, byte for byte in canonical form, in
 * whatever order evidence, declared items and letters were read.
 * @param versions by which rules; those of a stored report to make it again.
 * @throws Problem UNKNOWN_VERSION as {@link judgeBy}.
 */
export function buildReport(made: ReportInput, versions: Versions = currentVersions(made.pack)): ReportDocument {
  const input = { ...made, evidence: evidenceOfMembers(made.household, made.evidence) };
  const { application, verification, pack, packNotice } = input;
  const unsigned = new Set(
    missingSignatures(input.household, input.letters, input.issuedAt).map(({ personId }) => personId),
  );
  const members = input.household.members.map((member) => memberRow(input, member, unsigned));
  const countedIds = new Set(members.filter(({ counts }) => counts).map(({ personId }) => personId));
  const judged: IndicatorInput = {
    baseDate: verification.baseDate,
    counted: input.household.members.filter(({ personId }) => countedIds.has(personId)),
    onForm: input.household.members,
    evidence: withoutFacts(input.evidence, keysOf(input.contests, 'SET_ASIDE')),
    declared: input.declared,
    sources: input.sources,
    pack,
    packNotice,
    caseOf: { division: application.division, category: application.category, purpose: verification.purpose },
  };
  const answers = answerRows(input, countedIds);
  const judgement = judgeBy(versions, judged);
  const indicators = judgement.indicators.map((one) => indicatorRow(input, one));
  const { assessment } = judgement;
  const comparison = compareDeclared(judged);
  const footing: Footing = {
    counted: judged.counted.length,
    questions: input.evidence.filter(({ personId }) => countedIds.has(personId)).length,
    preliminary: input.preliminary,
    incomeDeclared: hasDeclaredIncome(judged),
    incomeAwaited: awaitsCheck(judged),
  };
  const completeness = completenessOf(input, countedIds, judgement.indicators);
  const gaps = answers.flatMap(missingRows);
  const contests = contestRows(input);
  const beside = withoutDisputed(input, judged, indicators, versions);
  const found = doubtsOf({ footing, members, comparison, indicators, packNotice });
  const doubts = [...found, ...elsewhereDoubts(input), ...contestDoubts(contests)];
  const overall = overallOf(footing, completeness, indicators, doubts);
  const first: ReportDocument = {
    shapeVersion: REPORT_SHAPE_VERSION,
    edition: EDITION,
    title: `${regionName(pack.region)}居民家庭经济状况核对报告`,
    number: input.reportNumber,
    version: input.version,
    preliminary: input.preliminary,
    demoMark: input.demo ? '演示数据' : null,
    issuedAt: input.issuedAt.toISOString(),
    validUntil: input.preliminary ? null : validUntil(input),
    completeness,
    overall,
    overallWords: OVERALL_WORDS[overall],
    application: {
      id: application.id,
      number: application.number,
      category: CATEGORIES[application.category],
      unit: application.unit,
      applicantName: nameOf(input, application.applicantPersonId),
      division: application.division,
      delegatingUnit: input.delegatingUnit ?? regionName(application.division),
      householdVersion: input.household.number,
      acceptedAt: application.acceptedAt.toISOString(),
    },
    verification: {
      id: verification.id,
      purpose: verification.purpose,
      baseDate: verification.baseDate,
      requestedAt: verification.requestedAt.toISOString(),
      requestedBy: verification.requestedBy,
      deadlineAt: verification.deadlineAt.toISOString(),
    },
    policy: {
      packId: pack.id,
      title: pack.title,
      chosenBy: pack.chosenBy,
      chosenFor: chosenFor(input),
      notice: packNotice,
    },
    versions,
    letterNumbers: letterNumbersOf(input),
    members,
    answers,
    contradictions: contradictionRows(input, judged),
    comparison,
    indicators,
    assessment,
    conclusions: concludeAssessment(assessment, {
      counted: footing.counted,
      packNotice,
      awaitsCheck: awaitsCheck(judged),
    }),
    doubts,
    visitPoints: [...visitPointsOf(footing, members, indicators), ...elsewherePoints(input)],
    missing: gaps.filter((gap) => !isNotAsked(gap)),
    notAsked: gaps.filter(isNotAsked),
    ...(contests.length === 0 ? {} : { contests }),
    ...(beside === null ? {} : { withoutDisputed: beside }),
    coverage: stateCoverage(wantedBy(input), members, allSources(made), [...answers, ...obligorRows(made)]),
    changes: [],
    statements: [...statementsOf(pack.rules), ...outsideScope(input.sources), ...obligorStatements(input)],
  };
  return input.previous === null ? first : { ...first, changes: whatChanged(input.previous, first) };
}

/** The day by which the pack was chosen (`src/policy/choose.ts`); before a decision that is the day of the request. */
function chosenFor({ pack, application, verification }: ReportInput): CalendarDate {
  if (pack.chosenBy === 'BASE_DATE') return verification.baseDate;
  return shanghaiDate(pack.chosenBy === 'APPLICATION' ? application.acceptedAt : verification.requestedAt);
}

/** Counted from the day of issue in Shanghai. */
function validUntil({ issuedAt, pack }: ReportInput): ReportDocument['validUntil'] {
  const { reportValidityMonths } = pack.rules;
  const day = addMonths(shanghaiDate(issuedAt), reportValidityMonths.value);
  return { day, basis: lineSourceOf(reportValidityMonths) };
}

function memberRow(input: ReportInput, member: HouseholdMember, unsigned: ReadonlySet<string>): MemberRow {
  const counting = countsInHousehold(member, input.verification.baseDate);
  const relation = relationOf(member.relation);
  const { personId } = member;
  return {
    personId,
    name: member.name,
    maskedNumber: maskCertificate(member.certificate),
    relation: { zh: relation.zh, en: relation.en },
    role: member.role,
    counts: counting.counts,
    why: counting.reason,
    citation: counting.citation,
    needsConfirmation: counting.needsConfirmation,
    hasSigned: !unsigned.has(personId),
  };
}

function indicatorRow(input: ReportInput, { indicator, outcome }: Judgement['indicators'][number]): IndicatorRow {
  const used = new Set(outcome.evidence);
  const days = input.evidence
    .filter(({ questionId }) => used.has(questionId))
    .flatMap(({ dataDate }) => (dataDate === null ? [] : [dataDate]))
    .sort();
  const [oldest, newest] = [days[0], days.at(-1)];
  const sources = allSources(input).filter((source) => indicator.factsNeeded.some((kind) => canTell(source, kind)));
  return {
    ...outcome,
    names: indicator.names,
    citation: indicator.citation,
    resultWords: RESULT_WORDS[outcome.result],
    sourceNames: sources.map(({ department }) => department),
    dataDates: oldest === undefined || newest === undefined ? null : [oldest, newest],
  };
}

function missingRows(row: AnswerRow): readonly MissingRow[] {
  return row.parts.flatMap((part): readonly MissingRow[] => {
    const { kind, words } = part;
    if (kind === 'HIT' || kind === 'NO_RECORD') return [];
    const { personId, personName, sourceId } = row;
    const { institution, name: body } = part;
    return [{ personId, personName, sourceId, institution, body, kind, words, why: whyMissing(kind, part.reason) }];
  });
}

function isNotAsked({ kind }: MissingRow): boolean {
  return kind === 'NOT_CONNECTED' || kind === 'NOT_AUTHORISED';
}

/** Letters of this version of the household; one that ended since still covers what was asked under it. */
function letterNumbersOf({ letters, household }: ReportInput): readonly string[] {
  const own = letters.filter(({ householdVersion }) => householdVersion === household.number);
  return [...new Set(own.map(({ letterNumber }) => letterNumber))].sort();
}

function nameOf(input: ReportInput, personId: string): string {
  return input.household.members.find((member) => member.personId === personId)?.name ?? '';
}
