import { defineFact } from '../define-fact.ts';
import { date, division, fen, personName, personNumber, text, word } from '../fact-scalars.ts';

/** Facts of civil affairs 民政 itself; items per D1. */

/**
 * Aid that the person receives or received, here or elsewhere. Two regions, two households or one bank card of two
 * households are how the same benefit is drawn twice (重复享受).
 */
export const aidEntitlement = defineFact({
  type: 'AID_ENTITLEMENT',
  list: 'aid',
  zh: '低收入人口和救助待遇',
  en: 'an entitlement to social assistance',
  identity: {
    belongsTo: 'PERSON',
    namedBy: ['program', 'division', 'since', 'until'],
    weighs: ['monthlyFen', 'oneOffFen'],
  },
  shape: {
    program: word('救助类别', 'programme', {
      MINIMUM_LIVING: '最低生活保障',
      EXTREME_POVERTY: '特困人员供养',
      MINIMUM_LIVING_EDGE: '低保边缘',
      EXPENDITURE_POVERTY: '刚性支出困难',
      ORPHAN: '孤儿和事实无人抚养儿童',
      TEMPORARY_AID: '临时救助',
    }),
    division: division('救助地', 'division that grants it'),
    since: date('享受起', 'since'),
    // `null` while it goes on.
    until: date('享受止', 'until').nullable(),
    // 0 for aid that is given once.
    monthlyFen: fen('月保障金', 'paid each month'),
    oneOffFen: fen('一次性救助金', 'paid once'),
    headNumber: personNumber('户主证件号码', 'number of the head of the aided household').nullable(),
    cardTail: text('发放银行卡后四位', 'last four digits of the bank card', 4).nullable(),
  },
});

/** An entry in the marriage register 婚姻登记. The register is kept since computers came: an older marriage may lack. */
export const marriage = defineFact({
  type: 'MARRIAGE',
  list: 'marriages',
  zh: '婚姻登记',
  en: 'an entry in the marriage register',
  // An entry: who was divorced has two of them, and both are told.
  identity: { belongsTo: 'PERSON', namedBy: ['state', 'spouseName', 'registeredOn'] },
  shape: {
    state: word('登记状态', 'state', { MARRIED: '结婚', DIVORCED: '离婚', ANNULLED: '被撤销或宣告无效' }),
    spouseName: personName('配偶姓名', 'name of the spouse'),
    spouseNumber: personNumber('配偶证件号码', 'number of the spouse').nullable(),
    registeredOn: date('登记日期', 'day of this entry'),
    authority: text('登记机关', 'registering authority', 100),
  },
});

/** A cremation 火化. A living person may be recorded by mistake: it is never proof by itself. */
export const cremation = defineFact({
  type: 'CREMATION',
  list: 'cremations',
  zh: '殡葬火化',
  en: 'a cremation',
  identity: { belongsTo: 'PERSON', namedBy: [] },
  shape: {
    crematedOn: date('火化日期', 'day of cremation'),
    place: text('殡仪馆', 'funeral home', 100),
  },
});
