import type { Assessment } from '../assessment/assess.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { packAsOf } from '../policy/as-of.ts';
import { noticeOf } from '../policy/choose.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { buildReport } from '../report/build.ts';
import type { ReportDocument } from '../report/document.ts';
import type { ReportInput } from '../report/input.ts';

/** Where a case stands, in the words that a rule can move; `NONE` where nobody counts or no income was declared. */
export type Standing = {
  readonly overall: ReportDocument['overall'];
  /** Result by indicator id. */
  readonly indicators: Readonly<Record<string, string>>;
  readonly position: Assessment['standard']['position'] | 'NONE';
  /** The same by the larger of declared and found. */
  readonly positionByFound: Assessment['standard']['position'] | 'NONE';
  readonly degree: Assessment['gap']['degree'] | 'NONE';
  readonly topUpFen: number | null;
};

/** The parts of a standing that are counted, in the order in which they are told. */
export const MEASURES = ['overall', 'position', 'positionByFound', 'degree'] as const;

/** A case before and after, from the same evidence, household and form: only the pack differs. */
export type Replay = { readonly before: Standing; readonly after: Standing };

/** Packs are frozen once for a whole stock: their digests are kept by object. */
export type Proposal = { readonly pack: PolicyPack; readonly from: CalendarDate; readonly frozen: PolicyPack };

export function propose(pack: PolicyPack): Proposal {
  return { pack, from: pack.effectiveFrom, frozen: packAsOf(pack, pack.effectiveFrom) };
}

/** Judges stored evidence by its own pack and by a proposed one. Pure. */
export function replay(input: ReportInput, { pack, from, frozen }: Proposal): Replay {
  const { baseDate } = input.verification;
  const dated = baseDate < from ? frozen : pack;
  // The standard is meant for the day on which it takes effect, however old the evidence.
  const packNotice = baseDate < from ? null : noticeOf(pack, baseDate);
  return {
    before: standingOf(buildReport({ ...input, previous: null })),
    after: standingOf(buildReport({ ...input, previous: null, pack: dated, packNotice })),
  };
}

function standingOf({ overall, indicators, assessment }: ReportDocument): Standing {
  return {
    overall,
    indicators: Object.fromEntries(indicators.map(({ id, result }) => [id, result])),
    position: assessment?.standard.position ?? 'NONE',
    positionByFound: (assessment?.higher ?? assessment)?.standard.position ?? 'NONE',
    degree: assessment?.gap.degree ?? 'NONE',
    topUpFen: assessment?.standard.topUpFen ?? null,
  };
}

/** A change of one value, before and after; amounts in fen, `NONE` where there is none. */
export type Move = { readonly what: string; readonly before: string; readonly after: string };

/** The differences between two standings of a case; a changed top-up alone counts too. */
export function movesBetween({ before, after }: Replay): readonly Move[] {
  const sides: readonly (readonly [what: string, before: string, after: string])[] = [
    ...MEASURES.map((measure) => [measure, before[measure], after[measure]] as const),
    ...Object.entries(after.indicators).map(([id, result]) => [id, before.indicators[id] ?? 'NONE', result] as const),
    ['topUpFen', String(before.topUpFen ?? 'NONE'), String(after.topUpFen ?? 'NONE')],
  ];
  return sides.filter(([, old, now]) => old !== now).map(([what, old, now]) => ({ what, before: old, after: now }));
}
