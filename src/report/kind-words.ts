import type { Coverage } from '../evidence/answer.ts';
import { regionName } from '../identity/region.ts';
import type { Words } from '../indicators/outcome.ts';
import { Problem } from '../platform/problem.ts';
import type { RowKind } from './document.ts';

const WORDS: Readonly<Record<RowKind, Words>> = {
  HIT: { zh: '有记录', en: 'record found' },
  NO_RECORD: { zh: '无记录', en: 'no record' },
  NO_RESPONSE: { zh: '未反馈', en: 'no response' },
  PARTIAL: { zh: '部分反馈', en: 'partial' },
  NOT_CONNECTED: { zh: '未接入', en: 'not connected' },
  NOT_AUTHORISED: { zh: '未授权', en: 'not authorised' },
  IDENTITY_MISMATCH: { zh: '身份不符', en: 'identity mismatch' },
  STALE: { zh: '数据过期', en: 'data out of date' },
  OUTSTANDING: { zh: '等待反馈', en: 'waiting for the answer' },
  NOT_ASKED: { zh: '未查询', en: 'not asked' },
};

/** Why nothing can rest on an answer of this kind, for the list of what is missing. */
export const KIND_REASONS: Readonly<Record<Exclude<RowKind, 'HIT' | 'NO_RECORD'>, Words>> = {
  NO_RESPONSE: {
    zh: '已查询，到期未反馈；不等于无记录',
    en: 'asked and silent up to the deadline; this is not "no record"',
  },
  PARTIAL: { zh: '只反馈了一部分', en: 'answered for a part only' },
  NOT_CONNECTED: {
    zh: '该来源未接入或无法按此证件查询，没有查询',
    en: 'not connected or not able to ask by this certificate',
  },
  NOT_AUTHORISED: { zh: '没有有效授权，没有查询', en: 'no letter covers it; nothing was asked' },
  IDENTITY_MISMATCH: {
    zh: '来源登记的姓名与证件号码不符，未采用',
    en: 'the source knows the number under another name',
  },
  STALE: { zh: '数据早于该来源承诺的时间', en: 'the data are older than the source promises' },
  OUTSTANDING: { zh: '已列入查询，尚未到期', en: 'planned or asked, not due yet' },
  NOT_ASKED: { zh: '没有提出查询', en: 'no question was asked' },
};

/**
 * The words for what became of a question. A statement of a register says for which territory and period it holds:
 * Wuxi's register knows nothing of Suzhou.
 */
export function kindWords(kind: RowKind, coverage: Coverage | null): Words {
  const { zh, en } = WORDS[kind];
  const reach = coverage !== null && (kind === 'HIT' || kind === 'NO_RECORD' || kind === 'STALE') ? coverage : null;
  if (reach === null) return { zh, en };
  const territory = territoryName(reach.territory);
  const { from, to } = reach.period;
  const period = from === null && to === null ? null : { from: from ?? '…', to: to ?? '…' };
  return {
    zh: `${zh}（${territory}${period === null ? '' : `，${period.from} 至 ${period.to}`}）`,
    en: `${en} (${territory}${period === null ? '' : `, ${period.from} to ${period.to}`})`,
  };
}

/** The words where some of many bodies answered: `部分反馈（27/31）`. */
export function countedWords(kind: 'PARTIAL' | 'OUTSTANDING', answered: number, all: number): Words {
  const { zh, en } = WORDS[kind];
  return { zh: `${zh}（${answered}/${all}）`, en: `${en} (${answered}/${all})` };
}

/** Name of a territory; the bare code where our tables, which hold Wuxi and the provinces, don't know it. */
function territoryName(code: string): string {
  try {
    return regionName(code);
  } catch (thrown) {
    if (thrown instanceof Problem) return code;
    throw thrown;
  }
}
