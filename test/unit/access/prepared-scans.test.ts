import { describe, expect, it } from 'vitest';
import { addDisputeProofAct, confirmLifeAct, openDisputeAct } from '../../../src/access/acts/dispute.ts';
import { recordLetterAct } from '../../../src/access/acts/letter.ts';
import { addObjectionProofAct, fileObjectionAct } from '../../../src/access/acts/objection.ts';
import { perform } from '../../../src/access/acts/perform.ts';
import { reviewReportAct } from '../../../src/access/acts/review.ts';
import { checkScan, judgeScans } from '../../../src/authorisation/scan.ts';
import type { ScanInput } from '../../../src/authorisation/scan.ts';
import type { CaseServices } from '../../../src/application/services.ts';
import { pngScan } from '../../support/scans.ts';

/** Makes a good scan worthless: only what was judged before is still taken. */
const spoil = ({ bytes }: ScanInput) => bytes.fill(0, 16);
const scan = (): ScanInput => ({ mediaType: 'image/png', bytes: pngScan() });
const PROOFS = { make: (proof: ScanInput) => ({ proofs: [proof] }), field: 'proofs[0]' };

type Prepared = { readonly name: string; readonly prepare?: (input: never) => Promise<void> };
const ACTS: readonly (readonly [Prepared, { make: (proof: ScanInput) => object; field: string }])[] = [
  [recordLetterAct, { make: (paper) => ({ scan: paper }), field: 'scan' }],
  [reviewReportAct, { make: (proof) => ({ overrides: [{ proof }] }), field: 'overrides[0].proof' }],
  [fileObjectionAct, PROOFS],
  [addObjectionProofAct, PROOFS],
  [openDisputeAct, PROOFS],
  [addDisputeProofAct, PROOFS],
  [confirmLifeAct, PROOFS],
];

describe('a scan that an act takes', () => {
  it.each(ACTS.map(([act, input]) => [act.name, act, input] as const))(
    'of %s is read before anything is held, and once',
    async (_, { prepare }, { make, field }) => {
      const paper = scan();
      await prepare?.(make(paper) as never);
      spoil(paper);
      expect(await checkScan(paper, field)).toBe('image/png');
    },
  );

  it('is read before the transaction is opened, and its refusal is told by the act', async () => {
    const paper = scan();
    const closed = new Error('there is no database');
    const services = {
      db: {
        transaction() {
          throw closed;
        },
      },
    } as unknown as CaseServices;
    const caseworker = { kind: 'STAFF', subject: 's', division: '320200', roles: ['CASEWORKER'] } as const;
    const input = { applicationId: 'a', letterNumber: 'l', signedOn: '2018-02-01', grants: [], scan: paper };
    await expect(perform(services, caseworker, 'c', recordLetterAct, input)).rejects.toBe(closed);
    spoil(paper);
    expect(await checkScan(paper)).toBe('image/png');

    const bad = { mediaType: 'image/png', bytes: pngScan().subarray(0, 40) };
    await judgeScans([{ scan: bad, field: 'scan' }]);
    await expect(checkScan(bad)).rejects.toMatchObject({ details: { code: 'INVALID_INPUT', field: 'scan' } });
  });
});
