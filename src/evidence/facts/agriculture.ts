import { defineFact } from '../define-fact.ts';
import { date, fen, flag, muHundredths, signedFen, text, word, year } from '../fact-scalars.ts';

/** Facts of agriculture and rural affairs 农业农村; items per D11. */

/** Land contracted by the person's household 承包地, and what of it others work. */
export const contractedLand = defineFact({
  type: 'CONTRACTED_LAND',
  list: 'contractedLand',
  zh: '承包地',
  en: 'contracted land',
  // The land is the household's, and no register tells the number of the plot.
  identity: { belongsTo: 'ITSELF', namedBy: ['village', 'areaMuHundredths'], weighs: ['rentYearlyFen'] },
  shape: {
    village: text('发包方', 'village that lets it', 100),
    areaMuHundredths: muHundredths('承包面积', 'area contracted'),
    transferredMuHundredths: muHundredths('流转面积', 'of it let to others'),
    rentYearlyFen: fen('年流转收入', 'rent of a year'),
  },
});

/** A registered machine 农机; a large one is an asset like a vehicle. */
export const farmMachine = defineFact({
  type: 'FARM_MACHINE',
  list: 'farmMachines',
  zh: '农业机械登记',
  en: 'a registered farm machine',
  identity: { belongsTo: 'PERSON', namedBy: ['kind', 'model', 'registeredOn'] },
  shape: {
    kind: word('机械类别', 'kind', {
      TRACTOR: '拖拉机',
      COMBINE_HARVESTER: '联合收割机',
      TRANSPLANTER: '插秧机',
      OTHER: '其他',
    }),
    large: flag('是否大型农机', 'large'),
    model: text('机型', 'model', 80),
    registeredOn: date('登记日期', 'day of registration'),
    status: word('登记状态', 'state', { NORMAL: '正常', SCRAPPED: '报废', TRANSFERRED: '转移' }),
  },
});

/** A payment of a rural collective to the person 集体分红. */
export const collectiveDividend = defineFact({
  type: 'COLLECTIVE_DIVIDEND',
  list: 'collectiveDividends',
  zh: '集体经济组织分红',
  en: 'a dividend of a rural collective',
  identity: { belongsTo: 'PERSON', namedBy: ['collectiveName', 'year'], weighs: ['amountFen'] },
  shape: {
    collectiveName: text('集体经济组织', 'collective', 100),
    year: year('分红年度', 'year'),
    amountFen: signedFen('分红金额', 'amount'),
  },
});
