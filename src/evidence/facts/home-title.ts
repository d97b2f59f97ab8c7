import { defineFact } from '../define-fact.ts';
import { areaHundredths, date, flag, percent, text, word } from '../fact-scalars.ts';

/** A title in the real-estate register 不动产登记. Source: domain of 不动产登记暂行条例; items per D7. */
export const homeTitle = defineFact({
  type: 'HOME_TITLE',
  list: 'titles',
  zh: '不动产登记',
  en: 'a title in the real-estate register',
  // A title of old and the one of today of one unit are two.
  identity: {
    belongsTo: 'ITSELF',
    namedBy: ['unitNumber', 'status'],
    weighs: ['areaHundredths'],
    partBy: ['tenure', 'sharePercent', 'registeredOn'],
  },
  shape: {
    // It identifies the property, so that two owners of one home count it once.
    unitNumber: text('不动产单元号', 'number of the property unit', 40, 1),
    address: text('坐落', 'where it lies', 200),
    areaHundredths: areaHundredths('建筑面积', 'floor area'),
    usage: word('规划用途', 'planned use', {
      RESIDENTIAL: '住宅',
      NON_RESIDENTIAL: '非住宅',
      HOMESTEAD: '宅基地房屋',
      PARKING: '车位',
    }),
    tenure: word('共有方式', 'how it is held', { SOLE: '单独所有', JOINT: '共同共有', BY_SHARE: '按份共有' }),
    // 100 for a sole owner. Joint owners hold the whole together.
    sharePercent: percent('份额', "the person's share of the whole", 1),
    registeredOn: date('登记日期', 'day of registration').nullable(),
    // A historical title says what was owned, never what is.
    status: word('权属状态', 'state of the title', { CURRENT: '现势', HISTORICAL: '历史', DEMOLISHED: '已灭失' }),
    mortgaged: flag('是否抵押', 'mortgaged'),
    sealed: flag('是否查封', 'sealed by a court'),
  },
});
