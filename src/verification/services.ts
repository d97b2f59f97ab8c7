import type { CaseServices } from '../application/services.ts';
import type { Database } from '../platform/database.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import type { PackShelf } from '../policy/pack-shelf.ts';
import type { Signer } from '../protection/signer.ts';
import type { PlannedSource } from '../sources/planned-source.ts';

/** The services that verifications need. */
export type VerificationServices = CaseServices & {
  readonly calendar: WorkingCalendar;
  /** Every pack of the installation: those of the release, and those that the office has loaded. */
  readonly packs: PackShelf<Database>;
  readonly sources: readonly PlannedSource[];
  /** People are synthetic: every report says 演示数据. */
  readonly demo: boolean;
  /** Signs every version of a report when it is composed. */
  readonly signer: Signer;
};
