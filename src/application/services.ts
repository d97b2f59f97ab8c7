import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Office } from '../office/office.ts';
import type { FieldVault } from '../protection/field-vault.ts';

/** What the rooms of the case need from outside. */
export type CaseServices = {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: FieldVault;
  /** Where this installation is, and whose names its papers bear. */
  readonly office: Office;
};
