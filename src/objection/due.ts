import { sql } from 'kysely';
import type { Application } from '../application/application.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
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

const SERIALS = { YY: 'objection_serial', ZY: 'dispute_serial', JH: 'correction_serial' } as const;

/** The next number of an objection 异议, a dispute 争议 or a correction ticket 校核: `YY-320213-20180305-000001`. */
export async function nextNumberInTrx(
  trx: Database,
  head: keyof typeof SERIALS,
  division: string,
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ serial: number }>`SELECT nextval(${SERIALS[head]}::regclass) AS serial`.execute(trx);
  const day = shanghaiDate(now).replaceAll('-', '');
  return `${head}-${division.slice(0, 6)}-${day}-${String(rows[0]?.serial).padStart(6, '0')}`;
}
