import { formatYuan } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { Words } from '../indicators/outcome.ts';
import type { DecisionKind } from './decision-kind.ts';

/**
 * Findings in words that may be read by the whole family: of the household, without name, plate, account or amount. One
 * for each indicator.
 */
export const GROUND_WORDS: Readonly<Record<string, Words>> = {
  I01: { zh: '家庭拥有的住房超过当地规定', en: 'the household has more homes than the local rule allows' },
  I02: { zh: '家庭拥有的机动车超过当地规定', en: 'the household has more vehicles than the local rule allows' },
  I03: { zh: '家庭金融资产超过当地规定的限额', en: 'the household’s financial assets exceed the local limit' },
  I04: {
    zh: '家庭成员开办或者参与经营市场主体，超出当地规定',
    en: 'the household has a part in enterprises beyond the local rule',
  },
  I05: { zh: '家庭工资性收入高于申报', en: 'the household’s wages are higher than declared' },
  I06: { zh: '家庭转移性收入高于申报', en: 'the household’s transfers are higher than declared' },
  I07: { zh: '家庭财产性收入或者经营性收入高于申报', en: 'income from property or trade is higher than declared' },
  I08: { zh: '家庭成员或者婚姻情况与申报不一致', en: 'the members of the household are not those declared' },
  I09: { zh: '家庭已经享受同类救助', en: 'the household draws the same aid already' },
  I10: { zh: '家庭支出明显超出申报的收入', en: 'the household’s spending is far beyond its declared income' },
  I11: { zh: '就医支出情况与申报不一致', en: 'spending on treatment is not as declared' },
};

/** The standard is public; what the household earns is not said. */
export function incomeGround(standardFen: Fen): Words {
  const yuan = formatYuan(standardFen);
  return {
    zh: `家庭人均月收入不低于当地最低生活保障标准（每人每月 ${yuan} 元）`,
    en: `income a head is not below the local standard (${yuan} yuan a month)`,
  };
}

export const NOTICE_TITLES: Readonly<Record<DecisionKind, Words>> = {
  APPROVED: { zh: '社会救助审核确认告知书', en: 'Notice of a grant of social assistance' },
  REFUSED: { zh: '社会救助不予确认同意告知书', en: 'Notice of a refusal of social assistance' },
  AMOUNT_CHANGED: { zh: '社会救助金额调整告知书', en: 'Notice of a change of the amount' },
  GRACE_PERIOD: { zh: '社会救助渐退告知书', en: 'Notice of a grace period' },
  STOPPED: { zh: '社会救助终止告知书', en: 'Notice that social assistance ends' },
};
