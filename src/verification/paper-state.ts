import type { Words } from '../indicators/outcome.ts';
import { addMonths, shanghaiDate } from '../platform/calendar-date.ts';
import type { Signer } from '../protection/signer.ts';
import { canonicalBytes } from '../report/canonical.ts';
import { readCheckCode } from './check-code.ts';
import { findPack } from './pack-of.ts';
import { sealOf } from './report-seals.ts';
import type { VerificationServices } from './services.ts';

/** What anybody who holds a printed report may know of it: nothing of whom it speaks about, no number, no date. */
export const PAPER_STATES = {
  GENUINE: { zh: '真实有效', en: 'Genuine' },
  SUPERSEDED: { zh: '已被新版取代', en: 'Superseded' },
  EXPIRED: { zh: '真实，已过有效期', en: 'Genuine, past its validity' },
  UNKNOWN: { zh: '查无此码', en: 'Unknown' },
} as const satisfies Readonly<Record<string, Words>>;
export type PaperState = keyof typeof PAPER_STATES;

/** A printed version, found by its code: where its trace belongs, and how it stands. */
export type KnownPaper = {
  readonly verificationId: string;
  readonly applicationId: string;
  readonly division: string;
  /** `ALTERED`: the row is there, but it is not what this installation signed. */
  readonly state: Exclude<PaperState, 'UNKNOWN'> | 'ALTERED';
};

type Services = Pick<VerificationServices, 'db' | 'clock' | 'packs' | 'signer'>;

/** How the version with this code stands; `null` where there is none. Opens nothing that is sealed. */
export async function findPaper({ db, clock, packs, signer }: Services, text: string): Promise<KnownPaper | null> {
  const code = readCheckCode(text);
  if (code === null) return null;
  const row = await findRow(db, code);
  if (row === undefined) return null;
  const months = findPack(packs, row.pack_id).rules.reportValidityMonths.value;
  const isOver = addMonths(shanghaiDate(row.issued_at), months) < shanghaiDate(clock.now());
  const standing = row.newest !== row.version ? 'SUPERSEDED' : isOver ? 'EXPIRED' : 'GENUINE';
  return {
    verificationId: row.id,
    applicationId: row.application_id,
    division: row.division,
    state: isAsSigned(signer, row) ? standing : 'ALTERED',
  };
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

function findRow(db: VerificationServices['db'], code: string) {
  return db
    .selectFrom('report_seal')
    .innerJoin('report', 'report.id', 'report_seal.report_id')
    .innerJoin('verification', 'verification.id', 'report.verification_id')
    .select(['verification.id', 'verification.application_id', 'verification.pack_id', 'verification.division'])
    .select(['report.number', 'report.version', 'report.issued_at'])
    .select(['report_seal.head', 'report_seal.algorithm', 'report_seal.key_id', 'report_seal.signature'])
    .select(({ selectFrom }) =>
      selectFrom('report as other')
        .whereRef('other.verification_id', '=', 'verification.id')
        .select(({ fn }) => fn.max('other.version').as('newest'))
        .as('newest'),
    )
    .where('report_seal.check_code', '=', code)
    .executeTakeFirst();
}

/** A row is not believed because it is there: it bears a signature over what it says. */
function isAsSigned(signer: Signer, row: Row): boolean {
  try {
    const { head, signature } = sealOf(row);
    return (
      signer.hasSigned(canonicalBytes(head), signature) &&
      head.number === row.number &&
      head.version === row.version &&
      head.issuedAt === row.issued_at.toISOString()
    );
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
