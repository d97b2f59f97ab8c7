import { BY_CHECK_ITEMS } from '../src/application/declared-item.ts';
import type { ByCheckItem, DeclaredContent, DeclaredItem } from '../src/application/declared-item.ts';
import { incomeItemList, incomeItemWord } from '../src/application/income-item.ts';
import { builder } from './builder.ts';

type Of<Kind extends DeclaredContent['kind']> = Extract<DeclaredContent, { kind: Kind }>;

const IncomeKindEnum = builder.enumType('IncomeKind', {
  description: 'The four kinds of income. Source: 最低生活保障审核确认办法 (2021), Art 13.',
  values: {
    WAGE: { description: '工资性收入' },
    OPERATING: { description: '经营净收入' },
    PROPERTY: { description: '财产净收入' },
    TRANSFER: { description: '转移净收入' },
  },
});
const RigidItemEnum = builder.enumType('RigidItem', {
  values: ['MEDICAL', 'EDUCATION', 'DISABILITY_REHABILITATION', 'LIVING', 'OTHER'],
});
const HomeUsageEnum = builder.enumType('HomeUsage', {
  values: ['RESIDENTIAL', 'NON_RESIDENTIAL', 'HOMESTEAD', 'PARKING'],
});
const CraftEnum = builder.enumType('Craft', { values: ['VEHICLE', 'SHIP'] });
const AssetKindEnum = builder.enumType('FinancialAssetKind', {
  values: ['DEPOSIT', 'SECURITIES', 'CLAIM', 'INSURANCE', 'OTHER'],
});

const DeclaredIncome = builder.objectRef<Of<'INCOME'>>('DeclaredIncome').implement({
  fields: (t) => ({
    incomeKind: t.expose('incomeKind', { type: IncomeKindEnum }),
    item: t.exposeString('item'),
    itemWord: t.string({
      nullable: true,
      description: 'The Chinese word of the item; absent for a code of before the list was closed.',
      resolve: ({ item }) => incomeItemWord(item),
    }),
    yearlyFen: t.expose('yearlyFen', { type: 'Fen' }),
    payer: t.exposeString('payer', { nullable: true }),
  }),
});
const DeclaredJobCost = builder.objectRef<Of<'JOB_COST'>>('DeclaredJobCost').implement({
  description: 'Necessary cost of a job 必要的就业成本.',
  fields: (t) => ({
    yearlyFen: t.expose('yearlyFen', { type: 'Fen' }),
    note: t.exposeString('note', { nullable: true }),
  }),
});
const DeclaredRigidExpenditure = builder.objectRef<Of<'RIGID_EXPENDITURE'>>('DeclaredRigidExpenditure').implement({
  description: 'Rigid expenditure 刚性支出.',
  fields: (t) => ({
    item: t.expose('item', { type: RigidItemEnum }),
    yearlyFen: t.expose('yearlyFen', { type: 'Fen' }),
    institution: t.exposeString('institution'),
    designated: t.exposeBoolean('designated'),
    payer: t.exposeString('payer'),
    receipt: t.exposeBoolean('receipt'),
  }),
});
const DeclaredHome = builder.objectRef<Of<'HOME'>>('DeclaredHome').implement({
  fields: (t) => ({
    address: t.exposeString('address'),
    areaHundredths: t.exposeInt('areaHundredths', { description: 'Hundredths of a square metre.' }),
    usage: t.expose('usage', { type: HomeUsageEnum }),
    origin: t.exposeString('origin', { nullable: true }),
    acquiredOn: t.expose('acquiredOn', { type: 'CalendarDate', nullable: true }),
  }),
});
const DeclaredVehicle = builder.objectRef<Of<'VEHICLE'>>('DeclaredVehicle').implement({
  fields: (t) => ({
    craft: t.expose('craft', { type: CraftEnum }),
    plateNumber: t.exposeString('plateNumber'),
    model: t.exposeString('model', { nullable: true }),
    displacementMl: t.exposeInt('displacementMl', { nullable: true }),
    boughtOn: t.expose('boughtOn', { type: 'CalendarDate', nullable: true }),
    priceFen: t.expose('priceFen', { type: 'Fen', nullable: true }),
  }),
});
const DeclaredFinancialAsset = builder.objectRef<Of<'FINANCIAL_ASSET'>>('DeclaredFinancialAsset').implement({
  fields: (t) => ({
    assetKind: t.expose('assetKind', { type: AssetKindEnum }),
    amountFen: t.expose('amountFen', { type: 'Fen' }),
    holder: t.exposeString('holder', { nullable: true }),
  }),
});

const ByCheckItemEnum = builder.enumType('ByCheckItem', {
  description: 'What a family may leave to the check: what departments and banks can tell.',
  values: Object.fromEntries(Object.entries(BY_CHECK_ITEMS).map(([item, zh]) => [item, { description: zh }])) as Record<
    ByCheckItem,
    { description: string }
  >,
});
const DeclaredByCheck = builder.objectRef<Of<'BY_CHECK'>>('DeclaredByCheck').implement({
  description:
    '以核对为准: left to the check; neither an amount nor nothing, and never compared. Source: 社会救助法 (2026), Art 62.',
  fields: (t) => ({ item: t.expose('item', { type: ByCheckItemEnum }) }),
});

