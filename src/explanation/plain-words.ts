import { formatYuan } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { Figure, MissingKind, Result, Words } from '../indicators/outcome.ts';

/** Short sentences in Chinese for readers with primary education, with the English next to them. */

/** Why each indicator is computed. */
export const WHY: Readonly<Record<string, Words>> = {
  I01: { zh: '房子是家里的财产。房子多了，可能不够条件。', en: 'A home is property. More of it may be too much.' },
  I02: { zh: '车、船和大的农机是家里的财产。', en: 'Cars, boats and large machines are property.' },
  I03: {
    zh: '存款、股票、基金和保险里的钱，是家里的财产。',
    en: 'Money in banks, shares, funds and insurance is property.',
  },
  I04: { zh: '开店、办公司或者入股，可能有收入。', en: 'A shop, a company or a share in one may bring income.' },
  I05: { zh: '工资是家里的收入。', en: 'Wages are income.' },
  I06: {
    zh: '养老金和补贴，有的算收入，有的不算。',
    en: 'Of pensions and subsidies some count as income, some do not.',
  },
  I07: { zh: '房租、利息、分红和种地的钱，是家里的收入。', en: 'Rent, interest, dividends and farming are income.' },
  I08: { zh: '要按家里有几口人来算。', en: 'It is reckoned by how many people the family has.' },
  I09: { zh: '同一种救助，不能领两份。', en: 'The same aid is not given twice.' },
  I10: {
    zh: '花钱多的地方，只是再看一看，不会只凭这个就不批。',
    en: 'Large spending is only looked at again; nothing is refused for it alone.',
  },
  I11: {
    zh: '看病的钱，只交给医保或医生再看一看，不影响该得的救助。',
    en: 'Medical costs are only looked at by the medical office or a doctor; they take no aid away.',
  },
};

/** The meaning of a household's result. */
export const RESULTS_TOLD: Readonly<Record<Result, Words>> = {
  MEETS: { zh: '没有发现问题', en: 'nothing was found against it' },
  EXCEEDS: { zh: '查到的比规定的多', en: 'more was found than the rule allows' },
  WARNING: { zh: '有一点要由工作人员再看一看', en: 'an officer has to look at something again' },
  PENDING: { zh: '还在等回答', en: 'answers are still awaited' },
  NOT_AUTHORISED: { zh: '没有签字授权，没有去问', en: 'nobody signed for it, so nothing was asked' },
  EXEMPT: { zh: '查到了一些，按规定不算', en: 'something was found, and the rule leaves it out' },
  NOT_APPLICABLE: { zh: '用不上', en: 'it does not apply' },
};

/** The meaning of a missing answer. A sentence that nobody is blamed for it follows each. */
export const MISSING_TOLD: Readonly<Record<MissingKind, (from: Words, about: Words) => Words>> = {
  NO_RESPONSE: (from, about) => ({
    zh: `我们向${from.zh}问了${about.zh}的情况，它没有回答。`,
    en: `We asked ${from.en} about ${about.en}; it did not answer.`,
  }),
  NOT_SENT: (from, about) => ({
    zh: `我们没来得及向${from.zh}问${about.zh}的情况。`,
    en: `We did not get to ask ${from.en} about ${about.en} in time.`,
  }),
  OUTSTANDING: (from, about) => ({
    zh: `我们问了${from.zh}，还在等${about.zh}的回答。`,
    en: `We asked ${from.en}; its answer about ${about.en} is awaited.`,
  }),
  PARTIAL: (from, about) => ({
    zh: `${from.zh}只回答了${about.zh}的一部分情况。`,
    en: `${from.en} answered about ${about.en} in part only.`,
  }),
  STALE: (from, about) => ({
    zh: `${from.zh}给的${about.zh}的资料太旧了。`,
    en: `What ${from.en} gave about ${about.en} is too old.`,
  }),
  IDENTITY_MISMATCH: (from, about) => ({
    zh: `${from.zh}登记的姓名和${about.zh}的证件对不上，这份回答没有用。`,
    en: `${from.en} has another name for the certificate of ${about.en}; its answer was not used.`,
  }),
  NOT_CONNECTED: (from, about) => ({
    zh: `我们和${from.zh}还没有联网，没有问${about.zh}的情况。`,
    en: `We have no line to ${from.en}; nothing was asked about ${about.en}.`,
  }),
  NOT_AUTHORISED: (from, about) => ({
    zh: `没有签字授权，所以没有向${from.zh}问${about.zh}的情况。`,
    en: `Nobody signed for it, so ${from.en} was not asked about ${about.en}.`,
  }),
  NOT_ASKED: (from, about) => ({
    zh: `没有向${from.zh}问${about.zh}的情况。`,
    en: `${from.en} was not asked about ${about.en}.`,
  }),
  AMOUNT_NOT_ASKED: (from, about) => ({
    zh: `我们只问了${from.zh}：${about.zh}的钱有没有超过一条线；有多少还没有问。`,
    en: `About ${about.en} we asked ${from.en} only whether the money is over a line; how much has not been asked yet.`,
  }),
};

