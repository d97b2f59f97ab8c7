import type { Application } from '../application/application.ts';
import { getApplication } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import { recordLook } from '../audit/look-log.ts';
import { readLetters } from '../authorisation/letter-store.ts';
import { letterPurposeFor } from '../authorisation/purpose.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import { choosePack } from '../policy/choose.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { VerificationServices } from './services.ts';
import { toVerification } from './verification.ts';
import type { Verification } from './verification.ts';

/** The queue on which checks run, and the name of the work that starts one. */
export const CHECK_QUEUE = 'check';
export const START_CHECK = 'start-check';

export type RequestVerification = {
  readonly applicationId: string;
  readonly purpose: VerificationPurpose;
  /** The day of which the sources are asked; today in Shanghai unless given. */
  readonly baseDate?: CalendarDate;
  /** Chosen by the caller; the same key asks for the same verification, however often it is sent. */
  readonly idempotencyKey: string;
};

/**
 * Requests a verification: its row, its first progress, the promise of work and the look are one transaction.
 * Nothing is asked here; a worker does, and checks each letter at that moment.
 *
 * @throws Problem NOT_FOUND, CONFLICT (application closed), NO_LETTER, INVALID_DATE (base date in the future),
 *   IDEMPOTENCY_KEY_REUSED (same key, other request).
 */
export async function requestVerification(
  services: VerificationServices,
  actor: Actor,
  request: RequestVerification,
): Promise<Verification> {
  try {
    return await services.db.transaction().execute((trx) => requestInTrx(services, trx, actor, request));
  } catch (thrown) {
    // The same key at the same moment for another application: the two did not meet on one row lock.
    if (isUniqueViolation(thrown)) throw keyReused();
    throw thrown;
  }
}

async function requestInTrx(
  services: VerificationServices,
  trx: Database,
  actor: Actor,
  request: RequestVerification,
): Promise<Verification> {
  const { clock, calendar, packs } = services;
  // Two requests for one case stand in line, so that a repeated key finds its first.
  await trx.selectFrom('application').select('id').where('id', '=', request.applicationId).forUpdate().execute();
  const application = await getApplication(trx, request.applicationId);
  const known = await findByKey(trx, actor.subject, request.idempotencyKey);
  if (known !== null) return sameRequest(known, request);
  if (application.state !== 'ACCEPTED') throw closed();
  if (letterPurposeFor(request.purpose) === null) throw coveredByNoLetter();
  const letters = await readLetters(trx, application.id);
  if (!letters.some((letter) => letter.endedAt === null)) throw noLetter();

  const now = clock.now();
  const today = shanghaiDate(now);
  const baseDate = request.baseDate ?? today;
  if (baseDate > today) throw inTheFuture();
  const { pack } = choosePack(packs, {
    region: application.division,
    residence: application.residence,
    dates: { application: shanghaiDate(application.acceptedAt), base: baseDate, decision: today },
  });
  await assertSomebodyCounts(services, trx, application, baseDate);
  const deadline = calendar.addWorkingDays(now, pack.rules.reportDeadlineWorkingDays.value);
  const id = crypto.randomUUID();
  const row = await trx
    .insertInto('verification')
    .values({
      id,
      application_id: application.id,
      household_version: application.householdVersion,
      purpose: request.purpose,
      base_date: baseDate,
      base_date_given: request.baseDate !== undefined,
      pack_id: pack.id,
      state: 'REQUESTED',
      requested_by: actor.subject,
      idempotency_key: request.idempotencyKey,
      check_id: actor.checkId,
      deadline_at: deadline.at,
      deadline_provisional: deadline.provisional,
      settled_at: null,
      version: 1,
      division: application.division,
      retention: 'CASE_FILE',
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await logProgressInTrx(trx, now, [{ verificationId: id, event: 'REQUESTED' }]);
  await trx
    .insertInto('outbox')
    .values({
      // The job's id as well: one verification starts one check, whatever is repeated.
      id,
      queue: CHECK_QUEUE,
      name: START_CHECK,
      data: JSON.stringify({ verificationId: id }),
      created_at: now,
      dispatched_at: null,
    })
    .execute();
  await recordLook(trx, clock, actor, {
    act: 'REQUEST_VERIFICATION',
    purpose: request.purpose,
    applicationId: application.id,
    verificationId: id,
    fieldKinds: [],
    outcome: 'DONE',
    division: application.division,
  });
  return toVerification(row);
}

/** A check that would ask about nobody would read as if nothing had been found. */
async function assertSomebodyCounts(
  { vault }: VerificationServices,
  trx: Database,
  application: Application,
  baseDate: CalendarDate,
): Promise<void> {
  const household = await readHouseholdVersion(trx, vault, application.householdId, application.householdVersion);
  if (household.members.some((member) => countsInHousehold(member, baseDate).counts)) return;
  throw new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该家庭没有计入共同生活家庭的成员，无从核对；请核实成员的情况后重新登记。',
    en: 'no member of this household counts, so there is nothing to verify; check the members and register again',
  });
}

async function findByKey(trx: Database, subject: string, key: string): Promise<Verification | null> {
  const row = await trx
    .selectFrom('verification')
    .selectAll()
    .where('requested_by', '=', subject)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row === undefined ? null : toVerification(row);
}

function sameRequest(known: Verification, request: RequestVerification): Verification {
  const same =
    known.applicationId === request.applicationId &&
    known.purpose === request.purpose &&
    (request.baseDate ?? null) === (known.baseDateGiven ? known.baseDate : null);
  if (same) return known;
  throw keyReused();
}

function keyReused(): Problem {
  return new Problem({
    code: 'IDEMPOTENCY_KEY_REUSED',
    field: 'idempotencyKey',
    zh: '该幂等键已用于另一项核对请求；请为新的请求换一个新键。',
    en: 'this idempotency key belongs to another request; use a new key for a new request',
  });
}

function coveredByNoLetter(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'purpose',
    zh: '没有授权书可以授权这一目的的查询；请选择申请、复核或异议。',
    en: 'no letter covers a check for this purpose; choose APPLICATION, REVERIFICATION or OBJECTION',
  });
}

function closed(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请已撤回或已办结，不能再发起核对；如需核对请另行登记申请。',
    en: 'the application is withdrawn or closed; register a new one to verify again',
  });
}

function noLetter(): Problem {
  return new Problem({
    code: 'NO_LETTER',
    field: 'applicationId',
    zh: '该申请没有有效的授权书；请先录入已签署的授权书，再发起核对。',
    en: 'the application has no letter in force; record the signed letter before requesting a verification',
  });
}

function inTheFuture(): Problem {
  return new Problem({
    code: 'INVALID_DATE',
    field: 'baseDate',
    zh: '基准日不能晚于今天。',
    en: 'the base date cannot lie after today',
  });
}
