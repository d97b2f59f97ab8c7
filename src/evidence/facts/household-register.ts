import { defineFact } from '../define-fact.ts';
import { count, date, days, personName, personNumber, relation, text, word } from '../fact-scalars.ts';

/** Facts of the household register 公安户政, and of border control behind it; items per D2. */

/** The person's own page in the household register 户口簿. */
export const householdRegistration = defineFact({
  type: 'HOUSEHOLD_REGISTRATION',
  list: 'registrations',
  zh: '户籍',
  en: 'the household registration of the person',
  // A page that was struck off and entered again is told as two entries.
  identity: { belongsTo: 'PERSON', namedBy: ['registerNumber', 'status'] },
  shape: {
    registerNumber: text('户号', 'number of the register', 20, 1),
    relationToHead: relation('与户主关系', 'relation to the head'),
    address: text('户籍地址', 'registered address', 200),
    // Jiangsu and most provinces write 居民户口 for all since the reform of 2014 to 2016.
    kind: word('户口性质', 'kind', { URBAN: '非农业户口', RURAL: '农业户口', UNIFIED: '居民户口' }),
    maritalState: word('登记的婚姻状况', 'marital state as the register has it', {
      UNMARRIED: '未婚',
      MARRIED: '已婚',
      WIDOWED: '丧偶',
      DIVORCED: '离婚',
      UNKNOWN: '未说明',
    }),
    status: word('户籍状态', 'state', {
      NORMAL: '正常',
      MOVED_OUT: '迁出',
      CANCELLED_DEATH: '死亡注销',
      CANCELLED_DUPLICATE: '重户注销',
      CANCELLED_SETTLED_ABROAD: '出国（境）定居注销',
    }),
    statusOn: date('状态日期', 'day of the state').nullable(),
  },
});

/** Somebody else in the same register; living in one register is not living together. */
export const registerCompanion = defineFact({
  type: 'REGISTER_COMPANION',
  list: 'companions',
  zh: '同户人员',
  en: 'another person in the same register',
  identity: { belongsTo: 'ITSELF', namedBy: ['registerNumber', 'name', 'personNumber'] },
  shape: {
    registerNumber: text('户号', 'number of the register', 20, 1),
    name: personName('姓名', 'name'),
    personNumber: personNumber('证件号码', 'certificate number').nullable(),
    relationToHead: relation('与户主关系', 'relation to the head'),
  },
});

/** Journeys abroad and to Hong Kong, Macao and Taiwan, as one sum: where somebody went is nobody's business here. */
export const borderCrossings = defineFact({
  type: 'BORDER_CROSSINGS',
  list: 'borderCrossings',
  zh: '出入境汇总',
  en: 'border crossings of a period, summed up',
  identity: { belongsTo: 'PERSON', namedBy: ['since', 'until'], weighs: ['exitCount', 'abroadDays'] },
  shape: {
    since: date('统计起', 'first day of the period'),
    until: date('统计止', 'last day of the period'),
    exitCount: count('出境次数', 'exits'),
    abroadDays: days('境外停留', 'days abroad'),
  },
});
