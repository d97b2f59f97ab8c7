import { definitionOf } from '../evidence/facts.ts';
import type { Findings, Indicator, IndicatorInput } from './define-indicator.ts';
import type { IndicatorOutcome, MissingAnswer, MissingKind, Result, Words } from './outcome.ts';
import { readFacts } from './reading.ts';
import { toldOf } from './told-twice.ts';
import type { Told } from './told-twice.ts';
import type { Reading } from './reading.ts';

/** Answers that may still come, or that a further question may bring: the result waits for them. */
const AWAITED: ReadonlySet<MissingKind> = new Set([
  'OUTSTANDING',
  'NO_RESPONSE',
  'NOT_SENT',
  'PARTIAL',
  'NOT_ASKED',
  'AMOUNT_NOT_ASKED',
]);

const MISSING_WORDS: Readonly<Record<MissingKind, Words>> = {
  OUTSTANDING: { zh: '有来源尚未反馈', en: 'a source has not answered yet' },
  NO_RESPONSE: { zh: '有来源到期未反馈', en: 'a source was silent up to its deadline' },
  NOT_SENT: { zh: '有查询未能发出', en: 'a question could not be asked' },
  PARTIAL: { zh: '有来源只反馈了一部分', en: 'a source answered for a part only' },
  NOT_ASKED: { zh: '有成员未被查询', en: 'no question was asked about a member' },
  AMOUNT_NOT_ASKED: {
    zh: '只问了是否超限，金额尚未查询',
    en: 'asked about the line only; the amount has not been asked yet',
  },
  NOT_AUTHORISED: { zh: '有成员未授权查询', en: 'a member has not authorised the question' },
  IDENTITY_MISMATCH: { zh: '有来源登记的姓名与证件号码不符', en: 'a source knows the number under another name' },
  STALE: { zh: '有来源数据过期', en: 'a source answered with data out of date' },
  NOT_CONNECTED: { zh: '结果只限于已接入的来源，未接入', en: 'this holds within the connected sources; not connected' },
};

const MISSING_HINTS: Partial<Readonly<Record<MissingKind, Words>>> = {
  IDENTITY_MISMATCH: { zh: '核对证件原件与姓名', en: 'compare the original certificate with the name' },
  STALE: { zh: '请申请人提供近期证明', en: 'ask for a recent proof' },
  NOT_CONNECTED: { zh: '未接入的来源，请申请人说明或提供凭证', en: 'ask the applicant about what is not connected' },
  NOT_ASKED: { zh: '补录证件后重新查询', en: 'enter the certificate and ask again' },
};

/**
 * The part that all indicators share: from what the rule found and what is missing to one result.
 *
 * Known facts beyond the line come first, for no later answer can take them away. Then what is missing, because a
 * missing answer is never a clean one: it is waited for (待反馈), or else authorised (未授权), or else looked at by a
 * person (预警: a name that does not fit, data out of date, a source not connected, for all of which no answer will
 * come by waiting). Only then doubts, exemptions, and at last 符合.
 */
export function conclude(
  indicator: Pick<Indicator, 'id' | 'version' | 'factsNeeded' | 'concerns' | 'scope'>,
  input: IndicatorInput,
  judge: (reading: Reading) => Findings,
): IndicatorOutcome {
  const { id, version } = indicator;
  if (input.counted.length === 0) return { id, version, ...NOBODY };
  const reading = readFacts(input, indicator.factsNeeded);
  const found = withTold(judge(reading), toldOf(indicator, input, reading));
  const missing = joined([reading.missing, found.missing ?? []]);
  const missingKinds = missing.length === 0 ? [] : [...new Set(missing.map((one) => one.kind))].sort();
  const hasFigure = reading.answered.has(indicator.factsNeeded[0]);
  const result = resultOf(found, missing);
  const unconfirmed = found.restsOnStandard && input.packNotice !== null ? input.packNotice : null;
  return {
    id,
    version,
    result: unconfirmed !== null && (result === 'MEETS' || result === 'EXCEEDS') ? 'WARNING' : result,
    figure: hasFigure ? found.figure : null,
    line: found.line,
    lineSource: found.lineSource,
    reasons: distinct(
      joined([
        unconfirmed === null ? [] : [{ zh: unconfirmed, en: 'the standard for this base date is not confirmed' }],
        found.exceeds,
        found.warnings,
        missingKinds.map((kind) => missingSentence(input, kind, missing)),
        found.exempt,
      ]),
    ),
    // A sum of nothing is no finding where nobody has answered.
    notes: hasFigure ? distinct([...found.notes, indicator.scope]) : [indicator.scope],
    evidence: reading.evidence,
    missing,
    visitHints: distinct(joined([found.visitHints, missingKinds.flatMap((kind) => MISSING_HINTS[kind] ?? [])])),
  };
}

