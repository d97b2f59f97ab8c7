import type { Application } from '../application/application.ts';
import type { DeclaredItem } from '../application/declared-item.ts';
import type { Letter } from '../authorisation/letter.ts';
import type { Contest } from '../contested/contest.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdVersion } from '../household/member.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { SourceDescription } from '../sources/port.ts';
import type { Comparable } from './changes.ts';

/** The registry's data of a source in a report: its names, and the kinds of fact that it provides. */
export type SourceNames = Pick<SourceDescription, 'id' | 'department' | 'subject' | 'institutions'> &
  // Reports of the first edition did not keep them.
  Partial<Pick<SourceDescription, 'facts'>>;

/** A member who stands in another open case; `county` is a GB/T 2260 code of six digits, and all that is told of it. */
export type Elsewhere = { readonly personId: string; readonly county: string };

/** Everything that a report is made of; the same input gives the same bytes. */
export type ReportInput = {
  readonly reportNumber: string;
  readonly version: number;
  readonly issuedAt: Date;
  /** A view before the deadline: readable, never issued. */
  readonly preliminary: boolean;
  /** Synthetic people: every page says 演示数据. */
  readonly demo: boolean;
  readonly application: Application;
  readonly household: HouseholdVersion;
  readonly declared: readonly DeclaredItem[];
  readonly letters: readonly Letter[];
  readonly verification: {
    readonly id: string;
    readonly purpose: string;
    readonly baseDate: CalendarDate;
    readonly requestedAt: Date;
    readonly requestedBy: string;
    readonly deadlineAt: Date;
  };
  readonly evidence: readonly EvidencePiece[];
  /** Objections and disputes, and with them the facts that are set aside. */
  readonly contests: readonly Contest[];
  /**
   * Members who are members of another open case, and its county; absent where there is nobody. Since edition 2.
   */
  readonly elsewhere?: readonly Elsewhere[];
  /** The office that commissions the verification, by the office file; absent where the file names none. */
  readonly delegatingUnit?: string;
  readonly sources: readonly SourceNames[];
  readonly pack: PolicyPack;
  /** `标准待确认（依据 …）` when the base date lies after the pack's `confirmedUntil`, else null. */
  readonly packNotice: string | null;
  /** The version before, so that this one can say what changed. */
  readonly previous: Comparable | null;
};
