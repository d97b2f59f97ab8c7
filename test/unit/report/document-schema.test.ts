import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { PublishedReport } from '../../../src/report/document-schema.ts';
import { buildReport } from '../../../src/report/build.ts';
import type { AnswerPart, ReportDocument } from '../../../src/report/document.ts';
import { verifyFile } from '../../../src/report/report-file.ts';
import { expectPublishedForm } from '../../support/published-form.ts';
import { largeHousehold } from '../print/large-household.ts';
import { sample } from './sample.ts';

describe('the published form of a report', () => {
  it('is that of the type', () => {
    expectTypeOf<PublishedReport>().toExtend<ReportDocument>();
    expectTypeOf<ReportDocument>().toExtend<PublishedReport>();
    // A field that may be absent is missed by the two above.
    expectTypeOf<keyof PublishedReport>().toEqualTypeOf<keyof ReportDocument>();
    expectTypeOf<keyof PublishedReport['answers'][number]['parts'][number]>().toEqualTypeOf<keyof AnswerPart>();
  });

  it.each([
    ['drawn up today', () => buildReport(sample())],
    ['that is a second version', () => buildReport(sample({ version: 2, previous: buildReport(sample()) }))],
    ['that is preliminary', () => buildReport(sample({ preliminary: true }))],
    ['of whom nobody declared an income', () => buildReport(sample({ declared: [] }))],
    ['of a large household', () => largeHousehold()],
    [
      'of the first edition',
      () => verifyFile(readFileSync(new URL('edition-1.report', import.meta.url)), []).file?.document,
    ],
  ])('is kept by a report %s', (_what, document) => {
    expectPublishedForm(document());
  });

  it('knows no other field, no other word and no missing one', () => {
    const document = buildReport(sample());
    const { title: _title, ...untitled } = document;
    for (const other of [{ ...document, score: 1 }, { ...document, overall: 'REFUSED' }, untitled]) {
      expect(() => expectPublishedForm(other)).toThrow();
    }
  });
});
