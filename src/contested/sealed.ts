import { z } from 'zod';
import type { FieldVault } from '../protection/field-vault.ts';
import { factRootSchema } from './fact-root.ts';

/** One sealed column, and what it holds. */
type SealedPart<Content> = {
  seal(vault: FieldVault, row: string, content: Content): Buffer;
  /** @throws VaultError where it was altered or moved. */
  open(vault: FieldVault, row: string, cipher: Buffer): Content;
};

function sealedPart<Content>(table: string, column: string, schema: z.ZodType<Content>): SealedPart<Content> {
  return {
    seal: (vault, row, content) => vault.seal({ table, row, column }, JSON.stringify(content)),
    open: (vault, row, cipher) => schema.parse(JSON.parse(vault.openText({ table, row, column }, cipher))),
  };
}

const statement = z.strictObject({ text: z.string() });

/** What an objection says. */
export const objectionContent = sealedPart(
  'objection',
  'content_cipher',
  z.strictObject({
    /** Key of the row that it speaks of. */
    key: z.string(),
    /** Facts that it touches: the one of a fact's row, all of an answer's, none of an indicator's. */
    keys: z.array(z.string()).readonly(),
    what: z.string(),
    why: z.string(),
  }),
);
/** How an objection was settled, and which facts it sets aside. */
export const objectionSettlement = sealedPart(
  'objection',
  'settlement_cipher',
  z.strictObject({ reason: z.string(), keys: z.array(z.string()).readonly() }),
);
/** What a dispute says. */
export const disputeContent = sealedPart(
  'identity_dispute',
  'content_cipher',
  z.strictObject({ root: factRootSchema, what: z.string(), why: z.string() }),
);
/** How somebody was seen to be alive. */
export const proofOfLife = sealedPart('identity_dispute', 'life_cipher', statement);
/** Why a dispute ended as it did. */
export const disputeSettlement = sealedPart('identity_dispute', 'settlement_cipher', statement);
/** What a department answered to a ticket, as an officer recorded it. */
export const correctionAnswer = sealedPart('correction_ticket', 'answer_cipher', statement);
