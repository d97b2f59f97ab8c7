import type { CaseServices } from '../application/services.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { Signer } from '../protection/signer.ts';
import type { PlannedSource } from '../sources/planned-source.ts';

/** What the room of verifications needs from outside. */
export type VerificationServices = CaseServices & {
  readonly calendar: WorkingCalendar;
  readonly packs: readonly PolicyPack[];
  readonly sources: readonly PlannedSource[];
  /** Synthetic people: every report says 演示数据. */
  readonly demo: boolean;
  /** Signs every version of a report as it is drawn up. */
  readonly signer: Signer;
};
