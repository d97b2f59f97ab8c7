import { defineFact } from '../define-fact.ts';
import { areaHundredths, date, fen, text, word } from '../fact-scalars.ts';

/** Facts of housing and construction 住建; items per D8. */

/** A contract of sale filed online 网签备案: a home that is bought long before it has a title, or sold before it loses it. */
export const housingContract = defineFact({
  type: 'HOUSING_CONTRACT',
  list: 'contracts',
  zh: '商品房网签备案',
  en: 'a filed contract of sale of a home',
  identity: { belongsTo: 'ITSELF', namedBy: ['contractNumber', 'role'], weighs: ['priceFen'] },
  shape: {
    contractNumber: text('备案号', 'number of the contract', 40, 1),
    address: text('坐落', 'where it lies', 200),
    areaHundredths: areaHundredths('建筑面积', 'floor area'),
    usage: word('用途', 'use', { RESIDENTIAL: '住宅', NON_RESIDENTIAL: '非住宅', PARKING: '车位' }),
    role: word('合同身份', 'the person is', { BUYER: '买受人', SELLER: '出卖人' }),
    signedOn: date('签订日期', 'day of signing'),
    status: word('备案状态', 'state', { FILED: '已备案', REGISTERED: '已办理登记', CANCELLED: '已撤销' }),
    priceFen: fen('合同价', 'price'),
  },
});

/** A home rented from the city: 公租房, or 直管公房 of older days. */
export const publicRental = defineFact({
  type: 'PUBLIC_RENTAL',
  list: 'publicRentals',
  zh: '承租公房',
  en: 'a home rented from the city',
  identity: { belongsTo: 'ITSELF', namedBy: ['kind', 'address', 'since', 'until'], weighs: ['rentMonthlyFen'] },
  shape: {
    kind: word('公房类别', 'kind', { PUBLIC_RENTAL: '公共租赁住房', DIRECTLY_MANAGED: '直管公房' }),
    address: text('坐落', 'where it lies', 200),
    areaHundredths: areaHundredths('建筑面积', 'floor area'),
    rentMonthlyFen: fen('月租金', 'rent of a month'),
    since: date('租赁起', 'since'),
    until: date('租赁止', 'until').nullable(),
  },
});

/** Money for rent 住房租赁补贴. */
export const rentSubsidy = defineFact({
  type: 'RENT_SUBSIDY',
  list: 'rentSubsidies',
  zh: '住房租赁补贴',
  en: 'a rent subsidy',
  identity: { belongsTo: 'PERSON', namedBy: ['since', 'until'], weighs: ['monthlyFen'] },
  shape: {
    monthlyFen: fen('月补贴', 'paid each month'),
    since: date('补贴起', 'since'),
    until: date('补贴止', 'until').nullable(),
  },
});
