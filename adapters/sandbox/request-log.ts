import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../src/platform/clock.ts';

/** One request that a department took, as a line of `counts.jsonl`. Nothing in it is about a person. */
export const requestLineSchema = z.strictObject({
  at: z.string(),
  sourceId: z.string(),
  institution: z.string().nullable(),
  requestId: z.string(),
});
export type RequestLine = z.infer<typeof requestLineSchema>;

/** How often each request id was asked, by source. */
export type RequestCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export type RequestLog = {
  /** Written before the answer, so that a killed gateway or sandbox cannot hide a question. */
  note(sourceId: string, institution: string | null, requestId: string): void;
  counts(): RequestCounts;
};

/** Opens the log at a path and goes on from what stands there. */
export function openRequestLog(path: string, clock: Clock): RequestLog {
  const counts: Record<string, Record<string, number>> = {};
  const count = ({ sourceId, requestId }: Pick<RequestLine, 'sourceId' | 'requestId'>) => {
    const ofSource = (counts[sourceId] ??= {});
    ofSource[requestId] = (ofSource[requestId] ?? 0) + 1;
  };
  if (existsSync(path)) readRequestLines(path).forEach(count);
  return {
    note(sourceId, institution, requestId) {
      const line: RequestLine = { at: clock.now().toISOString(), sourceId, institution, requestId };
      appendFileSync(path, `${JSON.stringify(line)}\n`);
      count(line);
    },
    counts: () => structuredClone(counts),
  };
}

/** The lines of a log that another process keeps; a line half-written by a killed process ends it. */
export function readRequestLines(path: string): RequestLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => requestLineSchema.parse(JSON.parse(line)));
}
