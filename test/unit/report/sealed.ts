import { randomBytes } from 'node:crypto';
import { commit } from '../../../src/protection/commitment.ts';
import { generateSigningKey, Signer } from '../../../src/protection/signer.ts';
import type { SignatureAlgorithm } from '../../../src/protection/signer.ts';
import { basisOf, writeBasis } from '../../../src/report/basis.ts';
import { buildReport } from '../../../src/report/build.ts';
import type { ReportInput } from '../../../src/report/input.ts';
import type { ReadFile } from '../../../src/report/report-file.ts';
import { sealReport } from '../../../src/report/seal.ts';
import { sample } from './sample.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A sample report as the store would draw it up: every answer of a source committed to, and the whole sealed. */
export function sealedSample(algorithm: SignatureAlgorithm = 'Ed25519', changes: Partial<ReportInput> = {}) {
  const facts: { raw: string; salt: string; text: string }[] = [];
  const plain = sample(changes);
  const evidence = plain.evidence.map((piece) => {
    if (piece.kind !== 'HIT' && piece.kind !== 'NO_RECORD') return { ...piece, commitment: null };
    const text = JSON.stringify(piece.facts);
    const raw = commit(encode(`raw ${piece.questionId}`)).commitment.toString('hex');
    const { commitment, salt } = commit(encode(text));
    facts.push({ raw, salt: salt.toString('hex'), text });
    return { ...piece, commitment: raw, factsCommitment: commitment.toString('hex') };
  });
  const input = { ...plain, evidence };
  const document = buildReport(input);
  const basis = writeBasis(basisOf(input, randomBytes(32).toString('hex'), null));
  const signer = new Signer(generateSigningKey(algorithm));
  const file: ReadFile = {
    format: 'hedui-report',
    formatVersion: 1,
    document,
    seal: sealReport(document, basis, signer),
    publicKey: signer.publicKey,
    whole: { basis: new TextDecoder().decode(basis), facts, previous: null },
  };
  return { file, publicKey: signer.publicKey, pack: input.pack };
}
