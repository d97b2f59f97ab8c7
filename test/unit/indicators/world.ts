import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import type { AnswerKind } from '../../../src/evidence/answer.ts';
import type { BankHolding, Fact, FactOf, HomeTitle, Vehicle } from '../../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import type { HouseholdMember } from '../../../src/household/member.ts';
import type { RelationCode } from '../../../src/household/relation.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import printed from '../../../schema/sources.json' with { type: 'json' };
import { readPrintedSources } from '../../../src/sources/planned-source.ts';
import type { FactType } from '../../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../../src/platform/calendar-date.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

/** A small synthetic world: one family of the founding paper's time, and the words to change it. */

export const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07');
export const BASE_DATE = day('2018-01-31');
export const BANKS = [
  { code: 'WXRCB', zh: '无锡农村商业银行', en: 'Wuxi Rural Commercial Bank' },
  { code: 'JSB', zh: '江苏银行', en: 'Bank of Jiangsu' },
] as const;

export function day(text: string): CalendarDate {
  return parseCalendarDate(text);
}

const PEOPLE: readonly (readonly [string, RelationCode, string, string, string])[] = [
  ['p1', '01', '王建国', '320213196001010011', '1960-01-01'],
  ['p2', '12', '李秀英', '320214197203150021', '1972-03-15'],
  ['p3', '20', '王小明', '32021419991231100X', '1999-12-31'],
];

export const FAMILY: readonly HouseholdMember[] = PEOPLE.map(([personId, relation, name, number, birthDate]) => ({
  personId,
  role: 'MEMBER',
  relation,
  name,
  certificate: { type: 'CITIZEN_NUMBER', number },
  birthDate: day(birthDate),
  circumstance: personId === 'p3' ? 'FULL_TIME_STUDENT' : 'NONE',
  capacity: 'FULL',
  livesTogether: true,
  guardianPersonId: null,
}));

/** One question with its outcome; the id follows from the three parameters. */
export function piece(
  personId: string,
  sourceId: string,
  institution: string | null,
  kind: AnswerKind | null,
  facts: readonly Fact[] = [],
): EvidencePiece {
  const silent = kind === null || kind === 'NO_RESPONSE' || kind === 'NOT_CONNECTED' || kind === 'NOT_AUTHORISED';
  const questionId = [personId, sourceId, institution ?? ''].join('/');
  return {
    questionId,
    requestId: `HD-${questionId}`,
    personId,
    sourceId,
    institution,
    kind,
    coverage: silent ? null : { territory: '320200', period: { from: null, to: null } },
    facts,
    askedAt: kind === 'NOT_CONNECTED' || kind === 'NOT_AUTHORISED' ? null : new Date('2018-02-01T01:00:00Z'),
    answeredAt: silent ? null : new Date('2018-02-01T01:00:05Z'),
    dataDate: silent ? null : BASE_DATE,
    letterNumber: 'SQ2018-0001',
    commitment: silent ? null : 'ab'.repeat(32),
    reason: null,
  };
}

/** Sources that answer for themselves, in the order of a report. */
const SINGLE = [
  ['civil-affairs', '民政局'],
  ['household-register', '公安户政'],
  ['education', '教育局'],
  ['veterans', '退役军人事务局'],
  ['social-insurance', '人社局'],
  ['tax', '税务局'],
  ['finance', '财政局'],
  ['housing-fund', '公积金中心'],
  ['business-registration', '市场监管局'],
  ['medical-insurance', '医保局'],
  ['real-estate', '不动产登记'],
  ['housing-contracts', '住建局'],
  ['vehicles', '车管所'],
  ['transport-and-ships', '交通运输局'],
  ['agriculture', '农业农村局'],
] as const;
const MARKET = [
  ['securities', '证券登记'],
  ['insurance', '保险登记'],
  ['payment', '支付机构'],
] as const;

/** Every question of the family answered with "no record", except that the student is at school; markets as given. */
export function cleanEvidence(market: AnswerKind = 'NO_RECORD'): EvidencePiece[] {
  return FAMILY.flatMap(({ personId }) => [
    ...SINGLE.map(([id]) =>
      id === 'education' && personId === 'p3'
        ? piece(personId, id, null, 'HIT', [schooling()])
        : piece(personId, id, null, 'NO_RECORD'),
    ),
    ...BANKS.map(({ code }) => piece(personId, 'banks', code, 'NO_RECORD')),
    ...MARKET.map(([id]) => piece(personId, id, null, market)),
  ]);
}

