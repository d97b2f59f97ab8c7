import type { Selectable } from 'kysely';
import { z } from 'zod';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { VerificationTable } from '../platform/tables.ts';
import { VERIFICATION_PURPOSES } from '../policy/pack.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { VERIFICATION_STATES } from './state.ts';
import type { VerificationState } from './state.ts';

/**
 * `CHECK` 核对 asks everything and ends with a report; `LOOKUP` 即时查询 asks what a query wants to see, and ends with
 * the answers.
 */
export type VerificationKind = 'CHECK' | 'LOOKUP';

/** One check or lookup of one application: its questions, its deadline and where it stands. */
export type Verification = {
  readonly id: string;
  readonly applicationId: string;
  readonly kind: VerificationKind;
  readonly householdVersion: number;
  readonly purpose: VerificationPurpose;
  readonly baseDate: CalendarDate;
  /** Whether the caller named the base date; else it is the day of the request. */
  readonly baseDateGiven: boolean;
  readonly packId: string;
  readonly state: VerificationState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly checkId: string;
  /** At this instant the report is issued, complete or not. */
  readonly deadlineAt: Date;
  /** The deadline counts days for which no holiday notice has been published. */
  readonly deadlineProvisional: boolean;
  readonly settledAt: Date | null;
  readonly division: string;
  readonly retention: string;
  readonly version: number;
};

const stateSchema = z.enum(VERIFICATION_STATES);
const purposeSchema = z.enum(VERIFICATION_PURPOSES);

/** Row to domain, in one place. */
export function toVerification(row: Selectable<VerificationTable>): Verification {
  return {
    id: row.id,
    applicationId: row.application_id,
    kind: row.kind,
    householdVersion: row.household_version,
    purpose: purposeSchema.parse(row.purpose),
    baseDate: parseCalendarDate(row.base_date),
    baseDateGiven: row.base_date_given,
    packId: row.pack_id,
    state: stateSchema.parse(row.state),
    requestedBy: row.requested_by,
    requestedAt: row.created_at,
    checkId: row.check_id,
    deadlineAt: row.deadline_at,
    deadlineProvisional: row.deadline_provisional,
    settledAt: row.settled_at,
    division: row.division,
    retention: row.retention,
    version: row.version,
  };
}
