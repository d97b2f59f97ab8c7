import { defineFact } from '../define-fact.ts';
import { date, flag, millilitres, text, word } from '../fact-scalars.ts';

/** A vehicle in the traffic police's register 机动车登记; items per D3. */
export const vehicle = defineFact({
  type: 'VEHICLE',
  list: 'vehicles',
  zh: '机动车登记',
  en: 'a registered motor vehicle',
  identity: { belongsTo: 'ITSELF', namedBy: ['plateNumber'] },
  shape: {
    plateNumber: text('号牌号码', 'plate number', 20),
    class: word('车辆类型', 'class', {
      CAR: '小型客车',
      TRUCK: '货车',
      COACH: '大中型客车',
      MOTORCYCLE: '摩托车',
      ELECTRIC_BICYCLE: '电动自行车',
      DISABILITY_VEHICLE: '残疾人机动轮椅车',
      TRACTOR: '拖拉机',
      OTHER: '其他',
    }),
    use: word('使用性质', 'use', { PRIVATE: '非营运', HIRE: '客运', FREIGHT: '货运', OTHER: '其他' }),
    model: text('品牌型号', 'make and model', 80),
    // `null` for an electric vehicle or where it is not recorded.
    displacementMl: millilitres('排量', 'cylinder displacement').nullable(),
    firstRegisteredOn: date('初次登记日期', 'day of first registration').nullable(),
    status: word('机动车状态', 'state in the register', {
      NORMAL: '正常',
      INSPECTION_OVERDUE: '逾期未检验',
      SCRAP_OVERDUE: '达到报废标准',
      SCRAPPED: '已报废',
      TRANSFERRED_OUT: '转出',
      STOLEN: '被盗抢',
      DEREGISTERED: '注销',
    }),
    inspectionValidUntil: date('检验有效期止', 'inspection valid until').nullable(),
    mortgaged: flag('是否抵押', 'mortgaged'),
    sealed: flag('是否查封', 'sealed by a court'),
  },
});
