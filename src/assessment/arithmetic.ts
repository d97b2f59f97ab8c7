import type { DeclaredItem } from '../application/declared-item.ts';
import { formatYuan } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { IndicatorInput } from '../indicators/define-indicator.ts';
import type { Words } from '../indicators/outcome.ts';

/** Everything that income and gap are computed from: the form, and what registers know beside it. */
export type AssessmentInput = Pick<
  IndicatorInput,
  'baseDate' | 'counted' | 'declared' | 'evidence' | 'sources' | 'pack' | 'packNotice' | 'caseOf'
>;

/** One line of the computation, so that a caseworker can follow it with a pencil. */
export type ArithmeticLine = {
  readonly label: Words;
  /** How the amount comes about, in yuan: `26,000.00 ÷ 3 ÷ 12`. Empty for an amount that was declared. */
  readonly expression: string;
  /** Result, integer fen; of a year unless the label says a month. */
  readonly amountFen: Fen;
  /** No source has confirmed it: shown as 申报，未核对. */
  readonly declaredOnly: boolean;
  /** The rule behind the line, and whether its text was seen; `null` for plain arithmetic. */
  readonly basis: { readonly text: string; readonly verified: boolean } | null;
};

/** A rule of the pack as the basis of a line. */
export function basisOf(rule: { readonly document: string; readonly article: string; readonly verified: boolean }): {
  readonly text: string;
  readonly verified: boolean;
} {
  return { text: `${rule.document} ${rule.article}`, verified: rule.verified };
}

/** `1,000.00 + 2,000.00`; `0.00` for none. */
export function sumExpression(amounts: readonly Fen[]): string {
  return amounts.length === 0 ? formatYuan(0) : amounts.map(formatYuan).join(' + ');
}

/** Whose item it is, for a label: the member's name, or the family. */
export function holderOf(input: AssessmentInput, personId: string | null): Words {
  const member = input.counted.find((one) => one.personId === personId);
  return member === undefined ? { zh: '家庭', en: 'family' } : { zh: member.name, en: member.name };
}

/** Whether an item belongs to the household that counts. */
export function isCounted(input: AssessmentInput, item: DeclaredItem): boolean {
  return item.personId === null || input.counted.some((member) => member.personId === item.personId);
}

/** The same order whatever the order of entry. */
export function inOrder(items: readonly DeclaredItem[]): readonly DeclaredItem[] {
  const key = (item: DeclaredItem): string => `${JSON.stringify(item.content)} ${item.personId ?? ''}`;
  return items.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  });
}
