import type { Words } from '../indicators/outcome.ts';
import { signatureFits } from '../protection/signer.ts';
import type { PublicKey } from '../protection/signer.ts';
import { canonicalBytes, digestOf } from './canonical.ts';
import type { ReportDocument } from './document.ts';
import { commitmentsOf } from './seal.ts';
import type { EvidenceCommitment, ReportFile, Seal, SealHead } from './seal.ts';

/** A part of a report that is not what was signed. */
export type Alteration = {
  readonly part: 'FILE' | 'DOCUMENT' | 'COVERAGE' | 'COMMITMENT' | 'HEAD' | 'SIGNATURE' | 'KEY' | 'BASIS' | 'FACTS';
  readonly words: Words;
};

/**
 * Compares a report with its seal. Pure, and offline.
 * @param keys the platform's public keys; the one that the signature names is used.
 * @returns the alterations; empty where document, commitments and signature are as signed.
 */
export function verifyReport(
  { document, seal }: Pick<ReportFile, 'document' | 'seal'>,
  keys: readonly PublicKey[],
): readonly Alteration[] {
  const { head } = seal;
  const documentHolds = digestOf(document) === head.documentSha256;
  const found: Alteration[] = [];
  if (!documentHolds)
    found.push({
      part: 'DOCUMENT',
      words: { zh: '报告正文与签名时不一致', en: 'the document is not what was signed' },
    });
  found.push(...alteredCoverage(document.coverage, head));
  found.push(...alteredCommitments(document, head));
  if (documentHolds && !sameHead(document, head)) {
    found.push({
      part: 'HEAD',
      words: {
        zh: '签名摘要的报告编号、版次或时间与正文不一致',
        en: 'number, version or time of the seal are not those of the document',
      },
    });
  }
  return [...found, ...alteredSignature(seal, keys)];
}

/** The coverage statement alone, which shows nobody's data, against the seal of its report. */
export function verifyCoverage(
  coverage: ReportDocument['coverage'],
  seal: Seal,
  keys: readonly PublicKey[],
): readonly Alteration[] {
  return [...alteredCoverage(coverage, seal.head), ...alteredSignature(seal, keys)];
}

function alteredCoverage(coverage: ReportDocument['coverage'], head: SealHead): readonly Alteration[] {
  if (digestOf(coverage) === head.coverageSha256) return [];
  const words = { zh: '查询覆盖情况与签名时不一致', en: 'the coverage statement is not what was signed' };
  return [{ part: 'COVERAGE', words }];
}

function alteredSignature({ head, signature }: Seal, keys: readonly PublicKey[]): readonly Alteration[] {
  const key = keys.find(({ keyId }) => keyId === signature.keyId);
  if (key === undefined) {
    const words = {
      zh: `没有编号为 ${printable(signature.keyId)} 的公钥`,
      en: `there is no public key ${printable(signature.keyId)}`,
    };
    return [{ part: 'KEY', words }];
  }
  if (signatureFits(signature, canonicalBytes(head), key)) return [];
  const words = {
    zh: '签名与摘要不符：签名、签名摘要或公钥被改动',
    en: 'the signature does not fit the head: one of the two, or the key, was altered',
  };
  return [{ part: 'SIGNATURE', words }];
}

function alteredCommitments(document: ReportDocument, head: SealHead): readonly Alteration[] {
  const named = new Map(commitmentsOf(document).map((one) => [one.questionId, one]));
  const signed = new Map(head.evidence.map((one) => [one.questionId, one]));
  const ids = [...new Set([...named.keys(), ...signed.keys()])];
  return ids
    .filter((id) => !sameCommitment(named.get(id), signed.get(id)))
    .map((id) => {
      const place = placeOf(document, id);
      return {
        part: 'COMMITMENT',
        words: {
          zh: `核对信息的承诺值不一致：${place.zh}`,
          en: `commitment to a piece of evidence differs: ${place.en}`,
        },
      };
    });
}

/** Whose answer: place on the form and body, never a name. */
function placeOf({ answers, members }: ReportDocument, questionId: string): Words {
  for (const { personId, parts } of answers) {
    const part = parts.find((one) => one.questionId === questionId);
    if (part === undefined) continue;
    const place = members.findIndex((member) => member.personId === personId) + 1;
    return { zh: `成员${place}·${part.name.zh}`, en: `person ${place}, ${part.name.en}` };
  }
  return { zh: '正文中没有的一项', en: 'one that the document does not know' };
}

function sameCommitment(a: EvidenceCommitment | undefined, b: EvidenceCommitment | undefined): boolean {
  return a !== undefined && b !== undefined && a.raw === b.raw && a.facts === b.facts;
}

function sameHead(document: ReportDocument, head: SealHead): boolean {
  const { number, version, issuedAt } = document;
  return head.number === number && head.version === version && head.issuedAt === issuedAt;
}

/** A key id from a damaged file may be anything. */
function printable(keyId: string): string {
  return /^[a-z0-9-]{1,32}$/.test(keyId) ? keyId : '?';
}
