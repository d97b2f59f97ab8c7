import { defineFact } from '../define-fact.ts';
import { creditCode, date, fen, flag, text, word, year } from '../fact-scalars.ts';

/**
 * A part that the person has in an enterprise 市场主体, as registered; items per D10. Not every registered part is
 * real: names were stolen, firms stand revoked and never deregistered, villagers are members of a co-operative on
 * paper.
 */
export const businessRole = defineFact({
  type: 'BUSINESS_ROLE',
  list: 'businessRoles',
  zh: '市场主体任职和出资',
  en: 'a part in a registered enterprise',
  identity: { belongsTo: 'PERSON', namedBy: ['entityCode', 'role', 'state', 'stateOn'], weighs: ['subscribedFen'] },
  shape: {
    entityName: text('市场主体名称', 'name of the enterprise', 120),
    entityCode: creditCode('统一社会信用代码', 'credit code'),
    role: word('身份', 'the person is', {
      LEGAL_REPRESENTATIVE: '法定代表人',
      SHAREHOLDER: '股东',
      OFFICER: '董事、监事、高级管理人员',
      SOLE_TRADER: '个体工商户经营者',
      COOPERATIVE_MEMBER: '农民专业合作社成员',
    }),
    // Promised, not paid in.
    subscribedFen: fen('认缴出资额', 'capital subscribed'),
    state: word('登记状态', 'state of the enterprise', {
      IN_BUSINESS: '存续',
      REVOKED: '吊销，未注销',
      DEREGISTERED: '注销',
    }),
    registeredOn: date('成立日期', 'day of registration'),
    stateOn: date('状态日期', 'day of the state').nullable(),
    abnormal: flag('是否列入经营异常名录', 'listed as abnormal, e.g. not to be found'),
    // A dormant one reports no more; `null` where none was ever filed.
    lastReportYear: year('最近年报年度', 'year of the last annual report').nullable(),
    // 冒名登记: the person has disputed the registration, and the register says so.
    identityDisputed: flag('是否冒名登记争议', 'registered in a name that its bearer disputes'),
  },
});
