import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import type { AnswerKind } from '../../../src/evidence/answer.ts';
import type { BankHolding, Fact, HomeTitle, Vehicle } from '../../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import type { HouseholdMember } from '../../../src/household/member.ts';
import type { RelationCode } from '../../../src/household/relation.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
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

/** What became of one question; the id follows from the three. */
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

/** Every question of the family answered with "no record"; securities and insurance as given. */
export function cleanEvidence(market: AnswerKind = 'NO_RECORD'): EvidencePiece[] {
  return FAMILY.flatMap(({ personId }) => [
    piece(personId, 'real-estate', null, 'NO_RECORD'),
    piece(personId, 'vehicles', null, 'NO_RECORD'),
    ...BANKS.map(({ code }) => piece(personId, 'banks', code, 'NO_RECORD')),
    piece(personId, 'securities', null, market),
    piece(personId, 'insurance', null, market),
  ]);
}

/** The clean evidence with some answers put in the place of their questions. */
export function withPieces(...changed: readonly EvidencePiece[]): EvidencePiece[] {
  const ids = new Set(changed.map(({ questionId }) => questionId));
  return [...cleanEvidence().filter(({ questionId }) => !ids.has(questionId)), ...changed];
}

export function input(evidence: readonly EvidencePiece[], changes: Partial<IndicatorInput> = {}): IndicatorInput {
  return {
    baseDate: BASE_DATE,
    counted: FAMILY,
    evidence,
    declared: [],
    sources: [
      { id: 'real-estate', department: { zh: '不动产登记', en: 'real estate register' }, institutions: [] },
      { id: 'vehicles', department: { zh: '车管所', en: 'vehicle register' }, institutions: [] },
      { id: 'banks', department: { zh: '银行', en: 'banks' }, institutions: BANKS },
      { id: 'securities', department: { zh: '证券登记', en: 'securities' }, institutions: [] },
      { id: 'insurance', department: { zh: '保险登记', en: 'insurance' }, institutions: [] },
    ],
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
