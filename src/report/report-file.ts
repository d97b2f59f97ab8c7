import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { factSchema } from '../evidence/facts.ts';
import type { Fact } from '../evidence/facts.ts';
import { verifyCommitment } from '../protection/commitment.ts';
import { SIGNATURE_ALGORITHMS } from '../protection/signer.ts';
import type { PublicKey } from '../protection/signer.ts';
import { readBasis } from './basis.ts';
import type { Basis } from './basis.ts';
import { canonicalBytes, digestOf, sha256 } from './canonical.ts';
import type { Comparable } from './changes.ts';
import type { ReportFile } from './seal.ts';
import { verifyReport } from './verify.ts';
import type { Alteration } from './verify.ts';

/** All inputs of a version, for recipients who may have them: names, numbers and facts without encryption. */
export type WholeReport = {
  /** Canonical JSON of the basis. */
  readonly basis: string;
  /** The facts of each answer as they were read, with the salt of their commitment. */
  readonly facts: readonly { readonly raw: string; readonly salt: string; readonly text: string }[];
  /** The version before; `null` for a first one. */
  readonly previous: Comparable | null;
};

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const keyHead = { keyId: z.string(), algorithm: z.enum(SIGNATURE_ALGORITHMS) };

/** The seal of a file, whatever it holds beside it. */
export const sealSchema = z.strictObject({
  head: z.strictObject({
    statement: z.literal('hedui report'),
    format: z.literal(1),
    number: z.string(),
    version: z.int(),
    issuedAt: z.string(),
    documentSha256: hex(32),
    coverageSha256: hex(32),
    basisSha256: hex(32),
    evidence: z.array(z.strictObject({ questionId: z.string(), raw: hex(32), facts: hex(32).nullable() })),
  }),
  signature: z.strictObject({ ...keyHead, value: z.string() }),
});
export const publicKeySchema = z.strictObject({ ...keyHead, publicKey: z.string() });

/** As much of the form as verifying walks through; that the rest is as it was, the digests say. */
const fileSchema = z.strictObject({
  format: z.literal('hedui-report'),
  formatVersion: z.literal(1),
  document: z.looseObject({
    number: z.string(),
    version: z.int(),
    issuedAt: z.string(),
    members: z.array(z.looseObject({ personId: z.string() })),
    answers: z.array(
      z.looseObject({
        personId: z.string(),
        parts: z.array(
          z.looseObject({
            questionId: z.string().nullable(),
            commitment: hex(32).nullable(),
            factsCommitment: hex(32).optional(),
            name: z.looseObject({ zh: z.string(), en: z.string() }),
          }),
        ),
      }),
    ),
    coverage: z.looseObject({}),
  }),
  seal: sealSchema,
  publicKey: publicKeySchema,
  whole: z
    .strictObject({
      basis: z.string(),
      facts: z.array(z.strictObject({ raw: hex(32), salt: hex(32), text: z.string() })),
      previous: z.looseObject({}).nullable(),
    })
    .optional(),
});

/** A report file as it was read. */
export type ReadFile = ReportFile & { readonly whole?: WholeReport };

/** The one way to write a report file. */
export function writeReportFile(file: ReadFile): Uint8Array {
  return canonicalBytes(file);
}

/**
 * Reads a report file and compares it with its seal, offline.
 * @param keys the platform's public keys; empty uses the file's own key, which proves only that the file is intact.
 * @returns the file where it is one, and the alterations.
 */
export function verifyFile(
  bytes: Uint8Array,
  keys: readonly PublicKey[],
): { readonly file: ReadFile | null; readonly altered: readonly Alteration[] } {
  const file = parseFile(bytes);
  if (file === null) return { file, altered: [NO_FILE] };
  const { publicKey } = file;
  const { keyId: named } = file.seal.signature;
  const known = keys.find(({ keyId }) => keyId === named) ?? { ...publicKey, keyId: named };
  const altered = [...verifyReport(file, keys.length === 0 ? [file.publicKey] : keys)];
  if (digestOf(known) !== digestOf(publicKey)) altered.push(OTHER_KEY);
  if (file.whole !== undefined) altered.push(...alteredWhole(file, file.whole));
  return { file, altered };
}

/** The content that {@link verifyFile} found intact, as the input of a replay. */
export function openWhole({ basis, facts, previous }: WholeReport): {
  readonly basis: Basis;
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly previous: Comparable | null;
} {
  return {
    basis: readBasis(new TextEncoder().encode(basis)),
    facts: new Map(facts.map(({ raw, text }) => [raw, z.array(factSchema).parse(JSON.parse(text))])),
    previous,
  };
}

const NO_FILE: Alteration = {
  part: 'FILE',
  words: { zh: '不是报告文件，或文件的形式被改动', en: 'this is no report file, or its form was altered' },
};
const OTHER_KEY: Alteration = {
  part: 'KEY',
  words: { zh: '文件所附公钥不是平台公钥', en: 'the public key in the file is not the platform’s' },
};

/** Only what is written in the one way is a report file: no byte is without a meaning. */
function parseFile(bytes: Uint8Array): ReadFile | null {
  const value = readCanonical(bytes);
  // The digests under the signature vouch for all that the form leaves open.
  return fileSchema.safeParse(value).success ? (value as ReadFile) : null;
}

/** The value of canonical JSON; `null` for bytes that are not JSON, or not canonical. */
export function readCanonical(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof TypeError) return null;
    throw thrown;
  }
  const again = canonicalBytes(value);
  return again.length === bytes.length && again.every((byte, index) => byte === bytes[index]) ? value : null;
}

function alteredWhole({ seal: { head } }: ReportFile, { basis, facts }: WholeReport): readonly Alteration[] {
  const altered: Alteration[] = [];
  if (sha256(new TextEncoder().encode(basis)) !== head.basisSha256) {
    altered.push({ part: 'BASIS', words: { zh: '生成依据被改动', en: 'what the version was made of was altered' } });
  }
  facts.forEach(({ raw, salt, text }, index) => {
    const signed = head.evidence.find((one) => one.raw === raw)?.facts ?? null;
    const holds =
      signed !== null &&
      verifyCommitment(
        { commitment: Buffer.from(signed, 'hex'), salt: Buffer.from(salt, 'hex') },
        new TextEncoder().encode(text),
      );
    if (!holds) {
      const place = `${index + 1}`;
      altered.push({
        part: 'FACTS',
        words: { zh: `第 ${place} 项核对信息被改动`, en: `facts no. ${place} were altered` },
      });
    }
  });
  return altered;
}
