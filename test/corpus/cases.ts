import type { AnswerKind } from '../../src/evidence/answer.ts';
import type { Fact } from '../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../src/evidence/piece.ts';
import type { IndicatorInput } from '../../src/indicators/define-indicator.ts';
import type { DeclaredItem } from '../../src/application/declared-item.ts';
import { INDICATORS } from '../../src/indicators/registry.ts';
import type { PolicyRules } from '../../src/policy/pack.ts';
import { income, jobCost, rigid } from '../unit/assessment/family.ts';
import type { Branch } from './branch.ts';
import { HISTORY_BRANCHES } from './history-branches.ts';
import { INCOME_BRANCHES } from './income-branches.ts';
import { LIVED_BRANCHES } from './lived-branches.ts';
import { OWNED_BRANCHES } from './owned-branches.ts';
import { TOLD_TWICE_BRANCHES } from './told-twice-branches.ts';
import { allFound, packWith } from '../unit/indicators/case-table.ts';
import { fact } from '../unit/indicators/facts.ts';
import {
  cleanEvidence,
  day,
  declared,
  FAMILY,
  holding,
  home,
  input,
  PACK,
  piece,
  policy,
  schooling,
  securities,
  vehicle,
  withPieces,
  tellersOf,
} from '../unit/indicators/world.ts';

/** One input of the corpus and the rule that is run on it: an indicator's id, or `assessment`. */
export type CorpusCase = { readonly rule: string; readonly name: string; readonly input: IndicatorInput };

type Answers = Readonly<Record<string, readonly Fact[]>>;
type Given = readonly [
  name: string,
  answers: Answers,
  items?: readonly DeclaredItem[],
  changes?: Partial<IndicatorInput>,
];

/** A rule of a town's own, as a pack may state it beside the common ones. */
function ruleOf<Value>(value: Value) {
  return { document: '当地规定', article: '', verified: false, value };
}

function packThatSays(rules: Partial<PolicyRules>): typeof PACK {
  return { ...PACK, rules: { ...PACK.rules, ...rules } };
}

