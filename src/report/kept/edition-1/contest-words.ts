import type { DisputeOutcome, Effect, ObjectionOutcome } from '../../../contested/contest.ts';
import type { Words } from '../../../indicators/outcome.ts';
import type { ContestRow } from '../../contest-row.ts';

export const CONTEST_KINDS: Readonly<Record<ContestRow['kind'], Words>> = {
  OBJECTION: { zh: '异议', en: 'objection' },
  STOLEN_IDENTITY: { zh: '冒名登记争议', en: 'dispute about a stolen identity' },
  FALSE_DEATH: { zh: '错误死亡登记争议', en: 'dispute about a false entry of death' },
};

const OUTCOMES: Readonly<Record<ObjectionOutcome | DisputeOutcome, Words>> = {
  SOURCE_CORRECTED: { zh: '来源已更正', en: 'the source has corrected its record' },
  NOT_THIS_PERSON: { zh: '并非本人', en: 'it is not about this person' },
  EXPLAINED: { zh: '事实成立，已作说明', en: 'the fact stands and is explained' },
  UPHELD: { zh: '维持原核对结果', en: 'what the report said stands' },
  CONFIRMED: { zh: '主张属实', en: 'confirmed' },
  NOT_CONFIRMED: { zh: '主张未获证实', en: 'not confirmed' },
};

const IN_HAND: Words = { zh: '处理中', en: 'in hand' };

/** How it stands: in hand, or how it ended. */
export function outcomeWords(outcome: ObjectionOutcome | DisputeOutcome | null): Words {
  return outcome === null ? IN_HAND : OUTCOMES[outcome];
}

export const EFFECT_WORDS: Readonly<Record<Effect, Words>> = {
  NONE: { zh: '计算不变', en: 'the figures stay' },
  BESIDE: { zh: '计入与不计入两种结果并列', en: 'both figures are shown' },
  SET_ASIDE: { zh: '列明但不计入计算', en: 'shown, and left out of the figures' },
};
