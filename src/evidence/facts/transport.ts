import { defineFact } from '../define-fact.ts';
import { date, text, tonHundredths, word } from '../fact-scalars.ts';

/** Facts of transport and maritime safety 交通、海事; items per D16. */

/** A registered ship; it counts beside vehicles. */
export const ship = defineFact({
  type: 'SHIP',
  list: 'ships',
  zh: '船舶登记',
  en: 'a registered ship',
  identity: { belongsTo: 'ITSELF', namedBy: ['shipNumber'], weighs: ['grossTonHundredths'] },
  shape: {
    shipNumber: text('船舶登记号', 'number in the register', 40, 1),
    kind: word('船舶种类', 'kind', { CARGO: '货船', PASSENGER: '客船', FISHING: '渔船', OTHER: '其他' }),
    grossTonHundredths: tonHundredths('总吨位', 'gross tonnage'),
    use: word('用途', 'use', { OPERATING: '营运', OWN_USE: '自用' }),
    registeredOn: date('登记日期', 'day of registration').nullable(),
    status: word('登记状态', 'state', { NORMAL: '正常', DEREGISTERED: '注销', DISMANTLED: '拆解' }),
  },
});

/** A licence to carry people or goods for money 道路运输证. */
export const transportLicence = defineFact({
  type: 'TRANSPORT_LICENCE',
  list: 'transportLicences',
  zh: '道路运输证',
  en: 'a licence for road transport',
  identity: { belongsTo: 'ITSELF', namedBy: ['plateNumber', 'scope', 'validUntil'] },
  shape: {
    plateNumber: text('车牌号', 'plate number', 20),
    scope: word('经营范围', 'scope', { PASSENGER: '客运', TAXI: '出租客运', FREIGHT: '货运' }),
    status: word('证件状态', 'state', { VALID: '有效', EXPIRED: '过期', CANCELLED: '注销' }),
    validUntil: date('有效期止', 'valid until').nullable(),
  },
});