/** The clean evidence with some answers put in the place of their questions. */
export function withPieces(...changed: readonly EvidencePiece[]): EvidencePiece[] {
  const ids = new Set(changed.map(({ questionId }) => questionId));
  return [...cleanEvidence().filter(({ questionId }) => !ids.has(questionId)), ...changed];
}

const REGISTRY = new Map(readPrintedSources(printed).map(({ id, facts }) => [id, facts]));

/** The kinds of fact that a source of the registry provides. */
export function factsTold(id: string): readonly FactType[] {
  return REGISTRY.get(id) ?? [];
}

/** The sources of the registry with what they can tell; one array, as in a house that runs. */
export const SOURCES = [
  ...[...SINGLE, ...MARKET].map(([id, zh]) => ({ id, department: { zh, en: id }, institutions: [] })),
  { id: 'banks', department: { zh: '银行', en: 'banks' }, institutions: BANKS },
].map((source) => ({ ...source, facts: factsTold(source.id) }));

/** Ids of the sources that can tell one of these kinds of fact, those of the first kind first. */
export function tellersOf(kinds: readonly FactType[]): readonly string[] {
  const tellers = kinds.flatMap((kind) => SOURCES.filter(({ facts }) => facts.includes(kind)));
  return [...new Set(tellers.map(({ id }) => id))];
}

export function input(evidence: readonly EvidencePiece[], changes: Partial<IndicatorInput> = {}): IndicatorInput {
  return {
    baseDate: BASE_DATE,
    counted: FAMILY,
    onForm: FAMILY,
    evidence,
    declared: [],
    sources: SOURCES,
    pack: PACK,
    packNotice: null,
    ...changes,
  };
}

export function declared(content: DeclaredItem['content'], personId: string | null = null): DeclaredItem {
  return { personId, content };
}

export function home(changes: Partial<HomeTitle> = {}): HomeTitle {
  return {
    type: 'HOME_TITLE',
    unitNumber: 'U1',
    address: '梁溪区演示路1号101室',
    areaHundredths: 6800,
    usage: 'RESIDENTIAL',
    tenure: 'SOLE',
    sharePercent: 100,
    registeredOn: day('2001-05-01'),
    status: 'CURRENT',
    mortgaged: false,
    sealed: false,
    ...changes,
  };
}

export function vehicle(changes: Partial<Vehicle> = {}): Vehicle {
  return {
    type: 'VEHICLE',
    plateNumber: '苏B00001',
    class: 'CAR',
    use: 'PRIVATE',
    model: '演示牌轿车',
    displacementMl: 1600,
    firstRegisteredOn: day('2012-06-01'),
    status: 'NORMAL',
    inspectionValidUntil: day('2018-06-30'),
    mortgaged: false,
    sealed: false,
    ...changes,
  };
}

export function securities(
  marketValueFen: number,
  changes: Partial<FactOf<'SECURITIES_HOLDING'>> = {},
): FactOf<'SECURITIES_HOLDING'> {
  return { type: 'SECURITIES_HOLDING', accountCount: 1, marketValueFen, cashFen: 0, status: 'NORMAL', ...changes };
}

export function policy(
  cashValueFen: number,
  changes: Partial<FactOf<'INSURANCE_POLICY'>> = {},
): FactOf<'INSURANCE_POLICY'> {
  return {
    type: 'INSURANCE_POLICY',
    insurerName: '演示人寿',
    kind: 'LIFE',
    role: 'POLICYHOLDER',
    cashValueFen,
    yearlyPremiumFen: 100_000,
    status: 'IN_FORCE',
    since: day('2010-01-01'),
    ...changes,
  };
}

export function holding(balanceFen: number, changes: Partial<BankHolding> = {}): BankHolding {
  return {
    type: 'BANK_HOLDING',
    bankCode: 'WXRCB',
    balanceFen,
    wealthManagementFen: 0,
    accountCount: 1,
    dormantAccountCount: 0,
    largestOutflowFen: 0,
    largestOutflowOn: null,
    ...changes,
  };
}

export function schooling(changes: Partial<FactOf<'SCHOOL_ENROLMENT'>> = {}): FactOf<'SCHOOL_ENROLMENT'> {
  return {
    type: 'SCHOOL_ENROLMENT',
    schoolName: '无锡演示学院',
    stage: 'COLLEGE',
    ownership: 'PUBLIC',
    fullTime: true,
    overseas: false,
    tuitionYearlyFen: 470_000,
    aidYearlyFen: 0,
    since: day('2017-09-01'),
    until: null,
    ...changes,
  };
}
