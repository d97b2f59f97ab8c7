import { expect } from 'vitest';
import { z } from 'zod';
import { registerDemoCase } from '../../src/main/demo-case.ts';
import { createDemoClient } from '../../src/main/demo-client.ts';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import { readEvents } from '../integration/http/read-events.ts';
import type { Installation } from './installation.ts';

const REQUEST = `mutation ($input: RequestVerificationInput!) { requestVerification(input: $input) {
  __typename ... on RequestVerificationSuccess { verification { id } } ... on Problem { code zh } } }`;
const requested = z.object({ requestVerification: z.object({ verification: z.object({ id: z.string() }) }) });

const READ = `query ($id: ID!) { verification(id: $id) {
  state evidence { sourceId institution kind requestId askedAt answeredAt letterNumber commitment }
  reports { version } report { version completeness overall demoMark text indicators { id result } } } }`;
const read = z.object({
  verification: z.object({
    state: z.string(),
    evidence: z.array(
      z.object({
        sourceId: z.string(),
        institution: z.string().nullable(),
        kind: z.string().nullable(),
        requestId: z.string(),
        askedAt: z.string().nullable(),
        letterNumber: z.string().nullable(),
        commitment: z.string().nullable(),
      }),
    ),
    reports: z.array(z.object({ version: z.number() })),
    report: z.object({
      version: z.number(),
      completeness: z.string(),
      overall: z.string(),
      demoMark: z.string().nullable(),
      text: z.string(),
      indicators: z.array(z.object({ id: z.string(), result: z.string() })),
    }),
  }),
});

const event = z.object({ event: z.string() });

/**
 * The end-to-end test, the same for every installation: a caseworker registers a family with its letter, requests a
 * check, watches it with one interruption, and reads the report.
 */
export async function walkACase({ gatewayUrl, token, clock, sandbox }: Installation): Promise<void> {
  const client = createDemoClient(`${gatewayUrl}/graphql`, token);
  const family = sandbox.population.family('family-clean');
  const { applicationId, letterNumber } = await registerDemoCase(client, family, shanghaiDate(clock.now()));
  const input = { applicationId, purpose: 'APPLICATION', idempotencyKey: `walk-${applicationId}` };
  const first = await client.query(requested, REQUEST, { input });
  const again = await client.query(requested, REQUEST, { input });
  const { id } = first.requestVerification.verification;
  expect(again.requestVerification.verification.id).toBe(id);

  const events = await watchWithOneCut(gatewayUrl, token, id);
  expect(events[0]).toBe('REQUESTED');
  expect(events.filter((name) => name === 'REQUESTED')).toHaveLength(1);
  expect(events.filter((name) => name === 'REPORT_ISSUED')).toEqual(['REPORT_ISSUED']);
  expect(events.at(-1)).toBe('REPORT_ISSUED');
  const asked = events.filter((name) => name === 'ASKED').length;
  expect(events.filter((name) => name === 'ANSWERED')).toHaveLength(asked);

  const { verification } = await client.query(read, READ, { id });
  expect(verification.state).toBe('ISSUED_INCOMPLETE');
  expect(verification.reports).toEqual([{ version: 1 }]);
  expect(verification.report).toMatchObject({
    version: 1,
    completeness: 'INCOMPLETE',
    overall: 'DATA_INCOMPLETE',
    demoMark: '演示数据',
    indicators: [
      { id: 'I01', result: 'MEETS' },
      { id: 'I02', result: 'MEETS' },
      { id: 'I03', result: 'PENDING' },
      { id: 'I04', result: 'MEETS' },
      { id: 'I05', result: 'MEETS' },
      { id: 'I06', result: 'MEETS' },
      { id: 'I07', result: 'MEETS' },
      { id: 'I08', result: 'MEETS' },
      { id: 'I09', result: 'MEETS' },
      { id: 'I10', result: 'MEETS' },
      { id: 'I11', result: 'MEETS' },
    ],
  });
  expect(verification.report.text).toContain('666.67');
  const sent = verification.evidence.filter(({ askedAt }) => askedAt !== null);
  expect(sent).toHaveLength(asked);
  expect(new Set(sent.map((piece) => piece.letterNumber))).toEqual(new Set([letterNumber]));
  const silent = sent.filter(({ commitment }) => commitment === null);
  expect(silent.map(({ institution, kind }) => [institution, kind])).toEqual(
    family.members.map(() => ['DEMO-E', 'NO_RESPONSE']),
  );

  // The departments' own count: every question once, and none that the gateway does not know.
  const counted = Object.values(sandbox.counts()).flatMap((perRequest) => Object.entries(perRequest));
  const mine = counted.filter(([requestId]) => sent.some((piece) => piece.requestId === requestId));
  expect(mine.every(([, times]) => times === 1)).toBe(true);
  expect(mine.length).toBe(sent.length);
}

/** Names of the events in order; the stream is cut after the third and resumed by `Last-Event-ID`. */
async function watchWithOneCut(gatewayUrl: string, token: string, id: string): Promise<string[]> {
  const open = (last: string | null) =>
    fetch(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(last === null ? {} : { 'last-event-id': last }),
      },
      body: JSON.stringify({
        query: 'subscription ($id: ID!) { verificationProgress(id: $id) { event } }',
        variables: { id },
      }),
    });
  const names: string[] = [];
  let last: string | null = null;
  for (const most of [3, Number.POSITIVE_INFINITY]) {
    for await (const { id: cursor, data } of readEvents(await open(last))) {
      if (data === '') continue;
      const { data: payload } = z.object({ data: z.object({ verificationProgress: event }) }).parse(JSON.parse(data));
      names.push(payload.verificationProgress.event);
      last = cursor ?? last;
      if (names.length >= most) break;
    }
  }
  return names;
}
