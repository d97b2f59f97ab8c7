import { factKey } from '../contested/fact-key.ts';
import type { Fact, FactType } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import type { Fen } from '../identity/fen.ts';
import type { Words } from '../indicators/outcome.ts';
import { findIndicator } from '../indicators/registry.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { AnswerPart, AnswerRow, ReportDocument } from '../report/document.ts';
import type { Explanation, Matter, ObjectionTerm, ToldFinding } from './explanation.ts';
import { LINES_TOLD, MISSING_TOLD, NOT_HELD_AGAINST, REASONS_TOLD, WHY } from './plain-words.ts';
import { tellContests, tellHousehold, tellHowToObject, tellOpening } from './tell-household.ts';
import { tellFacts } from './tell-facts.ts';
import type { Told } from './who-is-told.ts';

/** The inputs of an explanation. */
export type ExplanationInput = {
  /** The newest version, which a second person has approved. */
  readonly document: ReportDocument;
  /** The evidence behind this version; evidence that the version does not know is left out. */
  readonly evidence: readonly EvidencePiece[];
  readonly told: Told;
  readonly toldOn: CalendarDate;
  readonly objection: ObjectionTerm;
  /** Lower bounds of the bands of medical expenses, integer fen, rising from 0. */
  readonly medicalBoundsFen: readonly Fen[];
  /** Whether a decision rests on this version already. */
  readonly decided: boolean;
};

/**
 * Explains a report to one adult of the household: each finding about them and about their wards, with its source,
 * its date and the rule for which it matters; the missing answers; and only the result of the household. It contains
 * nothing about other adults or about supporters outside the household. Pure.
 * Source: 个人信息保护法 Art 24 (explanation of an automated evaluation), 28, 31, 44 and 48; 最低生活保障审核确认办法 (2021) Art 18
 * (informing the family, and the objection).
 */
export function explain(input: ExplanationInput): Explanation {
  const { document, told, toldOn, objection, decided } = input;
  const { number, version, demoMark } = document;
  const people = told.about.map((member) => ({ member, words: wordsFor(member, told) }));
  const rows = people.flatMap(({ member, words }) =>
    document.answers.filter(({ personId }) => personId === member.personId).map((row) => ({ row, words })),
  );
  const missing = rows.flatMap(({ row, words }) => missingOf(row, words));
  return {
    shapeVersion: 1,
    demoMark,
    title: { zh: '核对情况说明', en: 'What the check found' },
    toPersonId: told.reader.personId,
    to: told.reader.name,
    toldOn,
    report: { number, version },
    applicationNumber: document.application.number,
    opening: tellOpening(told, decided),
    findings: rows.flatMap(({ row, words }) => findingsOf(input, row, words)),
    noRecord: people.flatMap(({ member, words }) => noRecordOf(document, member, words)),
    missing: missing.length === 0 ? [] : [...unique(missing), NOT_HELD_AGAINST],
    household: tellHousehold(document, told),
    contests: tellContests(document, told),
    howToObject: tellHowToObject(objection),
  };
}

/** The reader is 您; a ward is named. */
function wordsFor(member: HouseholdMember, { reader }: Told): Words {
  return member.personId === reader.personId
    ? { zh: '您', en: 'you' }
    : { zh: `您照管的${member.name}`, en: `${member.name}, whose guardian you are` };
}

/**
 * One answer may matter for several rules with different facts. Facts that matter for the same rules form one
 * finding.
 */
function findingsOf(input: ExplanationInput, row: AnswerRow, about: Words): readonly ToldFinding[] {
  return row.parts.flatMap((part): readonly ToldFinding[] => {
    const piece = pieceOf(input, part);
    if (piece === undefined) return [];
    const looking = input.document.indicators.filter(({ evidence }) => evidence.includes(piece.questionId));
    const rulesOf = ({ type }: Fact) => looking.filter((rule) => reads(rule, type));
    const together = Map.groupBy(piece.facts, (fact) =>
      rulesOf(fact)
        .map(({ id }) => id)
        .join(' '),
    );
    return [...together.values()].flatMap((facts): readonly ToldFinding[] => {
      const found = tellFound(input, piece, facts);
      const [first] = facts;
      if (first === undefined || found.length === 0) return [];
      const matters = rulesOf(first).map(matterOf);
      return [{ personId: row.personId, about, from: part.name, asOf: part.dataDate, found, matters }];
    });
  });
}

/**
 * Whether a rule reads facts of this kind, in the version that made the report. A version that this program does not
 * know counts as having read every fact.
 */
function reads({ id, version }: ReportDocument['indicators'][number], type: FactType): boolean {
  return findIndicator(id, version)?.factsNeeded.includes(type) ?? true;
}

/** The answer's facts as this version knows them; later answers and later questions are left out. */
function pieceOf({ evidence }: ExplanationInput, part: AnswerPart): EvidencePiece | undefined {
  return evidence.find(
    ({ questionId, commitment }) => questionId === part.questionId && commitment === part.commitment,
  );
}

function tellFound(
  { document, medicalBoundsFen }: ExplanationInput,
  piece: EvidencePiece,
  facts: readonly Fact[],
): readonly Words[] {
  const aside = new Set(
    (document.contests ?? [])
      .filter(({ effect }) => effect === 'SET_ASIDE')
      .flatMap(({ facts }) => facts.map(({ key }) => key)),
  );
  const isAside = (fact: Fact): boolean => aside.has(factKey(piece, fact));
  const mark = ({ zh, en }: Words): Words => ({ zh: `${zh}（不算在内）`, en: `${en} (left out of the figures)` });
  return [
    ...tellFacts(
      facts.filter((fact) => !isAside(fact)),
      medicalBoundsFen,
    ),
    ...tellFacts(facts.filter(isAside), medicalBoundsFen).map(mark),
  ];
}

function matterOf({ id, names, citation, line, lineSource }: ReportDocument['indicators'][number]): Matter {
  const tell = LINES_TOLD[id];
  return {
    indicatorId: id,
    name: names,
    why: WHY[id] ?? names,
    citation,
    line: line === null || tell === undefined ? null : { ...tell(line), source: lineSource },
  };
}

function noRecordOf({ answers }: ReportDocument, { personId }: HouseholdMember, about: Words): readonly Words[] {
  const where = answers
    .filter((row) => row.personId === personId)
    .flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'NO_RECORD').map(({ name }) => name));
  if (where.length === 0) return [];
  return [
    {
      zh: `这些地方说没有${about.zh}的记录：${where.map(({ zh }) => zh).join('、')}。`,
      en: `No record of ${about.en} at: ${where.map(({ en }) => en).join(', ')}.`,
    },
  ];
}

function missingOf({ parts }: AnswerRow, about: Words): readonly Words[] {
  return parts.flatMap(({ kind, name, reason }) => {
    if (kind === 'HIT' || kind === 'NO_RECORD') return [];
    const tell = (reason === null ? undefined : REASONS_TOLD[reason]) ?? MISSING_TOLD[kind];
    return [tell(name, about)];
  });
}

function unique(words: readonly Words[]): readonly Words[] {
  return [...new Map(words.map((one) => [one.zh, one])).values()];
}
