import type { Words } from '../indicators/outcome.ts';
import type { RowKind } from './document.ts';

type Missing = Exclude<RowKind, 'HIT' | 'NO_RECORD'>;

/** Why nothing can rest on an answer of this kind, where nothing more is known. */
const KIND_REASONS: Readonly<Record<Missing, Words>> = {
  NO_RESPONSE: {
    zh: '已查询，到期未反馈；不等于无记录',
    en: 'asked and silent up to the deadline; this is not "no record"',
  },
  NOT_SENT: {
    zh: '到期前未轮到发出（来源限额、开放时间或平台故障）；不等于无记录',
    en: 'its turn did not come in time (quota, hours or a fault of ours); this is not "no record"',
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

/** The codes that a question keeps as the reason why it has no answer, in words for the page. */
const REASONS: ReadonlyMap<string, Words> = new Map([
  ['TIMEOUT', { zh: '来源超时未应答', en: 'the source did not answer in time' }],
  ['UNREACHABLE', { zh: '无法连接来源', en: 'the source could not be reached' }],
  ['REFUSED', { zh: '来源拒绝受理', en: 'the source refused the question' }],
  ['BUSY', { zh: '来源繁忙', en: 'the source was busy' }],
  ['FORMAT_CHANGED', { zh: '来源答复的格式与约定不符', en: 'the answer was not in the agreed form' }],
  [
    'UNREADABLE',
    { zh: '本平台无法打开家庭登记信息，没有查询', en: 'the stored household could not be opened; nothing was asked' },
  ],
  ['UNENCODABLE', { zh: '查询内容无法按来源要求的编码写出', en: "it cannot be written in the source's encoding" }],
  ['WAITING_QUOTA', { zh: '等候来源的查询限额', en: "waiting for the source's quota" }],
  ['WAITING_WINDOW', { zh: '等候来源的开放时间', en: "waiting for the source's hours" }],
  ['AWAITING_SIGNATURES', { zh: '等待全体计入成员签署授权书', en: 'waiting for every counting member to sign' }],
  ['SOURCE_NOT_CONNECTED', { zh: '该来源未接入', en: 'the source is not connected' }],
  [
    'CERTIFICATE_NOT_KNOWN_TO_SOURCE',
    { zh: '该来源不能按此种证件查询', en: 'the source cannot be asked by this kind of certificate' },
  ],
  [
    'AMOUNT_NOT_TOLD',
    { zh: '该机构只反馈是否超限，不反馈金额', en: 'it says only whether a sum is over a line, never how much' },
  ],
  ['NO_TIME_LEFT', { zh: '需要金额时报告期限已到', en: 'the report was due when the amount turned out to be needed' }],
  ['NO_LETTER', { zh: '没有授权书', en: 'there is no letter' }],
  ['HOUSEHOLD_CHANGED', { zh: '家庭成员已变更，原授权书不适用', en: 'the household changed since the letter' }],
  ['NOT_SIGNED', { zh: '本人或监护人未签署授权书', en: 'neither the person nor a guardian has signed' }],
  ['NOT_YET_SIGNED', { zh: '授权书签署日期未到', en: 'the day of signing had not come' }],
  ['ENDED', { zh: '授权书已终止', en: 'the letter had ended' }],
  ['WITHDRAWN', { zh: '本人已撤回授权', en: 'the person withdrew' }],
  [
    'ENDED_BEFORE_ANSWER',
    {
      zh: '答复到达前授权书已终止或本人已撤回，答复未读取并已删除',
      en: 'the letter ended, or the person withdrew, before the answer came; it was deleted unread',
    },
  ],
  ['DOES_NOT_COUNT', { zh: '不计入共同生活家庭', en: 'does not count as a member of the household' }],
  ['SOURCE_NOT_GRANTED', { zh: '授权书不含该来源', en: 'the letter does not name this source' }],
  ['PURPOSE_NOT_GRANTED', { zh: '授权书不含此项用途', en: 'the letter does not name this purpose' }],
]);

/**
 * Why an answer is missing, in plain words.
 * @param reason code that the question keeps; `null` where there is none. A code not known here is 其他原因.
 */
export function whyMissing(kind: Missing, reason: string | null): Words {
  // That its time is over says what the kind itself says.
  if (reason === null || reason === 'OVERDUE') return KIND_REASONS[kind];
  const { zh, en } = REASONS.get(reason) ?? { zh: '其他原因', en: 'another reason' };
  switch (kind) {
    case 'NO_RESPONSE':
      return { zh: `已查询，未取得反馈：${zh}；不等于无记录`, en: `asked in vain: ${en}; this is not "no record"` };
    case 'NOT_SENT':
      return { zh: `没有发出：${zh}；不等于无记录`, en: `not sent: ${en}; this is not "no record"` };
    case 'NOT_CONNECTED':
    case 'NOT_AUTHORISED':
      return { zh: `没有查询：${zh}`, en: `not asked: ${en}` };
    case 'OUTSTANDING':
      return {
        zh: `${KIND_REASONS.OUTSTANDING.zh}；目前${zh}`,
        en: `${KIND_REASONS.OUTSTANDING.en}; at present: ${en}`,
      };
    case 'PARTIAL':
    case 'IDENTITY_MISMATCH':
    case 'STALE':
    case 'NOT_ASKED':
      // The source's own answer is the reason.
      return KIND_REASONS[kind];
  }
}
