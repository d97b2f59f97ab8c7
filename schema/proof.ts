import { Buffer } from 'node:buffer';
import { seeProof } from '../src/access/see/contests.ts';
import type { ProofOwner } from '../src/access/see/contests.ts';
import type { Proof } from '../src/objection/proofs.ts';
import { builder } from './builder.ts';

/** A proof beside what it belongs to. */
export type OwnedProof = Proof & { readonly owner: ProofOwner };

export const ProofType = builder.objectRef<OwnedProof>('ContestProof').implement({
  description: 'A paper handed in for an objection or a dispute.',
  fields: (t) => ({
    id: t.exposeID('id'),
    mediaType: t.exposeString('mediaType'),
    handedInOn: t.expose('handedInOn', { type: 'CalendarDate' }),
    addedBy: t.exposeString('addedBy'),
    base64: t.string({
      description: 'The paper itself, in base64; each read leaves its own entry in the audit log.',
      complexity: { field: 50 },
      resolve: async ({ id, owner }, _args, { reader }) =>
        Buffer.from(await seeProof(reader, owner, id)).toString('base64'),
    }),
  }),
});
