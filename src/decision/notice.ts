import { CATEGORIES } from '../application/application.ts';
import type { Application } from '../application/application.ts';
import { formatYuan } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { LineSource, Words } from '../indicators/outcome.ts';
import { printDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Term } from '../policy/deadlines.ts';
import type { ReportDocument } from '../report/document.ts';
import type { DecisionContent, DecisionKind } from './decision-kind.ts';
import { lawOfDecision, REMEDIES_LAW } from './notice-law.ts';
import { NOTICE_TITLES } from './notice-words.ts';

/**
 * The written notice 书面告知 of a decision: plain JSON, made once, stored with the decision and never changed. It
 * addresses the applicant about the household as a whole and contains no other member's name, figure or finding, and
 * no data of others.
 */
export type Notice = {
  readonly shapeVersion: 1;
  /** `演示数据` where people are synthetic. */
  readonly demoMark: string | null;
  readonly title: Words;
  readonly number: string;
  readonly kind: DecisionKind;
  readonly addressee: string;
  readonly date: CalendarDate;
  /** The deciding office, as printed under the text. */
  readonly office: string;
  /** Its telephone; absent where the office has none configured, and in older notices. */
  readonly telephone?: string;
  readonly applicationNumber: string;
  readonly report: { readonly number: string; readonly version: number };
  readonly monthlyFen: Fen | null;
  readonly from: CalendarDate | null;
  readonly until: CalendarDate | null;
  /** The body, in order: the decision, the reasons, how to object. */
  readonly paragraphs: readonly Words[];
  readonly reasons: readonly Words[];
  readonly remedies: readonly Words[];
  readonly law: readonly LineSource[];
};

/** The inputs of a notice. */
export type NoticeInput = {
  readonly number: string;
  readonly kind: DecisionKind;
  readonly content: DecisionContent;
  readonly amountBefore: Fen | null;
  readonly decidedOn: CalendarDate;
  /** The deciding office, as named on its papers. */
  readonly office: { readonly zh: string; readonly telephone: string | null };
  readonly application: Pick<Application, 'number' | 'category' | 'division' | 'delegated'>;
  readonly report: Pick<ReportDocument, 'number' | 'version' | 'demoMark'> & {
    readonly application: { readonly applicantName: string };
  };
  /** Terms for an objection, reconsideration and an action, where the law of the day sets them. */
  readonly terms: {
    readonly objection: Term | null;
    readonly reconsideration: Term | null;
    readonly litigation: Term | null;
  };
  /** The term by which this decision was due; the notice cites its text. */
  readonly procedure: Term | null;
};

/** Source: 最低生活保障审核确认办法 (2021) Art 21 and 32, 社会救助暂行办法 Art 65. */
export function buildNotice(input: NoticeInput): Notice {
  const { number, kind, content, decidedOn, application, report } = input;
  const reasons = [
    ...content.grounds.map(({ words, established }) =>
      established === null ? words : { zh: `${words.zh}：${established}`, en: `${words.en}: ${established}` },
    ),
    { zh: content.reasons, en: content.reasons },
  ];
  const remedies = remediesOf(input);
  return {
    shapeVersion: 1,
    demoMark: report.demoMark,
    title: NOTICE_TITLES[kind],
    number,
    kind,
    addressee: report.application.applicantName,
    date: decidedOn,
    office: input.office.zh,
    ...(input.office.telephone === null ? {} : { telephone: input.office.telephone }),
    applicationNumber: application.number,
    report: { number: report.number, version: report.version },
    monthlyFen: content.monthlyFen,
    from: content.from,
    until: content.until,
    paragraphs: [
      decided(input),
      {
        zh: `理由：${reasons.map(({ zh }) => zh.replace(/[。；]$/, '')).join('；')}。`,
        en: `Reasons: ${reasons.map(({ en }) => en.replace(/[.;]$/, '')).join('; ')}.`,
      },
      ...remedies,
    ],
    reasons,
    remedies,
    law: [...lawOfDecision(kind, decidedOn, input.procedure), REMEDIES_LAW],
  };
}

function decided({ kind, content, amountBefore, application }: NoticeInput): Words {
  const aid = CATEGORIES[application.category];
  const amount = yuan(content.monthlyFen);
  const from = content.from === null ? '' : printDate(content.from);
  const until = content.until === null ? '' : printDate(content.until);
  const sentences: Readonly<Record<DecisionKind, Words>> = {
    APPROVED:
      content.monthlyFen === null
        ? {
            zh: `您家庭的“${aid}”申请，经审核确认予以同意，自 ${from} 起生效。`,
            en: `Your household’s application for aid (${application.category}) is granted from ${content.from}.`,
          }
        : {
            zh: `您家庭的“${aid}”申请，经审核确认予以同意，自 ${from} 起每月发放 ${amount} 元。`,
            en: `Your household’s application for aid (${application.category}) is granted: ${amount} yuan a month from ${content.from}.`,
          },
    REFUSED: {
      zh: `您家庭的“${aid}”申请，经审核不予确认同意。`,
      en: `Your household’s application for aid (${application.category}) is refused.`,
    },
    AMOUNT_CHANGED: {
      zh: `您家庭的“${aid}”，自 ${from} 起由每月 ${yuan(amountBefore)} 元调整为每月 ${amount} 元。`,
      en: `Your household’s aid (${application.category}) changes from ${yuan(amountBefore)} to ${amount} yuan a month from ${content.from}.`,
    },
    GRACE_PERIOD: {
      zh: `您家庭不再符合“${aid}”条件，按渐退规定自 ${from} 起继续按现标准发放，至 ${until} 止，此后不再发放。`,
      en: `Your household no longer qualifies for aid (${application.category}); it goes on as it is until ${content.until}, and ends.`,
    },
    STOPPED: {
      zh: `您家庭的“${aid}”，自 ${from} 起终止。`,
      en: `Your household’s aid (${application.category}) ends on ${content.from}.`,
    },
  };
  return sentences[kind];
}

function remediesOf({ terms }: NoticeInput): readonly Words[] {
  const objection = span(terms.objection);
  const reconsideration = span(terms.reconsideration);
  const litigation = span(terms.litigation);
  return [
    {
      zh: `对核对结果有异议的，可以自收到本告知书之日起${objection.zh}，向受理申请的乡镇人民政府（街道办事处）提出并提供证明材料，由其组织复查。`,
      en: `If you hold a finding to be wrong, say so to the office where you applied ${objection.en} after receiving this notice, with proof; it is looked at again.`,
    },
    {
      zh: `对本决定不服的，可以自知道之日起${reconsideration.zh}依法申请行政复议，或者${litigation.zh}依法提起行政诉讼。`,
      en: `You may ask for administrative reconsideration ${reconsideration.en}, or go to court ${litigation.en}, after you learn of this decision.`,
    },
  ];
}

const UNITS = {
  WORKING_DAYS: { zh: '个工作日', en: 'working days' },
  CALENDAR_DAYS: { zh: '日', en: 'days' },
  MONTHS: { zh: '个月', en: 'months' },
} as const;

function span(term: Term | null): Words {
  if (term === null) return { zh: '在规定期限内', en: 'within the time that the law sets' };
  const { zh, en } = UNITS[term.unit];
  const mark = term.verified ? { zh: '', en: '' } : { zh: '（期限未核实）', en: ' (term not verified)' };
  return { zh: `${term.count}${zh}内${mark.zh}`, en: `within ${term.count} ${en}${mark.en}` };
}

function yuan(fen: Fen | null): string {
  return fen === null ? '—' : formatYuan(fen);
}
