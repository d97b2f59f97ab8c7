import { formatYuan } from '../../../identity/fen.ts';
import type { Fen } from '../../../identity/fen.ts';
import type { Words } from '../../../indicators/outcome.ts';
import type { AssessmentInput } from './arithmetic.ts';
import type { Gap } from './gap.ts';
import type { StandardComparison } from './standard.ts';

/** One condition of the rule; `holds` is `null` where what it needs is not known. */
export type RigidCondition = { readonly words: Words; readonly holds: boolean | null };

/** Whether a household may be one of 刚性支出困难家庭, as far as income and expenditure say. */
export type RigidHousehold = {
  /** `NO` with one condition that fails, `OPEN` with one that is not known, else `YES`. */
  readonly state: 'YES' | 'NO' | 'OPEN';
  readonly conditions: readonly RigidCondition[];
};

/**
 * The conditions of a household of rigid expenditure that figures can tell; property is for the indicators, and other
 * local conditions are for a person. Source: 刚性支出困难家庭认定办法 (2025).
 * @param annualFen income of the household in a year, integer fen.
 */
export function rigidHousehold(
  input: AssessmentInput,
  annualFen: Fen,
  { position }: StandardComparison,
  { aboveRatio, ratioLine }: Gap,
): RigidHousehold {
  const disposable = input.pack.rules.disposableIncomeYearlyFen.value;
  const limit = disposable === null ? '未收录' : `${formatYuan(disposable)} 元`;
  const conditions: readonly RigidCondition[] = [
    {
      words: { zh: '收入不低于低保边缘线', en: 'income is not below the edge line' },
      holds: position === 'ABOVE_EDGE',
    },
    {
      words: {
        zh: `人均年收入低于上年度居民人均可支配收入（${limit}）`,
        en: 'income a head is below the disposable income of the year before',
      },
      holds: disposable === null ? null : annualFen < disposable * input.counted.length,
    },
    {
      words: {
        zh: `刚性支出占收入超过 ${ratioLine.percent}%`,
        en: `rigid expenditure is above ${ratioLine.percent} % of income`,
      },
      holds: aboveRatio,
    },
  ];
  const open = conditions.some(({ holds }) => holds === null);
  const state = conditions.some(({ holds }) => holds === false) ? 'NO' : open ? 'OPEN' : 'YES';
  return { state, conditions };
}