const BY_KIND = {
  INCOME: DeclaredIncome,
  JOB_COST: DeclaredJobCost,
  RIGID_EXPENDITURE: DeclaredRigidExpenditure,
  HOME: DeclaredHome,
  VEHICLE: DeclaredVehicle,
  FINANCIAL_ASSET: DeclaredFinancialAsset,
  BY_CHECK: DeclaredByCheck,
} as const;

const DeclaredContentUnion = builder.unionType('DeclaredContent', {
  types: Object.values(BY_KIND),
  resolveType: ({ kind }) => BY_KIND[kind],
});

export const DeclaredItemType = builder.objectRef<DeclaredItem>('DeclaredItem').implement({
  description: 'A line of the family’s declaration 申报. Amounts are of the twelve months before the application.',
  fields: (t) => ({
    personId: t.exposeID('personId', { nullable: true, description: 'Absent where it is the family’s.' }),
    content: t.field({ type: DeclaredContentUnion, resolve: ({ content }) => content }),
  }),
});

const DeclaredContentInput = builder.inputType('DeclaredContentInput', {
  description: 'Exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    income: t.field({
      type: builder.inputType('DeclaredIncomeInput', {
        fields: (f) => ({
          incomeKind: f.field({ type: IncomeKindEnum, required: true }),
          item: f.string({ required: true, description: `Item within the kind, one of: ${incomeItemList()}.` }),
          yearlyFen: f.field({ type: 'Fen', required: true }),
          payer: f.string(),
        }),
      }),
    }),
    jobCost: t.field({
      type: builder.inputType('DeclaredJobCostInput', {
        fields: (f) => ({ yearlyFen: f.field({ type: 'Fen', required: true }), note: f.string() }),
      }),
    }),
    rigidExpenditure: t.field({
      type: builder.inputType('DeclaredRigidExpenditureInput', {
        fields: (f) => ({
          item: f.field({ type: RigidItemEnum, required: true }),
          yearlyFen: f.field({ type: 'Fen', required: true }),
          institution: f.string({ required: true }),
          designated: f.boolean({ required: true, description: 'A designated institution 定点医药机构.' }),
          payer: f.string({ required: true }),
          receipt: f.boolean({ required: true, description: 'Whether a receipt lies in the file.' }),
        }),
      }),
    }),
    home: t.field({
      type: builder.inputType('DeclaredHomeInput', {
        fields: (f) => ({
          address: f.string({ required: true }),
          areaHundredths: f.int({ required: true, description: 'Hundredths of a square metre.' }),
          usage: f.field({ type: HomeUsageEnum, required: true }),
          origin: f.string(),
          acquiredOn: f.field({ type: 'CalendarDate' }),
        }),
      }),
    }),
    vehicle: t.field({
      type: builder.inputType('DeclaredVehicleInput', {
        fields: (f) => ({
          craft: f.field({ type: CraftEnum, required: true }),
          plateNumber: f.string({ required: true }),
          model: f.string(),
          displacementMl: f.int(),
          boughtOn: f.field({ type: 'CalendarDate' }),
          priceFen: f.field({ type: 'Fen' }),
        }),
      }),
    }),
    financialAsset: t.field({
      type: builder.inputType('DeclaredFinancialAssetInput', {
        fields: (f) => ({
          assetKind: f.field({ type: AssetKindEnum, required: true }),
          amountFen: f.field({ type: 'Fen', required: true }),
          holder: f.string(),
        }),
      }),
    }),
    byCheck: t.field({
      type: builder.inputType('DeclaredByCheckInput', {
        description: '以核对为准: left to the check. Who truly has none declares 0.',
        fields: (f) => ({ item: f.field({ type: ByCheckItemEnum, required: true }) }),
      }),
    }),
  }),
});

/** Exactly one is given: `@oneOf` is kept by GraphQL itself. */
export function readContent(input: typeof DeclaredContentInput.$inferInput): DeclaredContent {
  const { income, jobCost, rigidExpenditure, home, vehicle, financialAsset, byCheck } = input;
  if (income) return { kind: 'INCOME', ...income, payer: income.payer ?? null };
  if (jobCost) return { kind: 'JOB_COST', ...jobCost, note: jobCost.note ?? null };
  if (rigidExpenditure) return { kind: 'RIGID_EXPENDITURE', ...rigidExpenditure };
  if (home) return { kind: 'HOME', ...home, origin: home.origin ?? null, acquiredOn: home.acquiredOn ?? null };
  if (vehicle) {
    const { model = null, displacementMl = null, boughtOn = null, priceFen = null } = vehicle;
    return { kind: 'VEHICLE', ...vehicle, model, displacementMl, boughtOn, priceFen };
  }
  if (financialAsset) return { kind: 'FINANCIAL_ASSET', ...financialAsset, holder: financialAsset.holder ?? null };
  if (byCheck) return { kind: 'BY_CHECK', ...byCheck };
  throw new RangeError('@oneOf gives one content');
}

export const DeclaredItemInput = builder.inputType('DeclaredItemInput', {
  fields: (t) => ({
    person: t.string({ description: 'Key of a person of the form; absent where it is the family’s.' }),
    content: t.field({ type: DeclaredContentInput, required: true }),
  }),
});
