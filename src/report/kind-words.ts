import type { Coverage } from '../evidence/answer.ts';
import { FACTS } from '../evidence/facts.ts';
import type { FactType } from '../evidence/facts.ts';
import type { AmountReason } from '../evidence/question-form.ts';
import { kindOfRecord } from '../evidence/unread-records.ts';
import type { UnreadRecords } from '../evidence/unread-records.ts';
import { formatYuan } from '../identity/fen.ts';
import { placeName } from '../identity/region.ts';
import type { Words } from '../indicators/outcome.ts';
import { shanghaiTime } from '../platform/calendar-date.ts';
import type { RowKind } from './document.ts';

const WORDS: Readonly<Record<RowKind, Words>> = {
  HIT: { zh: '有记录', en: 'record found' },
  NO_RECORD: { zh: '无记录', en: 'no record' },
  NO_RESPONSE: { zh: '未反馈', en: 'no response' },
  NOT_SENT: { zh: '未能发出查询', en: 'could not be asked' },
  PARTIAL: { zh: '部分反馈', en: 'partial' },
  NOT_CONNECTED: { zh: '未接入', en: 'not connected' },
  NOT_AUTHORISED: { zh: '未授权', en: 'not authorised' },
  IDENTITY_MISMATCH: { zh: '身份不符', en: 'identity mismatch' },
  STALE: { zh: '数据过期', en: 'data out of date' },
  OUTSTANDING: { zh: '等待反馈', en: 'waiting for the answer' },
  NOT_ASKED: { zh: '未查询', en: 'not asked' },
};

/**
 * The words for what became of a question. A statement of a register says for which territory and period it holds:
 * Wuxi's register knows nothing of Suzhou.
 */
export function kindWords(kind: RowKind, coverage: Coverage | null): Words {
  const { zh, en } = WORDS[kind];
  const reach = coverage !== null && (kind === 'HIT' || kind === 'NO_RECORD' || kind === 'STALE') ? coverage : null;
  if (reach === null) return { zh, en };
  const territory = placeName(reach.territory);
  const { from, to } = reach.period;
  const period = from === null && to === null ? null : { from: from ?? '…', to: to ?? '…' };
  return {
    zh: `${zh}（${territory}${period === null ? '' : `，${period.from} 至 ${period.to}`}）`,
    en: `${en} (${territory}${period === null ? '' : `, ${period.from} to ${period.to}`})`,
  };
}

/** Why an amount was asked of a body that says whether a sum is over a line. */
const AMOUNT_WORDS: Readonly<Record<AmountReason, Words>> = {
  LINE_UNDECIDED: {
    zh: '追加查询金额：仅凭是否超限不能判断',
    en: 'asked for the amount, because the line left it open',
  },
  OBJECTION: { zh: '查询金额：因异议复核', en: 'asked for the amount, because of an objection' },
};

/** The words for what was asked, where it is less than everything, or more than the line. */
export function formWords(
  { zh, en }: Words,
  { lineFen, because }: { readonly lineFen?: number; readonly because?: AmountReason },
): Words {
  if (lineFen !== undefined) {
    const line = formatYuan(lineFen);
    return { zh: `${zh}，只问是否超过 ${line} 元`, en: `${en}, asked only whether over ${line} yuan` };
  }
  if (because === undefined) return { zh, en };
  return { zh: `${zh}，${AMOUNT_WORDS[because].zh}`, en: `${en}, ${AMOUNT_WORDS[because].en}` };
}

/** The words for a row of many bodies, with how many were asked for less than everything, and for more than the line. */
export function formsWords(
  { zh, en }: Words,
  parts: readonly { readonly lineFen?: number; readonly because?: AmountReason }[],
): Words {
  const lines = parts.filter(({ lineFen }) => lineFen !== undefined).length;
  const amounts = parts.filter(({ because }) => because !== undefined).length;
  const told = [
    ...(lines === 0 ? [] : [{ zh: `${lines} 家先只问是否超限`, en: `${lines} asked about the line first` }]),
    ...(amounts === 0 ? [] : [{ zh: `${amounts} 家追加查询金额`, en: `${amounts} asked for the amount` }]),
  ];
  return {
    zh: [zh, ...told.map((one) => one.zh)].join('，'),
    en: [en, ...told.map((one) => one.en)].join(', '),
  };
}

/** The words for an answer that was given to an identical question before: when, so that nobody takes it for new. */
export function reusedWords({ zh, en }: Words, { answeredAt }: { readonly answeredAt: Date | null }): Words {
  if (answeredAt === null) return { zh, en };
  const at = shanghaiTime(answeredAt).slice(0, 16);
  return { zh: `${zh}，沿用 ${at} 的答复`, en: `${en}, answer of ${at}, re-used` };
}

/** The words for a part, with what its source says that it leaves out. */
export function partialWords({ zh, en }: Words, missing: readonly FactType[]): Words {
  const lacking = FACTS.filter(({ type }) => missing.includes(type));
  if (lacking.length === 0) return { zh, en };
  return {
    zh: `${zh}（缺：${lacking.map((fact) => fact.zh).join('、')}）`,
    en: `${en} (without ${lacking.map((fact) => fact.en).join(', ')})`,
  };
}

/** The words with what of the answer could not be read: kind and number, so that nobody takes it for none. */
export function unreadWords({ zh, en }: Words, unread: readonly UnreadRecords[]): Words {
  if (unread.length === 0) return { zh, en };
  const told = unread.map(({ fact, count }) => ({ count, ...kindOfRecord(fact) }));
  return {
    zh: `${zh}；${told.map((one) => `${one.zh} ${one.count} 条`).join('、')}未能读取，已搁置`,
    en: `${en}; set aside unread: ${told.map((one) => `${one.count} of ${one.en}`).join(', ')}`,
  };
}

/** Why a part of an answer is not shown: the obligation of the support obligor whom it is about does not need it. */
export const BEYOND_OBLIGATION = 'BEYOND_OBLIGATION';

/** The words for an answer of which a part is held back; the department left nothing out. */
export function heldBackWords(missing: readonly FactType[]): Words {
  const lacking = FACTS.filter(({ type }) => missing.includes(type));
  return {
    zh: `只显示其义务所需的信息（不显示：${lacking.map((fact) => fact.zh).join('、')}）`,
    en: `shown as far as the obligation needs (without ${lacking.map((fact) => fact.en).join(', ')})`,
  };
}

/** The words where some of many bodies answered: `部分反馈（27/31）`. */
export function countedWords(kind: 'PARTIAL' | 'OUTSTANDING', answered: number, all: number): Words {
  const { zh, en } = WORDS[kind];
  return { zh: `${zh}（${answered}/${all}）`, en: `${en} (${answered}/${all})` };
}
