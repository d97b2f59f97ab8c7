import { income, rigid } from '../unit/assessment/family.ts';
import { fact } from '../unit/indicators/facts.ts';
import { day, schooling } from '../unit/indicators/world.ts';
import type { Branches } from './branch.ts';

const page = (changes = {}) => fact('HOUSEHOLD_REGISTRATION', changes);
const aid = (changes = {}) => fact('AID_ENTITLEMENT', changes);
const settled = (changes = {}) => fact('MEDICAL_SETTLEMENT', changes);

/** Household, aid, outlay and medical care: what the plain cases leave out. */
export const LIVED_BRANCHES: Branches = {
  I08: [
    [
      'divorced by civil affairs, married by the register',
      { 'p1 civil-affairs': [fact('MARRIAGE', { state: 'DIVORCED' })], 'p1 household-register': [page()] },
    ],
    [
      'the later of two marriages',
      {
        'p1 civil-affairs': [
          fact('MARRIAGE', {
            state: 'DIVORCED',
            spouseName: '前演示',
            spouseNumber: null,
            registeredOn: day('1990-01-01'),
          }),
          fact('MARRIAGE'),
        ],
        'p1 household-register': [page({ maritalState: 'UNMARRIED' })],
      },
    ],
    [
      'a spouse of the same name and another number',
      { 'p1 civil-affairs': [fact('MARRIAGE', { spouseNumber: '320213197601010012' })] },
    ],
    [
      'companions on the form and not',
      {
        'p1 household-register': [
          fact('REGISTER_COMPANION'),
          fact('REGISTER_COMPANION', { name: '孙演示', personNumber: null }),
          fact('REGISTER_COMPANION', { name: '孙演示', personNumber: '320213197601010012' }),
        ],
      },
    ],
    [
      'a companion who is the spouse not told of',
      {
        'p1 civil-affairs': [fact('MARRIAGE', { spouseName: '徐演示', spouseNumber: null })],
        'p1 household-register': [fact('REGISTER_COMPANION', { name: '徐演示', personNumber: null })],
      },
    ],
    [
      'dead by both',
      {
        'p1 civil-affairs': [fact('CREMATION')],
        'p1 household-register': [page({ status: 'CANCELLED_DEATH', statusOn: day('2016-11-20') })],
      },
    ],
    ['dead by the register only', { 'p2 household-register': [page({ status: 'CANCELLED_DEATH' })] }],
    [
      'cremated, and alive by the register',
      { 'p1 civil-affairs': [fact('CREMATION')], 'p1 household-register': [page()] },
    ],
    [
      'gone from the register',
      {
        'p1 household-register': [
          page({ status: 'MOVED_OUT', statusOn: day('2015-01-01') }),
          page({ status: 'CANCELLED_DUPLICATE' }),
        ],
        'p2 household-register': [page({ status: 'CANCELLED_SETTLED_ABROAD' })],
      },
    ],
    ['a student of no school', { 'p3 education': [schooling({ until: day('2017-06-30') })] }],
    ['a student of a graduate school', { 'p3 education': [schooling({ stage: 'POSTGRADUATE' })] }],
    [
      'a student in the evening, and another’s place',
      { 'p3 education': [schooling({ fullTime: false })], 'p2 education': [schooling()] },
    ],
  ],
  I09: [
    ['two entries of one place', { 'p1 civil-affairs': [aid(), aid({ since: day('2017-01-01') })] }],
    ['dibao and extreme poverty', { 'p1 civil-affairs': [aid(), aid({ program: 'EXTREME_POVERTY' })] }],
    [
      'dibao and temporary aid',
      {
        'p1 civil-affairs': [aid(), aid({ program: 'TEMPORARY_AID' })],
        'p2 civil-affairs': [aid({ program: 'EXTREME_POVERTY' })],
      },
    ],
    [
      'ended, and paid nothing',
      { 'p1 civil-affairs': [aid({ until: day('2017-12-31') }), aid({ program: 'ORPHAN', monthlyFen: 0 })] },
    ],
    [
      'of another household, of no household',
      {
        'p1 civil-affairs': [aid({ headNumber: '320213198506151230' })],
        'p2 civil-affairs': [aid({ headNumber: null })],
      },
    ],
    [
      'one card of two households',
      { 'p1 civil-affairs': [aid()], 'p2 civil-affairs': [aid({ headNumber: '320213198506151230' })] },
    ],
    [
      'two cards of two households',
      {
        'p1 civil-affairs': [aid()],
        'p2 civil-affairs': [aid({ headNumber: '320213198506151230', cardTail: '1111' })],
      },
    ],
    [
      'a home, and money that ended',
      {
        'p1 housing-contracts': [fact('PUBLIC_RENTAL')],
        'p2 housing-contracts': [fact('RENT_SUBSIDY', { until: day('2017-01-01') })],
      },
    ],
    [
      'a home that ended, and money',
      { 'p1 housing-contracts': [fact('PUBLIC_RENTAL', { until: day('2017-01-01') }), fact('RENT_SUBSIDY')] },
    ],
    [
      'paid, and not known to civil affairs',
      { 'p1 finance': [fact('SUBSIDY_PAYMENT', { kind: 'SOCIAL_ASSISTANCE' })] },
    ],
    [
      'paid, and known',
      {
        'p1 finance': [fact('SUBSIDY_PAYMENT', { kind: 'SOCIAL_ASSISTANCE' })],
        'p1 civil-affairs': [aid({ monthlyFen: 0 })],
      },
    ],
    [
      'paid long ago, or for something else',
      {
        'p1 finance': [
          fact('SUBSIDY_PAYMENT', { kind: 'SOCIAL_ASSISTANCE', month: '2017-09' }),
          fact('SUBSIDY_PAYMENT'),
        ],
      },
    ],
  ],
  I10: [
    ['abroad at school', { 'p3 education': [schooling({ overseas: true, tuitionYearlyFen: 9_000_000 })] }],
    [
      'a dear school with aid, one that is over',
      {
        'p3 education': [
          schooling({ tuitionYearlyFen: 8_000_000, aidYearlyFen: 7_900_000 }),
          schooling({ tuitionYearlyFen: 9_000_000, until: day('2017-01-01') }),
        ],
      },
    ],
    ['aid above the fee', { 'p3 education': [schooling({ tuitionYearlyFen: 100, aidYearlyFen: 900 })] }],
    ['at the line', { 'p1 tax': [fact('TAXED_PURCHASE', { priceFen: 984_000 })] }],
    [
      'a home bought, and one bought long ago',
      {
        'p1 tax': [
          fact('TAXED_PURCHASE', { kind: 'HOME', subject: '演示花园' }),
          fact('TAXED_PURCHASE', { purchasedOn: day('2010-01-01'), priceFen: 99_000_000 }),
        ],
      },
    ],
    [
      'few journeys, and those of another year',
      {
        'p1 household-register': [fact('BORDER_CROSSINGS', { exitCount: 1 })],
        'p2 household-register': [fact('BORDER_CROSSINGS', { exitCount: 30, until: day('2016-01-31') })],
      },
    ],
  ],
  I11: [
    [
      'often in hospital',
      {
        'p1 medical-insurance': Array.from({ length: 12 }, (_, at) =>
          settled({ setting: 'INPATIENT', selfPaidFen: at }),
        ),
      },
    ],
    [
      'often at the doctor’s',
      { 'p1 medical-insurance': Array.from({ length: 80 }, (_, at) => settled({ selfPaidFen: at })) },
    ],
    [
      'of two people, neither often',
      { 'p1 medical-insurance': [settled({ setting: 'INPATIENT' })], 'p2 medical-insurance': [settled()] },
    ],
    ['not designated', { 'p1 medical-insurance': [settled({ designated: false })] }],
    ['not designated, and nothing borne', { 'p1 medical-insurance': [settled({ designated: false, selfPaidFen: 0 })] }],
    [
      'no percentile known, and one of another year',
      {
        'p1 medical-insurance': [
          settled({ peerPercentile: null }),
          settled({ settledOn: day('2016-01-01'), peerPercentile: 100 }),
        ],
      },
    ],
    [
      'declared as much as was borne',
      { 'p1 medical-insurance': [settled()] },
      [income(90_000), rigid(1_200), rigid(50_000, { item: 'EDUCATION' })],
    ],
    ['declared with nothing known', {}, [rigid(9_000)]],
    ['borne without income', { 'p1 medical-insurance': [settled({ selfPaidFen: 99_000_000 })] }],
  ],
};
