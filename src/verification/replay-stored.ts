import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { factSchema } from '../evidence/facts.ts';
import type { Fact } from '../evidence/facts.ts';
import type { Database } from '../platform/database.ts';
import { verifyCommitment } from '../protection/commitment.ts';
import { VaultError } from '../protection/field-vault.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { PublicKey } from '../protection/signer.ts';
import { replayReport } from '../report/replay.ts';
import type { Replay } from '../report/replay.ts';
import type { EvidenceCommitment } from '../report/seal.ts';
import { verifyReport } from '../report/verify.ts';
import type { Alteration } from '../report/verify.ts';
import { findPack, holdPacks } from './pack-of.ts';
import { basisHolds, readSeal } from './report-seals.ts';
import type { StoredSeal } from './report-seals.ts';
import { BrokenReport, readReport, readVersion } from './report-store.ts';
import type { StoredReport } from './report-store.ts';
import type { VerificationServices } from './services.ts';

/** The result of the examination of a stored version. */
export type Examination = {
  /** Parts that differ from what was signed. Nothing is recomposed from altered parts. */
  readonly altered: readonly Alteration[];
  /** `null` where a part that the replay needs was altered. */
  readonly replay: Replay | null;
};

const storedFacts = z.array(factSchema);

/**
 * Compares a stored version with its signed seal and its facts with their commitments, and composes it again from
 * its stored inputs.
 * @returns `null` where there is no such version.
 * @throws Problem REPORT_OF_OTHER_SHAPE, UNKNOWN_VERSION
 */
export async function examineStored(
  services: VerificationServices,
  keys: readonly PublicKey[],
  verificationId: string,
  version?: number,
): Promise<Examination | null> {
  const { db, vault, packs } = services;
  const stored = await intact(() => readReport(db, vault, verificationId, version), DOCUMENT);
  if (stored === null) return null;
  if ('part' in stored) return { altered: [stored], replay: null };
  const sealed = await intact(() => readSeal(db, vault, stored.id), BASIS);
  if (sealed === null) return { altered: [SEAL_MISSING], replay: null };
  if ('part' in sealed) return { altered: [sealed], replay: null };
  const altered = [
    ...verifyReport({ document: stored.document, seal: sealed.seal }, keys),
    ...(basisHolds(sealed) ? [] : [BASIS]),
  ];
  if (altered.length > 0) return { altered, replay: null };
  const { facts, altered: alteredFacts } = await readFacts(db, vault, sealed);
  if (alteredFacts.length > 0) return { altered: alteredFacts, replay: null };
  const previous = await previousOf(services, stored, sealed);
  const { basis } = sealed;
  await holdPacks(services, db, [basis]);
  const pack = findPack(packs, basis.packId);
  return {
    altered: [],
    replay: replayReport({ document: stored.document, basis, facts, pack, previous }),
  };
}

const DOCUMENT: Alteration = {
  part: 'DOCUMENT',
  words: { zh: '库存的报告正文被改动，无法解封', en: 'the stored document was altered and does not open' },
};
/** Every document of a readable shape was signed in the transaction that stored it. */
export const SEAL_MISSING: Alteration = {
  part: 'SIGNATURE',
  words: { zh: '签名缺失：应有签名而库中没有', en: 'its signature is missing: it was signed as it was stored' },
};
const BASIS: Alteration = {
  part: 'BASIS',
  words: {
    zh: '报告的生成依据或签名摘要被改动',
    en: 'what the version was made of, or the head of its seal, was altered',
  },
};

/** Returns the alteration instead of the content when the content cannot be decrypted. */
async function intact<T>(read: () => Promise<T>, alteration: Alteration): Promise<T | Alteration> {
  try {
    return await read();
  } catch (thrown) {
    const broken = thrown instanceof VaultError || thrown instanceof SyntaxError || thrown instanceof BrokenReport;
    if (!broken) throw thrown;
    return alteration;
  }
}

async function previousOf(
  { db, vault }: VerificationServices,
  { verificationId }: StoredReport,
  { basis }: StoredSeal,
) {
  if (basis.previousVersion === null) return null;
  return (await readVersion(db, vault, verificationId, basis.previousVersion))?.document ?? null;
}

/** The facts of every signed answer, by the commitment to its raw bytes; an erased answer is absent. */
async function readFacts(db: Database, vault: FieldVault, { seal, basis }: StoredSeal) {
  const facts = new Map<string, readonly Fact[]>();
  const altered: Alteration[] = [];
  const raws = new Set(seal.head.evidence.map(({ raw }) => raw));
  const rows = await answersOf(
    db,
    basis.evidence.map(({ questionId }) => questionId),
  );
  for (const row of rows) {
    const raw = row.commitment?.toString('hex') ?? '';
    const signed = seal.head.evidence.find((one) => one.raw === raw);
    if (signed === undefined || !raws.has(raw)) continue;
    const read = openFacts(vault, row, signed);
    if (read === 'ALTERED') altered.push(alteredFacts(row.source_id));
    else if (read !== 'ERASED') facts.set(raw, read);
  }
  return { facts, altered };
}

type AnswerRow = Awaited<ReturnType<typeof answersOf>>[number];

function answersOf(db: Database, questionIds: readonly string[]) {
  return db
    .selectFrom('question as q')
    .innerJoin('answer as a', (join) =>
      join.on((eb) => eb.or([eb('a.id', '=', eb.ref('q.taken_answer')), eb('a.question_id', '=', eb.ref('q.id'))])),
    )
    .select(['a.id', 'a.facts_cipher', 'a.facts_commitment', 'a.facts_salt_cipher', 'a.commitment', 'q.source_id'])
    .where('q.id', 'in', questionIds.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...questionIds])
    .execute();
}

function openFacts(
  vault: FieldVault,
  row: AnswerRow,
  signed: EvidenceCommitment,
): readonly Fact[] | 'ALTERED' | 'ERASED' {
  const { id, facts_cipher: cipher, facts_commitment: commitment, facts_salt_cipher: salt } = row;
  try {
    const text = cipher === null ? '[]' : vault.openText({ table: 'answer', row: id, column: 'facts_cipher' }, cipher);
    if (signed.facts !== null) {
      if (salt === null) return 'ERASED';
      const opened = vault.open({ table: 'answer', row: id, column: 'facts_salt_cipher' }, salt);
      const holds = verifyCommitment(
        { commitment: Buffer.from(signed.facts, 'hex'), salt: opened },
        new TextEncoder().encode(text),
      );
      if (!holds || commitment?.toString('hex') !== signed.facts) return 'ALTERED';
    }
    return storedFacts.parse(JSON.parse(text));
  } catch (thrown) {
    if (thrown instanceof VaultError) return 'ALTERED';
    throw thrown;
  }
}

function alteredFacts(sourceId: string): Alteration {
  return {
    part: 'FACTS',
    words: { zh: `来源 ${sourceId} 的一项核对信息被改动`, en: `facts of source ${sourceId} were altered` },
  };
}
