import type { Words } from '../indicators/outcome.ts';
import { addMonths, shanghaiDate } from '../platform/calendar-date.ts';
import type { Signer } from '../protection/signer.ts';
import { canonicalBytes } from '../report/canonical.ts';
import { readCheckCode } from './check-code.ts';
import { findPack } from './pack-of.ts';
import { sealOf } from './report-seals.ts';
import type { VerificationServices } from './services.ts';

/** The states that anybody with a printed report may see: nothing about the person, no number, no date. */
export const PAPER_STATES = {
  GENUINE: { zh: '真实有效', en: 'Genuine' },
  SUPERSEDED: { zh: '已被新版取代', en: 'Superseded' },
  EXPIRED: { zh: '真实，已过有效期', en: 'Genuine, past its validity' },
  UNKNOWN: { zh: '查无此码', en: 'Unknown' },
} as const satisfies Readonly<Record<string, Words>>;
export type PaperState = keyof typeof PAPER_STATES;

/** A printed version, found by its code: the case for its audit entry, and its state. */
export type KnownPaper = {
  readonly verificationId: string;
  readonly applicationId: string;
  readonly division: string;
  /** `ALTERED`: the row exists but differs from what this installation signed. */
  readonly state: Exclude<PaperState, 'UNKNOWN'> | 'ALTERED';
};

type Services = Pick<VerificationServices, 'db' | 'packs' | 'signer'>;

/** The state of the version with this code at an instant; `null` where there is none. Decrypts nothing. */
export async function findPaper({ db, packs, signer }: Services, text: string, at: Date): Promise<KnownPaper | null> {
  const code = readCheckCode(text);
  if (code === null) return null;
  const row = await findRow(db, code);
  if (row === undefined) return null;
  await packs.hold(db, [row.pack_id]);
  return {
    verificationId: row.id,
    applicationId: row.application_id,
    division: row.division,
    state: isAsSigned(signer, row) ? standingOf(packs, row, at) : 'ALTERED',
  };
}

/** The validity counts from the instant that is signed and printed, not from the row's. */
function standingOf(packs: Services['packs'], row: Row, now: Date): 'GENUINE' | 'SUPERSEDED' | 'EXPIRED' {
  if (row.newest !== row.version) return 'SUPERSEDED';
  const months = findPack(packs, row.pack_id).rules.reportValidityMonths.value;
  const lastDay = addMonths(shanghaiDate(new Date(sealOf(row).head.issuedAt)), months);
  return lastDay < shanghaiDate(now) ? 'EXPIRED' : 'GENUINE';
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

function findRow(db: VerificationServices['db'], code: string) {
  return db
    .selectFrom('report_seal')
    .innerJoin('report', 'report.id', 'report_seal.report_id')
    .innerJoin('verification', 'verification.id', 'report.verification_id')
    .select(['verification.id', 'verification.application_id', 'verification.pack_id', 'verification.division'])
    .select(['report.number', 'report.version', 'report.issued_at', 'report.document_sha256'])
    .select([
      'report_seal.head',
      'report_seal.algorithm',
      'report_seal.key_id',
      'report_seal.signature',
      'report_seal.sealed_at',
    ])
    .select(({ selectFrom }) =>
      selectFrom('report as other')
        .whereRef('other.verification_id', '=', 'verification.id')
        .select(({ fn }) => fn.max('other.version').as('newest'))
        .as('newest'),
    )
    .where('report_seal.check_code', '=', code)
    .executeTakeFirst();
}

/**
 * Up to commit 86cff67 the document's instant was earlier than the row's, by the duration of the act; a burst of
 * reports was one act. No reply is computed from the row's instant, so the difference changes none.
 */
const LONGEST_ACT_MS = 600_000;

function isOneAct(signed: Date, stored: Date): boolean {
  const ms = stored.getTime() - signed.getTime();
  return ms >= 0 && ms <= LONGEST_ACT_MS;
}

/** A row counts only with a valid signature over its content. */
function isAsSigned(signer: Signer, row: Row): boolean {
  try {
    const { head, signature } = sealOf(row);
    return (
      signer.hasSigned(canonicalBytes(head), signature) &&
      head.number === row.number &&
      head.version === row.version &&
      head.documentSha256 === row.document_sha256.toString('hex') &&
      row.issued_at.getTime() === row.sealed_at.getTime() &&
      isOneAct(new Date(head.issuedAt), row.issued_at)
    );
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
