import { recordLook } from '../../audit/look-log.ts';
import { findPaper } from '../../verification/paper-state.ts';
import type { KnownPaper, PaperState } from '../../verification/paper-state.ts';
import type { VerificationServices } from '../../verification/services.ts';

type Services = Pick<VerificationServices, 'db' | 'packs' | 'signer'>;

/** Whoever asks has no name here. */
const PUBLIC = { subject: 'public', role: 'PUBLIC' } as const;
/** Asking again within it leaves no further entry: else whoever holds one paper could fill the log. */
const ONE_ENTRY_WITHIN_MS = 60_000;

/**
 * Whether a printed report is genuine, for anybody who holds its code. Shows nothing of a person, and leaves an entry in
 * the log of the case where there is such a report; a code that is none concerns nobody.
 * @param at the instant that the reply names
 */
export async function seePaperState(services: Services, code: string, checkId: string, at: Date): Promise<PaperState> {
  const paper = await findPaper(services, code, at);
  if (paper === null) return 'UNKNOWN';
  await leave(services.db, paper, checkId, at);
  // Whoever holds the paper is sent to the office either way; the log tells the office what is the matter.
  return paper.state === 'ALTERED' ? 'UNKNOWN' : paper.state;
}

async function leave(db: Services['db'], paper: KnownPaper, checkId: string, at: Date): Promise<void> {
  const { verificationId, applicationId, division, state } = paper;
  const before = await db
    .selectFrom('look_log')
    .select('at')
    .where('application_id', '=', applicationId)
    .where('verification_id', '=', verificationId)
    .where('act', '=', 'READ_PAPER_STATE')
    .where('outcome', '=', state)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (before !== undefined && at.getTime() - before.at.getTime() < ONE_ENTRY_WITHIN_MS) return;
  await recordLook(
    db,
    at,
    { ...PUBLIC, division, checkId },
    {
      act: 'READ_PAPER_STATE',
      purpose: 'PUBLIC_CHECK',
      applicationId,
      verificationId,
      fieldKinds: ['PAPER_STATE'],
      outcome: state,
      division,
    },
  );
}