/** The applicant's answers in the clean family, by the rule under test. */
const FOUND: Readonly<Record<string, readonly Given[]>> = {
  I01: [
    ['one home', { 'real-estate': [home()] }],
    ['two homes', { 'real-estate': [home(), home({ unitNumber: 'U2' })] }],
    ['half of a home', { 'real-estate': [home({ tenure: 'BY_SHARE', sharePercent: 50 })] }],
    ['premises', { 'real-estate': [home(), home({ unitNumber: 'U2', usage: 'NON_RESIDENTIAL' })] }],
    ['a title of old', { 'real-estate': [home({ status: 'HISTORICAL' })] }],
    ['bought of late', { 'real-estate': [home({ registeredOn: day('2017-12-01') })] }],
    ['a filed contract', { 'housing-contracts': [fact('HOUSING_CONTRACT'), fact('PUBLIC_RENTAL')] }],
    [
      'a homestead that the pack leaves out',
      { 'real-estate': [home(), home({ unitNumber: 'U2', usage: 'HOMESTEAD' })] },
      [],
      { pack: packThatSays({ exemptions: { ...PACK.rules.exemptions, homestead: ruleOf(true) } }) },
    ],
  ],
  I02: [
    ['a car', { vehicles: [vehicle()] }],
    ['a car for hire', { vehicles: [vehicle({ use: 'HIRE' })] }],
    ['a scrapped car', { vehicles: [vehicle({ status: 'SCRAPPED' })] }],
    ['a vehicle for the disabled', { vehicles: [vehicle({ class: 'DISABILITY_VEHICLE' })] }],
    [
      'a ship, a machine, a licence',
      {
        vehicles: [vehicle()],
        'transport-and-ships': [fact('SHIP'), fact('TRANSPORT_LICENCE')],
        agriculture: [fact('FARM_MACHINE')],
      },
    ],
  ],
  I03: [
    ['far below the line', { securities: [securities(100_000)], 'housing-fund': [fact('HOUSING_FUND_ACCOUNT')] }],
    ['at the line', { securities: [securities(5_904_000)] }],
    ['beyond the line', { securities: [securities(9_000_000)], insurance: [policy(100_000)] }],
    ['frozen', { securities: [securities(100_000, { status: 'FROZEN' })] }],
    ['the standard not confirmed', { securities: [securities(9_000_000)] }, [], { packNotice: '标准待确认' }],
  ],
  I04: [
    ['a shop, revenue not known', { 'business-registration': [fact('BUSINESS_ROLE')] }],
    ['a shop with invoices', { 'business-registration': [fact('BUSINESS_ROLE')], tax: [fact('SOLE_TRADER_TURNOVER')] }],
    ['a name in dispute', { 'business-registration': [fact('BUSINESS_ROLE', { identityDisputed: true })] }],
    ['revoked', { 'business-registration': [fact('BUSINESS_ROLE', { state: 'REVOKED' })] }],
  ],
  I05: [
    ['a wage as declared', { tax: [fact('TAXED_INCOME_MONTH')] }, [income(3_000)]],
    ['a wage not declared', { tax: [fact('TAXED_INCOME_MONTH')], 'social-insurance': [fact('CONTRIBUTION_MONTH')] }],
    ['by the base of the fund', { 'housing-fund': [fact('HOUSING_FUND_ACCOUNT')] }],
  ],
  I06: [
    ['a pension as declared', { 'social-insurance': [fact('PENSION')] }, [income(24_000, 'TRANSFER', 'PENSION')]],
    ['a pension not declared', { 'social-insurance': [fact('PENSION')] }],
    ['on the public payroll', { finance: [fact('PUBLIC_PAYROLL'), fact('SUBSIDY_PAYMENT')] }],
    ['survivors, left out', { veterans: [fact('VETERAN_BENEFIT')] }],
  ],
  I07: [
    ['land let for nothing', { agriculture: [fact('CONTRACTED_LAND'), fact('COLLECTIVE_DIVIDEND')] }],
    ['a second home, no rent', { 'real-estate': [home(), home({ unitNumber: 'U2' })] }],
    ['a dividend declared', { agriculture: [fact('COLLECTIVE_DIVIDEND')] }, [income(1_200, 'PROPERTY', 'DIVIDEND')]],
  ],
  I08: [
    ['another register number', { 'household-register': [fact('HOUSEHOLD_REGISTRATION')] }],
    ['cremated', { 'civil-affairs': [fact('CREMATION')] }],
    ['married as the form has it', { 'civil-affairs': [fact('MARRIAGE')] }],
    ['married to somebody else', { 'civil-affairs': [fact('MARRIAGE', { spouseName: '徐演示', spouseNumber: null })] }],
  ],
  I09: [
    ['one allowance', { 'civil-affairs': [fact('AID_ENTITLEMENT')] }],
    [
      'the same from two places',
      { 'civil-affairs': [fact('AID_ENTITLEMENT'), fact('AID_ENTITLEMENT', { division: '320281' })] },
    ],
    ['a public home and money for rent', { 'housing-contracts': [fact('PUBLIC_RENTAL'), fact('RENT_SUBSIDY')] }],
  ],
  I10: [
    ['journeys abroad', { 'household-register': [fact('BORDER_CROSSINGS')] }],
    ['a car bought', { tax: [fact('TAXED_PURCHASE')] }],
    ['a dear school', { education: [schooling({ ownership: 'PRIVATE', tuitionYearlyFen: 8_000_000 })] }],
  ],
  I11: [
    ['a visit', { 'medical-insurance': [fact('MEDICAL_SETTLEMENT')] }],
    ['among the dearest', { 'medical-insurance': [fact('MEDICAL_SETTLEMENT', { peerPercentile: 99 })] }],
    ['beyond the income', { 'medical-insurance': [fact('MEDICAL_SETTLEMENT')] }, [income(1_000), rigid(9_000)]],
  ],
  assessment: [
    ['nothing declared', {}],
    ['none at all', {}, [income(0)]],
    ['below the standard', {}, [income(26_000), jobCost(1_000)]],
    ['at the standard', {}, [income(29_520)]],
    ['edge', {}, [income(40_000)]],
    ['the founding paper’s household', {}, [income(54_000), rigid(30_000), rigid(2_000, { designated: false })]],
    ['spent more than earned', {}, [income(20_000), rigid(30_000)]],
    [
      'left out and outside',
      {},
      [income(29_000), income(900, 'TRANSFER', 'OLD_AGE_ALLOWANCE'), income(500, 'WAGE', 'SALARY', 'elsewhere')],
    ],
    [
      'more found than declared',
      { tax: [fact('TAXED_INCOME_MONTH')], 'social-insurance': [fact('PENSION')], veterans: [fact('VETERAN_BENEFIT')] },
      [income(1_000), income(9_000, 'TRANSFER', 'PENSION')],
    ],
    ['the standard not confirmed', {}, [income(26_000)], { packNotice: '标准待确认' }],
    [
      'disposable income on record',
      {},
      [income(60_000), rigid(50_000)],
      { pack: packWith('disposableIncomeYearlyFen', 5_000_000) },
    ],
    [
      'items that the pack names',
      {},
      [income(54_000), rigid(30_000), rigid(5_000, { item: 'LIVING' })],
      { pack: packThatSays({ rigidItems: ruleOf(['MEDICAL', 'LIVING']) }) },
    ],
    [
      'living counts for the ratio',
      {},
      [income(54_000), rigid(30_000), rigid(5_000, { item: 'LIVING' })],
      { pack: packThatSays({ rigidRatioItems: ruleOf(['MEDICAL', 'LIVING']) }) },
    ],
    ['nobody counts', {}, [income(26_000)], { counted: [] }],
  ],
};

