import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSigningKey, publicKeyOf } from '../../../src/protection/signer.ts';
import { replayReport } from '../../../src/report/replay.ts';
import type { Replayed } from '../../../src/report/replay.ts';
import { canonicalBytes } from '../../../src/report/canonical.ts';
import { verifyCoverageFile, writeCoverageFile } from '../../../src/report/coverage-file.ts';
import type { CoverageFile } from '../../../src/report/coverage-file.ts';
import { openWhole, verifyFile, writeReportFile } from '../../../src/report/report-file.ts';
import type { ReadFile } from '../../../src/report/report-file.ts';
import { sealedSample } from './sealed.ts';

const { file, publicKey, pack } = sealedSample();
const bytes = writeReportFile(file);

/** The parts that are found altered after a change of the file. */
function parts(change: (file: ReadFile) => ReadFile): string[] {
  return verifyFile(writeReportFile(change(structuredClone(file))), [publicKey]).altered.map(({ part }) => part);
}

function replay(changed: Partial<Replayed> = {}) {
  if (file.whole === undefined) throw new Error('the sample is whole');
  return replayReport({ document: file.document, pack, ...openWhole(file.whole), ...changed });
}

describe('a signed report', () => {
  it.each(['Ed25519', 'SM2'] as const)('is verified offline by the public key, signed with %s', (algorithm) => {
    const signed = sealedSample(algorithm);
    expect(verifyFile(writeReportFile(signed.file), [signed.publicKey]).altered).toEqual([]);
  });

  it('is not verified by the key of somebody else', () => {
    const stranger = { ...publicKeyOf(generateSigningKey()), keyId: publicKey.keyId };
    expect(verifyFile(bytes, [stranger]).altered.map(({ part }) => part)).toEqual(['SIGNATURE', 'KEY']);
    expect(verifyFile(bytes, [publicKeyOf(generateSigningKey())]).altered.map(({ part }) => part)).toEqual(['KEY']);
  });

  it('shows whichever byte was altered', { timeout: 30_000 }, () => {
    const { whole: _whole, ...bare } = file;
    const written = writeReportFile(bare);
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Uint8Array.from(written);
        altered[at] = (altered[at] ?? 0) ^ by;
        expect(verifyFile(altered, [publicKey]).altered).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('shows that it names another key than its signature does', () => {
    const renamed = { ...file, publicKey: { ...file.publicKey, keyId: `${file.publicKey.keyId}0` } };
    expect(verifyFile(writeReportFile(renamed), [publicKey]).altered.map(({ part }) => part)).toEqual(['KEY']);
  });

  it('names the part that was altered', () => {
    const { head, signature } = file.seal;
    expect(parts((one) => ({ ...one, document: { ...one.document, overall: 'NO_DOUBT' } }))).toEqual(['DOCUMENT']);
    expect(parts((one) => ({ ...one, seal: { head: { ...head, version: 2 }, signature } }))).toEqual([
      'HEAD',
      'SIGNATURE',
    ]);
    const value = `${signature.value.startsWith('0') ? '1' : '0'}${signature.value.slice(1)}`;
    expect(parts((one) => ({ ...one, seal: { head, signature: { ...signature, value } } }))).toEqual(['SIGNATURE']);
    const coverage = { ...file.document.coverage, persons: [] };
    expect(parts((one) => ({ ...one, document: { ...one.document, coverage } }))).toEqual(['DOCUMENT', 'COVERAGE']);
  });

  it('names the piece of evidence whose commitment was altered, by place and body, not by name', () => {
    const evidence = file.seal.head.evidence.map((one, index) =>
      index === 0 ? { ...one, raw: '00'.repeat(32) } : one,
    );
    const seal = { ...file.seal, head: { ...file.seal.head, evidence } };
    const { altered } = verifyFile(writeReportFile({ ...file, seal }), [publicKey]);
    expect(altered.map(({ words }) => words.zh)).toContain('核对信息的承诺值不一致：成员1·无锡市不动产登记中心');
    expect(altered.map(({ part }) => part)).toEqual(['COMMITMENT', 'SIGNATURE', 'FACTS']);
  });

  it('names what it was made of, and facts, where those were altered', () => {
    const whole = file.whole ?? { basis: '', facts: [], previous: null };
    expect(parts((one) => ({ ...one, whole: { ...whole, basis: whole.basis.replace('p1', 'p9') } }))).toEqual([
      'BASIS',
    ]);
    const facts = whole.facts.map((one, index) => (index === 2 ? { ...one, text: '[]  ' } : one));
    expect(parts((one) => ({ ...one, whole: { ...whole, facts } }))).toEqual(['FACTS']);
  });

  it('lets its coverage be verified without the rest', () => {
    const written = writeCoverageFile(file);
    expect(verifyCoverageFile(written, [publicKey])?.altered).toEqual([]);
    expect(verifyCoverageFile(bytes, [publicKey])).toBeNull();
    const text = new TextDecoder().decode(written);
    for (const { name } of file.document.members) expect(text).not.toContain(name);
    expect(text).not.toMatch(/有记录|无记录（|"HIT"|"NO_RECORD"/);
  });

  it('names what was altered in a coverage statement', () => {
    const altered = (change: Partial<CoverageFile>) => {
      const one: CoverageFile = JSON.parse(new TextDecoder().decode(writeCoverageFile(file)));
      return verifyCoverageFile(canonicalBytes({ ...one, ...change }), [publicKey])?.altered.map(({ part }) => part);
    };
    const { head, signature } = file.seal;
    expect(altered({ coverage: { ...file.document.coverage, rows: [] } })).toEqual(['COVERAGE']);
    expect(altered({ seal: { head: { ...head, version: 2 }, signature } })).toEqual(['SIGNATURE']);
    expect(altered({ seal: { head, signature: { ...signature, keyId: 'other' } } })).toEqual(['KEY']);
  });
});

describe('a replay', () => {
  it('gives the same bytes', () => {
    expect(replay()).toEqual({ same: true, differences: [], gone: [], notCompared: [], tables: [] });
  });

  it('says which figure differs where a line was another one', () => {
    const dearer = structuredClone(pack);
    dearer.rules.dibaoStandardFen.value += 10_000;
    const { same, differences, tables } = replay({ pack: dearer });
    expect(same).toBe(false);
    expect(tables).toEqual(['pack']);
    expect(differences.map(({ path }) => path)).toContain('indicators[I03].line.value');
    expect(differences.map(({ path }) => path)).toContain('assessment.standard.standardFen');
  });

  it('names what was erased by policy, and draws the rest up again', () => {
    if (file.whole === undefined) throw new Error('the sample is whole');
    const facts = new Map(openWhole(file.whole).facts);
    const home = file.document.answers.find(({ sourceId }) => sourceId === 'real-estate')?.parts[0];
    facts.delete(home?.commitment ?? '');
    const { same, gone, notCompared } = replay({ facts });
    expect(same).toBe(true);
    expect(gone).toEqual([home?.questionId]);
    expect(notCompared).toContain('indicators[I01]');
    expect(notCompared).not.toContain('indicators[I02]');
  });
});
