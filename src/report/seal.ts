import type { PublicKey, Signature, Signer } from '../protection/signer.ts';
import { canonicalBytes, digestOf, sha256 } from './canonical.ts';
import type { ReportDocument } from './document.ts';

/** The commitments to one piece of evidence: to the answer as it arrived, and to the facts that were read from it. */
export type EvidenceCommitment = {
  readonly questionId: string;
  readonly raw: string;
  /** `null` for an answer of before facts were committed to. */
  readonly facts: string | null;
};

/**
 * The signed head: it binds the document, its coverage, its inputs and every answer, and reveals nothing about them.
 */
export type SealHead = {
  readonly statement: 'hedui report';
  readonly format: 1;
  readonly number: string;
  readonly version: number;
  readonly issuedAt: string;
  readonly documentSha256: string;
  readonly coverageSha256: string;
  readonly basisSha256: string;
  readonly evidence: readonly EvidenceCommitment[];
};

/** The seal of a version: its head, and the signature over the head's canonical bytes. */
export type Seal = { readonly head: SealHead; readonly signature: Signature };

/** A report as a file: what is needed to verify it years later, without the installation that drew it up. */
export type ReportFile = {
  readonly format: 'hedui-report';
  readonly formatVersion: 1;
  readonly document: ReportDocument;
  readonly seal: Seal;
  /** Names the key. The verifier must know from elsewhere whether it is the platform's. */
  readonly publicKey: PublicKey;
};

/**
 * Seals a document.
 * @param basis canonical bytes of what it was made of.
 * @param bytes the document's canonical bytes, where they have been written already.
 */
export function sealReport(
  document: ReportDocument,
  basis: Uint8Array,
  signer: Signer,
  bytes: Uint8Array = canonicalBytes(document),
): Seal {
  const head: SealHead = {
    statement: 'hedui report',
    format: 1,
    number: document.number,
    version: document.version,
    issuedAt: document.issuedAt,
    documentSha256: sha256(bytes),
    coverageSha256: digestOf(document.coverage),
    basisSha256: sha256(basis),
    evidence: commitmentsOf(document),
  };
  return { head, signature: signer.sign(canonicalBytes(head)) };
}

/** The commitments that a document names, in its order; a question asked for several cases is named once. */
export function commitmentsOf(document: ReportDocument): readonly EvidenceCommitment[] {
  const all = document.answers.flatMap(({ parts }) =>
    parts.flatMap(({ questionId, commitment, factsCommitment }) =>
      questionId === null || commitment === null
        ? []
        : [{ questionId, raw: commitment, facts: factsCommitment ?? null }],
    ),
  );
  return [...new Map(all.map((one) => [one.questionId, one])).values()];
}
