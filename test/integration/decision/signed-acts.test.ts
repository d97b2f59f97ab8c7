import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALTERED_WORDS, examineActs } from '../../../src/decision/examine-acts.ts';
import { findReview } from '../../../src/decision/review-store.ts';
import { renderReview } from '../../../src/decision/render-review.ts';
import { generateSigningKey, publicKeyOf } from '../../../src/protection/signer.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { openAppRoom } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';
import { deciding, finding, officer } from './deciding.ts';
import { decide } from '../../support/acts.ts';
import { pngScan } from '../../support/scans.ts';

const PNG = pngScan();

describe('a stored review and decision', () => {
  let room: AppRoom;
  let check: Verification;
  const { approve, input } = deciding(() => room);
  beforeAll(async () => {
    room = await openAppRoom();
    check = (await requestedCheck(room.room, room.services)).verification;
    await drawUp(room.services, check, { found: finding({ I01: 'WARNING', I02: 'EXCEEDS' }) });
    await approve(check, {
      remark: '已入户',
      overrides: [{ doubt: 0, reason: '房屋已灭失', proof: { mediaType: 'image/png', bytes: PNG } }],
    });
    await decide(room.services, officer('officer-1'), input(check));
    await asOwner(`CREATE FUNCTION flip(bytes bytea) RETURNS bytea LANGUAGE sql AS
      'SELECT set_byte(bytes, length(bytes) / 2, get_byte(bytes, length(bytes) / 2) # 1)'`);
    for (const table of TABLES) await asOwner(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  });
  afterAll(() => room.close());

  const TABLES = ['report_review', 'doubt_override', 'decision'] as const;
  /** As nobody but the owner of the tables could. */
  async function asOwner(...statements: readonly string[]): Promise<void> {
    const owner = new Client({ connectionString: room.room.database.ownerUrl });
    await owner.connect();
    try {
      for (const statement of statements) await owner.query(statement);
    } finally {
      await owner.end();
    }
  }
  const restore = () =>
    asOwner(
      'DELETE FROM doubt_override',
      'DELETE FROM report_review',
      'DELETE FROM decision',
      ...TABLES.map((table) => `INSERT INTO ${table} SELECT * FROM kept_${table}`),
    );
  const examine = (key = room.services.signer.publicKey) =>
    examineActs(room.services, [key], { verificationId: check.id, version: 1 });

  it('are signed as they are made', async () => {
    expect(await examine()).toEqual({
      review: { signed: true, altered: [] },
      decision: { signed: true, altered: [] },
    });
  });

  it.each([
    ['verdict', 'review', 'REVIEW', "UPDATE report_review SET verdict = 'SENT_BACK'"],
    ['reviewer', 'review', 'REVIEW', "UPDATE report_review SET reviewed_by = 'somebody-else'"],
    ['time', 'review', 'REVIEW', "UPDATE report_review SET reviewed_at = reviewed_at + interval '1 ms'"],
    ['statement of the reviewer', 'review', 'REVIEW', 'UPDATE report_review SET unrelated = NOT unrelated'],
    ['place', 'review', 'REVIEW', "UPDATE report_review SET division = '320214'"],
    ['remark', 'review', 'REMARK', 'UPDATE report_review SET content_cipher = flip(content_cipher)'],
    ['seal', 'review', 'SEAL', 'UPDATE report_review SET seal_cipher = flip(seal_cipher)'],
    ['overridden doubt', 'review', 'OVERRIDES', 'UPDATE doubt_override SET doubt = doubt + 1'],
    ['reason', 'review', 'OVERRIDES', 'UPDATE doubt_override SET content_cipher = flip(content_cipher)'],
    ['overrides, which are gone', 'review', 'OVERRIDES', 'DELETE FROM doubt_override'],
    ['proof', 'review', 'PROOFS', 'UPDATE doubt_override SET proof_cipher = flip(proof_cipher)'],
    ['kind', 'decision', 'DECISION', "UPDATE decision SET kind = 'STOPPED'"],
    ['officer', 'decision', 'DECISION', "UPDATE decision SET decided_by = 'somebody-else'"],
    ['number', 'decision', 'DECISION', "UPDATE decision SET number = 'JD-320213-20180305-999999'"],
    ['reasons', 'decision', 'CONTENT', 'UPDATE decision SET content_cipher = flip(content_cipher)'],
    ['notice', 'decision', 'NOTICE', 'UPDATE decision SET notice_cipher = flip(notice_cipher)'],
    ['hash of the notice', 'decision', 'NOTICE', 'UPDATE decision SET notice_sha256 = flip(notice_sha256)'],
    ['seal', 'decision', 'SEAL', 'UPDATE decision SET seal_cipher = flip(seal_cipher)'],
    [
      'seal of the other',
      'decision',
      'SEAL',
      'UPDATE decision SET seal_cipher = (SELECT seal_cipher FROM report_review)',
    ],
    ['report', 'decision', 'REPORT', 'UPDATE report SET document_sha256 = flip(document_sha256)'],
  ] as const)('whose %s was altered is found out, and the part named', async (_what, act, part, statement) => {
    await asOwner(statement);
    const standing = (await examine())[act];
    expect(standing).toMatchObject({ signed: true });
    expect(standing?.altered).toContain(part);
    expect(ALTERED_WORDS[part]?.zh).not.toBe('');
    if (part === 'REPORT') await asOwner(statement);
    await restore();
    expect((await examine())[act]).toEqual({ signed: true, altered: [] });
  });

  it('are not taken for signed by another installation', async () => {
    const other = publicKeyOf(generateSigningKey());
    expect((await examine(other)).review?.altered).toEqual(['KEY']);
    const sameName = { ...other, keyId: room.services.signer.publicKey.keyId };
    expect((await examine(sameName)).decision?.altered).toEqual(['SIGNATURE']);
  });

  const withoutSeals = () =>
    asOwner('UPDATE report_review SET seal_cipher = NULL', 'UPDATE decision SET seal_cipher = NULL');
  const pageOf = async () => {
    const report = await room.services.db.selectFrom('report').select('id').executeTakeFirstOrThrow();
    return renderReview(await findReview(room.services.db, room.services.vault, report.id), 100);
  };
  const shown = async () => {
    const { data } = await room.ask(
      `query ($id: ID!) { verification(id: $id) { reports { review { signed signatureMissing } } }
        applications(first: 5) { edges { node { decisions { signed signatureMissing } } } } }`,
      { variables: { id: check.id } },
    );
    return JSON.stringify(data).match(/"signed":\w+,"signatureMissing":\w+/g);
  };

  it('whose signature is gone are not taken for acts of before signing', async () => {
    await withoutSeals();
    expect(await examine()).toEqual({
      review: { signed: false, altered: ['MISSING'] },
      decision: { signed: false, altered: ['MISSING'] },
    });
    expect(ALTERED_WORDS['MISSING']?.zh).toContain('签名缺失');
    expect(await pageOf()).toContain('（签名缺失，请核查）');
    expect(await shown()).toEqual(Array(2).fill('"signed":false,"signatureMissing":true'));
    await restore();
    expect(await pageOf()).not.toContain('签名');
    expect(await shown()).toEqual(Array(2).fill('"signed":true,"signatureMissing":false'));
  });

  it('of before acts were signed are read, and say that they are not', async () => {
    await withoutSeals();
    await asOwner('INSERT INTO unsigned_act SELECT id FROM report_review UNION ALL SELECT id FROM decision');
    expect(await examine()).toEqual({
      review: { signed: false, altered: [] },
      decision: { signed: false, altered: [] },
    });
    expect(await pageOf()).toContain('（未签名）');
    expect(await shown()).toEqual(Array(2).fill('"signed":false,"signatureMissing":false'));
    await asOwner('DELETE FROM unsigned_act');
    await restore();
  });
});
