import { Problem } from '../platform/problem.ts';
import { RELATION_ROWS } from './relations.ts';
import type { RelationKind } from './relations.ts';

/** A code of GB/T 4761-2008: what a member is to the applicant. */
export type RelationCode = (typeof RELATION_ROWS)[number][0];

export type Relation = {
  readonly code: RelationCode;
  readonly kind: RelationKind;
  readonly zh: string;
  readonly en: string;
};

const BY_CODE = new Map<string, Relation>();
const BY_WORD = new Map<string, RelationCode>();
for (const [code, kind, zh, en, ...words] of RELATION_ROWS) {
  BY_CODE.set(code, { code, kind, zh, en });
  for (const word of [zh, ...words]) BY_WORD.set(word, code);
}

/**
 * Reads a relation: the two-digit code, also full-width or with its leading zero left out, or a word in use such as
 * 户主本人, 配偶, 女儿, 母亲.
 * @throws Problem UNKNOWN_RELATION
 */
export function parseRelation(text: string): RelationCode {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  const code = BY_CODE.get(plain.padStart(2, '0'))?.code ?? BY_WORD.get(plain);
  if (code !== undefined) return code;
  throw new Problem({
    code: 'UNKNOWN_RELATION',
    zh: '与申请人关系无法识别：请填写 GB/T 4761 的两位代码，或“配偶”“儿子”“母亲”等称谓',
    en: 'Unknown relation to the applicant: give the two-digit code of GB/T 4761, or a word such as 配偶, 儿子, 母亲',
  });
}

/** A relation by its code. */
export function relationOf(code: RelationCode): Relation {
  const relation = BY_CODE.get(code);
  if (relation === undefined) throw new RangeError('a relation code is in the table');
  return relation;
}
