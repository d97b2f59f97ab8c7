import type { Coverage } from '../evidence/answer.ts';
import { FACTS } from '../evidence/facts.ts';
import type { FactType } from '../evidence/facts.ts';
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

/** The words where some of many bodies answered: `部分反馈（27/31）`. */
export function countedWords(kind: 'PARTIAL' | 'OUTSTANDING', answered: number, all: number): Words {
  const { zh, en } = WORDS[kind];
  return { zh: `${zh}（${answered}/${all}）`, en: `${en} (${answered}/${all})` };
}
