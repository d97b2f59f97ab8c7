import { recordLook } from '../../audit/look-log.ts';
import { findPaper } from '../../verification/paper-state.ts';
import type { KnownPaper, PaperState } from '../../verification/paper-state.ts';
import type { VerificationServices } from '../../verification/services.ts';

type Services = Pick<VerificationServices, 'db' | 'packs' | 'signer'>;

/** The caller is anonymous. */
const PUBLIC = { subject: 'public', role: 'PUBLIC' } as const;
/**
 * A repeated request within this time leaves no further entry; otherwise the holder of one paper could fill the log.
 */
const ONE_ENTRY_WITHIN_MS = 60_000;

/**
 * Whether a printed report is genuine, for anybody with its code. Shows nothing about a person. Appends an audit
 * entry to the case of the report; an unknown code leaves none.
 * @param at the instant that the reply names
 */
export async function seePaperState(services: Services, code: string, checkId: string, at: Date): Promise<PaperState> {
  const paper = await findPaper(services, code, at);
  if (paper === null) return 'UNKNOWN';
  await leave(services.db, paper, checkId, at);
  // The reply sends the holder to the office in both states; the audit log shows the office which state it is.
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