/**
 * The inputs that every indicator runs on, whatever its rule: the clean family, and each way in which an answer is
 * missing.
 */
const MISSING = [
  'NO_RESPONSE',
  'PARTIAL',
  'NOT_CONNECTED',
  'NOT_AUTHORISED',
  'IDENTITY_MISMATCH',
  'STALE',
] as const satisfies readonly AnswerKind[];

function shared(rule: string, source: string): readonly CorpusCase[] {
  const body = source === 'banks' ? 'WXRCB' : null;
  const silenced = (kind: AnswerKind | null): EvidencePiece[] => withPieces(piece('p2', source, body, kind));
  return [
    { rule, name: 'clean', input: input(cleanEvidence()) },
    ...MISSING.map((kind) => ({ rule, name: `first source ${kind}`, input: input(silenced(kind)) })),
    { rule, name: 'first source outstanding', input: input(silenced(null)) },
    { rule, name: 'never asked', input: input(cleanEvidence().filter(({ sourceId }) => sourceId !== source)) },
    { rule, name: 'nobody counts', input: input(cleanEvidence(), { counted: [], onForm: FAMILY }) },
  ];
}

/** Money at banks comes by bank, not by source. */
const AT_BANKS: readonly CorpusCase[] = [
  holding(100_000, { dormantAccountCount: 1 }),
  holding(500_000, { largestOutflowFen: 6_000_000, largestOutflowOn: day('2017-12-01') }),
  holding(-100_000, { wealthManagementFen: 7_000_000 }),
].map((held, index) => ({
  rule: 'I03',
  name: `at a bank, ${index + 1}`,
  input: input(withPieces(piece('p1', 'banks', 'WXRCB', 'HIT', [held])), {
    declared: [declared({ kind: 'FINANCIAL_ASSET', assetKind: 'DEPOSIT', amountFen: 200_000, holder: null })],
  }),
}));

function branchCase(rule: string, [name, found, items = [], changes = {}]: Branch): CorpusCase {
  const answers = Object.entries(found).map(([whom, facts]) => {
    const [personId = '', source = '', bank] = whom.split(/[ /]/);
    return piece(personId, source, bank ?? null, 'HIT', facts);
  });
  return { rule, name, input: input(withPieces(...answers), { declared: items, ...changes }) };
}

/** The answers of a bank to a threshold question, alone and with the amount that followed. */
const OVER_A_LINE: readonly CorpusCase[] = (
  [
    ['over a line', true, []],
    ['not over a line', false, []],
    ['not over a line, then the amount', false, [holding(300_000)]],
  ] as const
).map(([name, over, held]) => {
  const fact = { type: 'BANK_LINE', bankCode: 'WXRCB', lineFen: 6_494_400, over, heldOn: day('2018-01-31') } as const;
  const asked = piece('p1', 'banks', 'WXRCB', 'HIT', [fact]);
  const amounts = held.map((one) => ({ ...piece('p1', 'banks', 'WXRCB', 'HIT', [one]), questionId: 'amount' }));
  return { rule: 'I03', name, input: input(withPieces({ ...asked, lineFen: fact.lineFen }, ...amounts)) };
});

/** Every input of the corpus. An input that was entered is never changed: a new one gets a new name. */
export const CASES: readonly CorpusCase[] = [
  ...INDICATORS.flatMap(({ id, factsNeeded }) => shared(id, tellersOf(factsNeeded)[0] ?? '')),
  ...Object.entries(FOUND).flatMap(([rule, cases]) =>
    cases.map(([name, answers, items = [], changes = {}]) => ({
      rule,
      name,
      input: input(allFound(answers), { declared: items, ...changes }),
    })),
  ),
  ...AT_BANKS,
  ...[OWNED_BRANCHES, INCOME_BRANCHES, LIVED_BRANCHES, HISTORY_BRANCHES, TOLD_TWICE_BRANCHES].flatMap((branches) =>
    Object.entries(branches).flatMap(([rule, cases]) => cases.map((branch) => branchCase(rule, branch))),
  ),
  ...OVER_A_LINE,
];
