import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { expect } from 'vitest';
import { readReport } from '../../src/verification/report-store.ts';
import type { StoredReport } from '../../src/verification/report-store.ts';

/** The form in the repository, not the form in the code, because recipients of reports use the published one. */
const published = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')),
);

/** Holds a report document, as it is stored, against the published JSON Schema. */
export function expectPublishedForm(document: unknown): void {
  const read = published.safeParse(JSON.parse(JSON.stringify(document)));
  expect(read.error?.issues ?? []).toEqual([]);
}

/** `readReport`, with each stored report of a test compared with the published form. */
export async function readPublished(...asked: Parameters<typeof readReport>): Promise<StoredReport | null> {
  const report = await readReport(...asked);
  if (report !== null) expectPublishedForm(report.document);
  return report;
}
