import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Office } from '../office/office.ts';
import type { FieldVault } from '../protection/field-vault.ts';

/** The services that the rooms of a case need. */
export type CaseServices = {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: FieldVault;
  /** Where this installation is, and whose names its papers bear. */
  readonly office: Office;
};
