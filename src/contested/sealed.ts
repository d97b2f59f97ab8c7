import { z } from 'zod';
import type { FieldVault } from '../protection/field-vault.ts';
import { factRootSchema } from './fact-root.ts';

/** One encrypted column and its content. */
type SealedPart<Content> = {
  seal(vault: FieldVault, row: string, content: Content): Buffer;
  /** @throws VaultError where the value was altered or moved. */
  open(vault: FieldVault, row: string, cipher: Buffer): Content;
};

function sealedPart<Content>(table: string, column: string, schema: z.ZodType<Content>): SealedPart<Content> {
  return {
    seal: (vault, row, content) => vault.seal({ table, row, column }, JSON.stringify(content)),
    open: (vault, row, cipher) => schema.parse(JSON.parse(vault.openText({ table, row, column }, cipher))),
  };
}

const statement = z.strictObject({ text: z.string() });

/** The content of an objection. */
export const objectionContent = sealedPart(
  'objection',
  'content_cipher',
  z.strictObject({
    /** Key of the contested row. */
    key: z.string(),
    /**
     * Facts that the objection touches: one for the row of a fact, all for the row of an answer, none for an
     * indicator.
     */
    keys: z.array(z.string()).readonly(),
    what: z.string(),
    why: z.string(),
  }),
);
/** How an objection was settled, and the facts that this sets aside. */
export const objectionSettlement = sealedPart(
  'objection',
  'settlement_cipher',
  z.strictObject({ reason: z.string(), keys: z.array(z.string()).readonly() }),
);
/** The content of a dispute. */
export const disputeContent = sealedPart(
  'identity_dispute',
  'content_cipher',
  z.strictObject({ root: factRootSchema, what: z.string(), why: z.string() }),
);
/** How somebody established that the person is alive. */
export const proofOfLife = sealedPart('identity_dispute', 'life_cipher', statement);
/** Why a dispute ended as it did. */
export const disputeSettlement = sealedPart('identity_dispute', 'settlement_cipher', statement);
/** A department's answer to a correction ticket, as an officer recorded it. */
export const correctionAnswer = sealedPart('correction_ticket', 'answer_cipher', statement);
