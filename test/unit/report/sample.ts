import type { Application } from '../../../src/application/application.ts';
import type { DeclaredItem } from '../../../src/application/declared-item.ts';
import type { HouseholdMember } from '../../../src/household/member.ts';
import type { ReportInput, SourceNames } from '../../../src/report/input.ts';
import { income, jobCost, rigid } from '../assessment/family.ts';
import {
  BANKS,
  BASE_DATE,
  cleanEvidence,
  factsTold,
  FAMILY,
  holding,
  home,
  PACK,
  piece,
  SOURCES as TELLERS,
  vehicle,
} from '../indicators/world.ts';

function source(id: string, department: string, subject: string, institutions: SourceNames['institutions'] = []) {
  const names = { department: { zh: department, en: id }, subject: { zh: subject, en: id } };
  return { id, ...names, territory: '320200', institutions, facts: factsTold(id) };
}

const NAMED: readonly SourceNames[] = [
  source('real-estate', '无锡市不动产登记中心', '房产'),
  source('vehicles', '无锡市公安局交通警察支队', '车辆'),
  source('banks', '银行业金融机构', '存款', BANKS),
  source('securities', '中国证券登记结算', '证券'),
  source('insurance', '银保信', '保险'),
  source('payment', '支付机构', '互联网金融资产'),
];

const SOURCES: readonly SourceNames[] = [
  ...NAMED,
  ...TELLERS.map(({ id }) => id)
    .filter((id) => NAMED.every((one) => one.id !== id))
    .sort()
    .map((id) => source(id, id, id)),
];

/** The applicant's grown-up son in another household. */
const OBLIGORS: readonly HouseholdMember[] = FAMILY.slice(0, 1).map((member) => ({
  ...member,
  personId: 'o1',
  role: 'OBLIGOR',
  relation: '22',
  name: '王大明',
  certificate: { type: 'CITIZEN_NUMBER', number: '320213198506151230' },
}));

const APPLICATION: Application = {
  id: 'a1',
  number: 'SQ-2018-0001',
  category: 'MINIMUM_LIVING',
  householdId: 'h1',
  householdVersion: 1,
  applicantPersonId: 'p1',
  unit: 'HOUSEHOLD',
  aidPersonId: null,
  division: '320213',
  residence: 'URBAN',
  delegated: false,
  staffRelative: false,
  acceptedAt: new Date('2018-01-31T02:00:00Z'),
  state: 'ACCEPTED',
  version: 1,
};

const DECLARED: readonly DeclaredItem[] = [
  income(48_000),
  income(9_000, 'TRANSFER', 'PENSION', 'p2'),
  jobCost(3_000),
  rigid(30_000),
  rigid(2_000, { designated: false }),
  { personId: null, content: { kind: 'FINANCIAL_ASSET', assetKind: 'DEPOSIT', amountFen: 1_000_000, holder: null } },
];

/** The founding paper's household, with one home, an old car, one silent bank, and two departments not connected. */
export function sample(changes: Partial<ReportInput> = {}): ReportInput {
  const replaced = [
    piece('p1', 'real-estate', null, 'HIT', [home({ tenure: 'JOINT' })]),
    piece('p2', 'real-estate', null, 'HIT', [home({ tenure: 'JOINT' })]),
    piece('p1', 'vehicles', null, 'HIT', [vehicle({ status: 'SCRAP_OVERDUE' })]),
    piece('p1', 'banks', 'WXRCB', 'HIT', [holding(1_250_000)]),
    piece('p2', 'banks', 'JSB', 'NO_RESPONSE'),
  ];
  const ids = new Set(replaced.map(({ questionId }) => questionId));
  return {
    reportNumber: 'HD20180201-000001',
    version: 1,
    issuedAt: new Date('2018-02-12T01:00:00Z'),
    preliminary: false,
    demo: true,
    application: APPLICATION,
    household: { householdId: 'h1', number: 1, members: [...FAMILY, ...OBLIGORS] },
    declared: DECLARED,
    letters: [
      {
        id: 'l1',
        applicationId: 'a1',
        householdId: 'h1',
        householdVersion: 1,
        letterNumber: 'SQ2018-0001',
        signedOn: BASE_DATE,
        endedAt: null,
        grants: FAMILY.map(({ personId }) => ({
          personId,
          signedByPersonId: personId,
          signedAs: 'SELF',
          signedOn: BASE_DATE,
          sources: SOURCES.map(({ id }) => id),
          purposes: ['APPLICATION'],
          withdrawnAt: null,
        })),
      },
    ],
    verification: {
      id: 'v1',
      purpose: 'APPLICATION',
      baseDate: BASE_DATE,
      requestedAt: new Date('2018-02-01T00:59:00Z'),
      requestedBy: 'demo-caseworker-liangxi',
      deadlineAt: new Date('2018-03-08T09:00:00Z'),
    },
    evidence: [...cleanEvidence('NOT_CONNECTED').filter(({ questionId }) => !ids.has(questionId)), ...replaced],
    contests: [],
    sources: SOURCES,
    pack: PACK,
    packNotice: null,
    previous: null,
    ...changes,
  };
}
