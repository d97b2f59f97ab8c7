import type { Application } from '../application/application.ts';
import { invalid } from '../application/refusals.ts';
import type { Fen } from '../identity/fen.ts';
import type { Term } from '../policy/deadlines.ts';
import type { ReportDocument } from '../report/document.ts';
import { isAgainst } from './decision-rules.ts';
import type { DecisionKind, Recheck } from './decision-kind.ts';
import type { GroundInput } from './grounds.ts';

/** A decision as it is handed in. */
export type DecisionInput = {
  readonly verificationId: string;
  readonly version: number;
  readonly kind: DecisionKind;
  /** In plain words: they stand in the notice. */
  readonly reasons: string;
  readonly grounds: readonly GroundInput[];
  readonly monthlyFen: Fen | null;
  readonly graceMonths: number | null;
  readonly recheck: Recheck | null;
  /** The officer states not to be related to the applicant. */
  readonly unrelated: boolean;
  readonly idempotencyKey: string;
};

/** Kinds of decision that name an amount. */
const WITH_AMOUNT: ReadonlySet<DecisionKind> = new Set(['APPROVED', 'AMOUNT_CHANGED']);

/**
 * Whether amount, months and grounds belong to this kind of decision.
 * @throws Problem INVALID_AMOUNT or INVALID_INPUT with the field.
 */
export function assertContent(
  input: DecisionInput,
  { category }: Pick<Application, 'category'>,
  amountBefore: Fen | null,
  grace: Term | null,
): void {
  const { kind, monthlyFen, graceMonths, recheck, grounds } = input;
  const mustPay = kind === 'AMOUNT_CHANGED' || (kind === 'APPROVED' && category === 'MINIMUM_LIVING');
  if (monthlyFen === null ? mustPay : !WITH_AMOUNT.has(kind) || !Number.isSafeInteger(monthlyFen) || monthlyFen <= 0) {
    throw invalid(
      'monthlyFen',
      '确认同意（低保）和调整金额须填写每月金额（分，大于 0），其他决定不填',
      'A grant of the minimum living allowance and a change name an amount a month, above 0; no other decision does',
    );
  }
  if (kind === 'AMOUNT_CHANGED' && monthlyFen === amountBefore) {
    throw invalid('monthlyFen', '金额与现行金额相同', 'This is the amount that is paid already');
  }
  if (recheck !== null && !WITH_AMOUNT.has(kind)) {
    throw invalid(
      'recheck',
      '只有给予救助的决定才填写核查周期',
      'Only a decision that gives aid says when to verify again',
    );
  }
  assertGrace(kind, graceMonths, grace);
  const against = isAgainst(kind, { before: amountBefore, now: monthlyFen });
  if (against && grounds.length === 0) {
    throw invalid(
      'grounds',
      '不予同意、减少、渐退和终止须写明报告中属于事实的发现作为理由',
      'A decision against the family names its grounds among the findings of the report',
    );
  }
  if (!against && grounds.length > 0) {
    throw invalid('grounds', '有利于申请人的决定不填理由项', 'A decision for the family has no grounds against it');
  }
}

function assertGrace(kind: DecisionKind, months: number | null, grace: Term | null): void {
  if (kind !== 'GRACE_PERIOD') {
    if (months === null) return;
    throw invalid('graceMonths', '只有渐退才填写月数', 'Only a grace period has months');
  }
  if (grace === null)
    throw invalid('kind', '当地现行规定没有渐退期', 'The rules of this place and day know no grace period');
  if (months === null || !Number.isInteger(months) || months < 1 || months > grace.count) {
    throw invalid(
      'graceMonths',
      `渐退期为 1 到 ${grace.count} 个月（${grace.document}）`,
      `A grace period has 1 to ${grace.count} months`,
    );
  }
}

/**
 * The words of a decision go to the applicant: nobody else is named in them.
 * @throws Problem INVALID_INPUT with the field, without the name.
 */
export function assertNobodyElse({ members, application }: ReportDocument, input: DecisionInput): void {
  const others = members.map(({ name }) => name).filter((name) => name !== application.applicantName);
  const texts: [string, string][] = [
    ['reasons', input.reasons],
    ...input.grounds.map(({ established }, index): [string, string] => [
      `grounds[${index}].established`,
      established ?? '',
    ]),
  ];
  for (const [field, text] of texts) {
    if (!others.some((name) => text.includes(name))) continue;
    throw invalid(
      field,
      '告知书送达申请人，不得写明其他人的姓名；请改用“家庭成员”等说法',
      'The notice goes to the applicant: name nobody else; say "a member of the household"',
    );
  }
}
