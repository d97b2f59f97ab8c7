import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { commit, verifyCommitment } from '../../../src/protection/commitment.ts';

const raw = Buffer.from('no record');

it('is SHA-256 over 32 random bytes and the answer', () => {
  const { commitment, salt } = commit(raw);
  expect(salt).toHaveLength(32);
  expect(commitment).toEqual(
    createHash('sha256')
      .update(Buffer.concat([salt, raw]))
      .digest(),
  );
  expect(commit(raw).commitment).not.toEqual(commitment);
});

it('holds for the same bytes only', () => {
  const promise = commit(raw);
  expect(verifyCommitment(promise, raw)).toBe(true);
  expect(verifyCommitment(promise, Buffer.from('a record'))).toBe(false);
  expect(verifyCommitment({ ...promise, salt: commit(raw).salt }, raw)).toBe(false);
  expect(verifyCommitment({ ...promise, commitment: promise.commitment.subarray(0, 16) }, raw)).toBe(false);
});
