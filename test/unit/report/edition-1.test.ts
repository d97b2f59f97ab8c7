import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { replayReport } from '../../../src/report/replay.ts';
import { openWhole, verifyFile } from '../../../src/report/report-file.ts';

/**
 * A report file of the first edition, as it was written then. Whoever changes what a document says finds this red: raise
 * `REPORT_EDITION`, and go on drawing the earlier editions up as they were (`src/report/document.ts`).
 */
describe('a report of the first edition', () => {
  const { file, altered } = verifyFile(readFileSync(new URL('edition-1.report', import.meta.url)), []);

  it('is still verified', () => {
    expect(altered).toEqual([]);
  });

  it('is still drawn up again, byte for byte', () => {
    if (file?.whole === undefined) throw new Error('the file is whole');
    const whole = openWhole(file.whole);
    const pack = POLICY_PACKS.find(({ id }) => id === whole.basis.packId);
    if (pack === undefined) throw new Error('packs of stored reports are kept');
    expect(replayReport({ document: file.document, pack, ...whole })).toEqual({
      same: true,
      differences: [],
      gone: [],
      notCompared: [],
      tables: [],
    });
  });
});
