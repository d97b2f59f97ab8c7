import { sql } from 'kysely';
import type { Application } from '../application/application.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { documentNumber } from '../office/document-number.ts';
import type { Office } from '../office/office.ts';
import type { Database } from '../platform/database.ts';
import type { Deadline } from '../platform/working-days.ts';
import { choosePack } from '../policy/choose.ts';
import { endOfTerm, termOn } from '../policy/deadlines.ts';
import type { VerificationServices } from '../verification/services.ts';

/** Terms of what is contested, by the pack in use on the day. */
type ContestTerm = 'OBJECTION_REVIEW' | 'IDENTITY_DISPUTE' | 'CORRECTION';

/**
 * Until when what begins now is to be done; `isLaw` is false where nobody has seen the text of the term.
 * @throws Problem NOT_FOUND where no policy pack in use sets the term.
 */
export function dueFrom(
  { packs, calendar }: VerificationServices,
  { division, residence, acceptedAt }: Application,
  kind: ContestTerm,
  now: Date,
): Deadline & { readonly isLaw: boolean } {
  const today = shanghaiDate(now);
  const dates = { application: shanghaiDate(acceptedAt), base: today, decision: today };
  const { pack } = choosePack(packs, { region: division, residence, dates });
  const term = termOn(pack, kind, today);
  return { ...endOfTerm(term, now, calendar), isLaw: term.verified };
}

const SERIALS = {
  OBJECTION: 'objection_serial',
  DISPUTE: 'dispute_serial',
  CORRECTION: 'correction_serial',
} as const;

/** The next number of an objection 异议, a dispute 争议 or a correction ticket 校核. */
export async function nextNumberInTrx(
  trx: Database,
  office: Office,
  paper: keyof typeof SERIALS,
  division: string,
  at: Date,
): Promise<string> {
  const { rows } = await sql<{ serial: number }>`SELECT nextval(${SERIALS[paper]}::regclass) AS serial`.execute(trx);
  return documentNumber(office, paper, { division, at, serial: rows[0]?.serial ?? 0 });
}
