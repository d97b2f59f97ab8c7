import type { LookAct } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { ApplicationState } from './application.ts';

type Kind = {
  readonly zh: string;
  readonly en: string;
  readonly state: ApplicationState;
  readonly act: LookAct;
};

/** How a case ends without a decision; the list is closed. */
export const ENDINGS = {
  WITHDRAWN: {
    zh: '申请人撤回申请',
    en: 'the family takes its application back',
    state: 'WITHDRAWN',
    act: 'WITHDRAW_APPLICATION',
  },
  REFUSED_TO_SIGN: {
    zh: '家庭成员拒绝签署授权书',
    en: 'a member refuses to sign the letter, and the family was told what is missing',
    state: 'CLOSED',
    act: 'END_APPLICATION',
  },
  DIED: { zh: '申请人死亡', en: 'whom the case was about has died', state: 'CLOSED', act: 'END_APPLICATION' },
  MOVED_AWAY: { zh: '迁出本辖区', en: 'the family has moved away', state: 'CLOSED', act: 'END_APPLICATION' },
  /** Hidden from lists and searches; its rows and its log stay. */
  MISTAKE: { zh: '误登记', en: 'registered by mistake', state: 'CLOSED', act: 'END_APPLICATION' },
} as const satisfies Readonly<Record<string, Kind>>;
export type EndReason = keyof typeof ENDINGS;

/** How a case ended without a decision, by whom and why in their words. */
export type CaseEnding = {
  readonly reason: EndReason;
  readonly why: string;
  readonly endedBy: string;
  readonly endedAt: Date;
};

/** How a case ended without a decision; `null` for one that stands, or that a final decision closed. */
export async function readEnding(db: Database, vault: FieldVault, applicationId: string): Promise<CaseEnding | null> {
  const row = await db
    .selectFrom('application_end')
    .selectAll()
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    reason: row.reason,
    why: vault.openText(endingCell(applicationId), row.why_cipher),
    endedBy: row.ended_by,
    endedAt: row.ended_at,
  };
}

/** Where the words about an end lie sealed. */
export function endingCell(applicationId: string) {
  return { table: 'application_end', row: applicationId, column: 'why_cipher' };
}
