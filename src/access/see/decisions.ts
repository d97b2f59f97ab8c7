import type { Application } from '../../application/application.ts';
import { invalid } from '../../application/refusals.ts';
import { readDecisions } from '../../decision/decision-store.ts';
import type { Decision } from '../../decision/decision.ts';
import { readSetAsideMark } from '../../decision/set-aside.ts';
import type { SetAsideMark } from '../../decision/set-aside.ts';
import { assertMay } from '../may.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';

/** The decisions of a case with their notices, oldest first. The caller has seen the application. */
export async function seeDecisions(reader: Reader, application: Application): Promise<readonly Decision[]> {
  assertMay(reader.principal, 'READ_CASE');
  const decisions = await readDecisions(reader.services.db, reader.services.vault, application.id);
  await look(reader, [
    {
      act: 'READ_DECISION',
      applicationId: application.id,
      personId: application.applicantPersonId,
      fieldKinds: decisions.length === 0 ? ['DECISION'] : ['DECISION', 'NOTICE'],
      division: application.division,
    },
  ]);
  return decisions;
}

/** The mark of a decision that rests on facts which were set aside afterwards. The caller has seen the decision. */
export async function seeSetAsideMark(
  { services: { db, vault } }: Reader,
  decision: Decision,
): Promise<SetAsideMark | null> {
  return readSetAsideMark(db, vault, decision);
}

/** One audit entry, as supervision reads it: the actor, the act on the case, and its result. */
export type LoggedAct = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly role: string;
  readonly act: string;
  readonly purpose: string;
  readonly outcome: string;
  readonly personId: string | null;
  readonly verificationId: string | null;
  readonly sourceId: string | null;
  readonly letterNumber: string | null;
  readonly fieldKinds: readonly string[];
  readonly checkId: string;
};

const MOST_AT_ONCE = 500;

/**
 * Every act of a case in order, after a place in the log; reading it is an act of its own. The caller has seen the
 * application.
 *
 * @param page.actsOnly leaves out what was only read.
 * @throws Problem FORBIDDEN; INVALID_INPUT unless `first` is 1 to 500.
 */
export async function seeLog(
  reader: Reader,
  application: Application,
  page: { readonly after: number; readonly first: number; readonly actsOnly: boolean },
): Promise<readonly LoggedAct[]> {
  assertMay(reader.principal, 'READ_LOG');
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > MOST_AT_ONCE) {
    throw invalid('first', `每次应为 1 到 ${MOST_AT_ONCE} 条`, `Ask for 1 to ${MOST_AT_ONCE} at once`);
  }
  await look(reader, [
    { act: 'READ_LOG', applicationId: application.id, fieldKinds: ['LOG'], division: application.division },
  ]);
  let query = reader.services.db
    .selectFrom('look_log')
    .selectAll()
    .where('application_id', '=', application.id)
    .where('seq', '>', page.after);
  if (page.actsOnly) query = query.where('act', 'not like', 'READ\\_%');
  const rows = await query.orderBy('seq').limit(page.first).execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    role: row.role,
    act: row.act,
    purpose: row.purpose,
    outcome: row.outcome,
    personId: row.person_id,
    verificationId: row.verification_id,
    sourceId: row.source_id,
    letterNumber: row.letter_number,
    fieldKinds: row.field_kinds,
    checkId: row.check_id,
  }));
}