const NOBODY: Omit<IndicatorOutcome, 'id' | 'version'> = {
  result: 'NOT_APPLICABLE',
  figure: null,
  line: null,
  lineSource: null,
  reasons: [{ zh: '没有计入家庭的成员', en: 'nobody counts in the household' }],
  notes: [],
  evidence: [],
  missing: [],
  visitHints: [],
};

function resultOf(found: Findings, missing: readonly MissingAnswer[]): Result {
  if (found.exceeds.length > 0) return 'EXCEEDS';
  if (missing.some((one) => AWAITED.has(one.kind))) return 'PENDING';
  if (missing.some((one) => one.kind === 'NOT_AUTHORISED')) return 'NOT_AUTHORISED';
  if (missing.length > 0 || found.warnings.length > 0) return 'WARNING';
  return found.exempt.length > 0 ? 'EXEMPT' : 'MEETS';
}

/** A list of bodies longer than this is cut: the report lists every one of them in a section of its own. */
const BODIES_NAMED = 6;

/** `有来源到期未反馈：演示银行甲（陆文斌、顾秀芬）`. */
function missingSentence(input: IndicatorInput, kind: MissingKind, missing: readonly MissingAnswer[]): Words {
  const ofKind = missing.filter((one) => one.kind === kind);
  const bodies = Map.groupBy(ofKind, (one) => `${one.sourceId} ${one.institution ?? ''} ${one.fact ?? ''}`);
  const named = [...bodies.values()].slice(0, BODIES_NAMED).map((group) => {
    const body = bodyOf(input, group[0]);
    const people = group.map(({ personId }) => input.counted.find((one) => one.personId === personId)?.name ?? '');
    return { zh: `${body.zh}（${people.join('、')}）`, en: `${body.en} (${people.join(', ')})` };
  });
  const rest = bodies.size - named.length;
  const { zh, en } = MISSING_WORDS[kind];
  return {
    zh: `${zh}：${named.map((one) => one.zh).join('、')}${rest > 0 ? `等 ${bodies.size} 家` : ''}`,
    en: `${en}: ${named.map((one) => one.en).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
  };
}

/** The bank, the department, or the kind of fact that nobody tells. */
function bodyOf({ sources }: IndicatorInput, missing: MissingAnswer | undefined): Words {
  const { sourceId = '', institution = null, fact } = missing ?? {};
  if (fact !== undefined) return definitionOf(fact);
  const source = sources.find(({ id }) => id === sourceId);
  const body = source?.institutions.find(({ code }) => code === institution);
  return body ?? source?.department ?? { zh: sourceId, en: sourceId };
}

/** Two differing records are a doubt whatever the rule found, and a repeated record is noted. */
function withTold(found: Findings, told: Told): Findings {
  if (told.warnings.length + told.notes.length === 0) return found;
  return {
    ...found,
    warnings: [...found.warnings, ...told.warnings],
    notes: [...found.notes, ...told.notes],
    visitHints: [...found.visitHints, ...told.visitHints],
  };
}

/** Lists as one; mostly no more than one of them holds anything, and that one need not be copied. */
function joined<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  let all: readonly Item[] = [];
  for (const list of lists) if (list.length > 0) all = all.length === 0 ? list : [...all, ...list];
  return all;
}

function distinct(words: readonly Words[]): readonly Words[] {
  // Texts are few, and rarely told twice.
  return words.some(isSaidBefore) ? [...new Map(words.map((one) => [one.zh, one])).values()] : words;
}

function isSaidBefore({ zh }: Words, at: number, words: readonly Words[]): boolean {
  for (let before = 0; before < at; before += 1) if (words[before]?.zh === zh) return true;
  return false;
}