/** The words for a reason that says more than the kind of the answer: in both cases the source is connected. */
export const REASONS_TOLD: Readonly<Record<string, (from: Words, about: Words) => Words>> = {
  AMOUNT_NOT_TOLD: (from, about) => ({
    zh: `${from.zh}只说${about.zh}的钱有没有超过一条线，不说有多少。`,
    en: `About ${about.en} ${from.en} says only whether the money is over a line, never how much.`,
  }),
  CERTIFICATE_NOT_KNOWN_TO_SOURCE: (from, about) => ({
    zh: `${from.zh}不能按${about.zh}的这种证件来查，所以没有问。`,
    en: `${from.en} cannot look for ${about.en} by this kind of certificate, so it was not asked.`,
  }),
};

export const NOT_HELD_AGAINST: Words = {
  zh: '没有回答不是您的错。没有回答不等于没有，也不等于有。不会因为这个不批。',
  en: 'A missing answer is not your fault. It is neither a “no” nor a “yes”, and nothing is refused because of it.',
};

/** The words for a threshold of the policy. An indicator that compares with the family's own declaration has none. */
export const LINES_TOLD: Readonly<Record<string, (line: Figure) => Words>> = {
  I01: (line) => atMost(line, '套住房', 'homes'),
  I02: (line) => atMost(line, '辆车', 'vehicles'),
  I03: (line) => ({ zh: `平均每人最多 ${amount(line).zh}`, en: `at most ${amount(line).en} a head` }),
  I04: (line) => atMost(line, '个赚钱的店铺或公司', 'businesses with revenue'),
  I09: (line) => atMost(line, '份同样的救助', 'time the same aid'),
  I10: (line) => ({ zh: `一次花 ${amount(line).zh}以上才看`, en: `looked at from ${amount(line).en} at once` }),
};

function atMost(line: Figure, zh: string, en: string): Words {
  if (line.value === 0) return { zh: `不能有${zh.slice(1)}`, en: `no ${en}` };
  return { zh: `最多 ${line.value} ${zh}`, en: `at most ${line.value} ${en}` };
}

function amount({ value }: Figure): Words {
  const yuan = formatYuan(value).replace(/\.00$/, '');
  return { zh: `${yuan} 元`, en: `${yuan} yuan` };
}

/** The position of an income relative to the standard. */
export const POSITIONS_TOLD: Readonly<Record<'BELOW_STANDARD' | 'EDGE' | 'ABOVE_EDGE', Words>> = {
  BELOW_STANDARD: { zh: '比低保标准低', en: 'below the dibao standard' },
  EDGE: { zh: '不比低保标准低，比低保边缘线低', en: 'not below the standard, below the edge line' },
  ABOVE_EDGE: { zh: '不比低保边缘线低', en: 'not below the edge line' },
};

/** `820 元`. */
export function tellYuan(fen: Fen): Words {
  return amount({ unit: 'FEN', value: fen });
}
