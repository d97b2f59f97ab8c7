import { shanghaiTime } from '../platform/calendar-date.ts';
import { wrap } from '../report/text-table.ts';
import type { ReportReview } from './review.ts';

/**
 * The review for a terminal, in Chinese, next to the page of its version; a sentence where there is none.
 * @param width in columns; a Chinese character takes two.
 */
export function renderReview(review: ReportReview | null, width: number): string {
  const lines = review === null ? ['未经复核：本版报告尚不得作为审核确认的依据。'] : reviewLines(review);
  return ['【复核】', ...lines.flatMap((line) => wrap(line, width))].join('\n').concat('\n');
}

/** The mark after a reviewer’s name on a page. */
export const SIGNATURE_MARKS: Readonly<Record<ReportReview['signature'], string>> = {
  SIGNED: '',
  BEFORE_SIGNING: '（未签名）',
  MISSING: '（签名缺失，请核查）',
};

function reviewLines(review: ReportReview): readonly string[] {
  const { verdict, remark, overrides, reviewedBy, reviewedAt, signature } = review;
  return [
    `${verdict === 'APPROVED' ? '复核通过，准予出具' : '复核退回'}  复核人 ${reviewedBy}  复核时间 ${shanghaiTime(reviewedAt)}${SIGNATURE_MARKS[signature]}`,
    ...(remark === null ? [] : [`${verdict === 'APPROVED' ? '备注' : '退回理由'}：${remark}`]),
    ...overrides.map(
      ({ doubt, words, reason }) => `疑点 ${doubt + 1}「${words.zh}」经复核不成立：${reason}（证明材料已附）`,
    ),
  ];
}
