import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { registerDemoCase } from '../../src/main/demo-case.ts';
import { createDemoClient } from '../../src/main/demo-client.ts';
import type { DemoClient } from '../../src/main/demo-client.ts';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import { readEvents } from '../integration/http/read-events.ts';
import { readPdfText } from '../support/read-pdf.ts';
import { startInstallation } from './installation.ts';
import type { Installation } from './installation.ts';

const anything = z.looseObject({});
const result = z.record(z.string(), anything.extend({ code: z.string().optional(), zh: z.string().optional() }));
const SLOW = 60_000;

/**
 * Each promise to a user, asked from outside of one running house whose time goes on, for the answer hoped for: one case
 * from its request to its notice. A test of a part may stand still in time; what only holds then is found here.
 */
describe('what is promised to a user', { timeout: SLOW }, () => {
  let house: Installation;
  let caseworker: DemoClient;
  let reviewer: DemoClient;
  let decider: DemoClient;
  let applicationId = '';
  let verificationId = '';
  let reportNumber = '';
  let decisionNumber = '';
  let firstCode = '';
  /** The newest. */
  let version = 0;

  beforeAll(async () => {
    house = await startInstallation({ gateway: 'node', queue: 'postgres' });
    const clientOf = async (...accounts: readonly [string, ...string[]]) =>
      createDemoClient(`${house.gatewayUrl}/graphql`, await house.tokenOf(...accounts));
    [caseworker, reviewer, decider] = await Promise.all([
      clientOf('caseworker-liangxi'),
      clientOf('reviewer-liangxi'),
      clientOf('decider-liangxi', 'reviewer-liangxi'),
    ]);
    const family = house.sandbox.population.family('family-clean');
    ({ applicationId } = await registerDemoCase(caseworker, family, shanghaiDate(house.clock.now())));
  }, SLOW);
  afterAll(() => house.stop());

  /** The result of one mutation. */
  async function act(as: DemoClient, name: string, input: Readonly<Record<string, unknown>>, wanted: string) {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) {
      ... on ${type}Success { ${wanted} } ... on Problem { code zh } } }`;
    return (await as.query(result, query, { input }))[name] ?? {};
  }
  const read = async <T>(schema: z.ZodType<T>, wanted: string): Promise<T> => {
    const answer = z.object({ verification: schema });
    const query = `query ($id: ID!) { verification(id: $id) { ${wanted} } }`;
    return (await reviewer.query(answer, query, { id: verificationId })).verification;
  };
  const token = () => house.tokenOf('caseworker-liangxi');
  const watch = async (query: string, lastEventId = '0') =>
    fetch(`${house.gatewayUrl}/verifications/${verificationId.replace('Verification:', '')}/progress${query}`, {
      headers: { authorization: `Bearer ${await token()}`, 'last-event-id': lastEventId },
    });
  /** The code that is printed on a version, read from the paper. */
  const printedCode = async (of: number) => {
    const { report } = await read(
      z.object({ report: z.object({ pdfPath: z.string() }) }),
      `report(version: ${of}) { pdfPath }`,
    );
    return /核验码([A-Z0-9 ]{20,26})/.exec(readPdfText(await caseworker.file(report.pdfPath)))?.[1] ?? '';
  };
  const checkPage = async (code: string) => {
    const page = await fetch(`${house.gatewayUrl}/check/${encodeURIComponent(code)}`, {
      headers: { accept: 'text/html' },
    });
    return /真实有效|已被新版取代|查无此码|真实，已过有效期/.exec(await page.text())?.[0];
  };
  const names = async (response: Response, until: (name: string) => boolean = () => false) => {
    const events: { readonly id: string | null; readonly name: string }[] = [];
    for await (const { id, event, data } of readEvents(response)) {
      const name = event === 'progress' ? z.object({ event: z.string() }).parse(JSON.parse(data)).event : event;
      events.push({ id, name });
      if (until(name)) break;
    }
    return events;
  };

  it('a request sent again with its key, later, is the same check', async () => {
    const input = { applicationId, purpose: 'APPLICATION', idempotencyKey: 'promise-of-one-check' };
    const first = await act(caseworker, 'requestVerification', input, 'verification { id }');
    await pause(20);
    const again = await act(caseworker, 'requestVerification', input, 'verification { id }');
    expect(again).toEqual(first);
    verificationId = z.object({ verification: z.object({ id: z.string() }) }).parse(first).verification.id;
  });

  it('progress that was cut goes on after the last event, and ends with the report', async () => {
    const before = await names(await watch(''), (name) => name === 'ASKED');
    const after = await names(await watch('', before.at(-1)?.id ?? ''));
    const seqs = [...before, ...after].flatMap(({ id }) => id ?? []).map(Number);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
    expect([before[0]?.name, ...after.slice(-2).map(({ name }) => name)]).toEqual([
      'REQUESTED',
      'REPORT_ISSUED',
      'complete',
    ]);
  });

  it('a printed report is 真实有效 by the code on its paper', async () => {
    firstCode = await printedCode(1);
    expect(await checkPage(firstCode)).toBe('真实有效');
    expect(await checkPage('ABCDEFGHJKLMNPQRSTUV')).toBe('查无此码');
  });

  it('a report that somebody altered is not, and is again once it is as it was', async () => {
    const owner = new Client({ connectionString: house.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`UPDATE report SET issued_at = issued_at + interval '1 day'`);
      expect(await checkPage(firstCode)).toBe('查无此码');
      await owner.query(`UPDATE report SET issued_at = issued_at - interval '1 day'`);
      expect(await checkPage(firstCode)).toBe('真实有效');
    } finally {
      await owner.end();
    }
  });

  it('a late answer shows in the progress with the version that it makes, which replaces the paper before', async () => {
    let versions = 0;
    const watching = names(await watch('?late=true'), (name) => name === 'REPORT_ISSUED' && (versions += 1) === 2);
    house.sandbox.change({ banks: {} });
    const seen = (await watching).map(({ name }) => name);
    expect(seen.slice(seen.indexOf('REPORT_ISSUED') + 1, -1)).toContain('LATE_ANSWER');
    expect(seen.at(-1)).toBe('REPORT_ISSUED');
    const { reports } = await read(
      z.object({ reports: z.array(z.object({ version: z.number() })) }),
      'reports { version }',
    );
    version = reports.at(-1)?.version ?? 0;
    expect(version).toBeGreaterThan(1);
    const standing = [await checkPage(firstCode), await checkPage(await printedCode(version))];
    expect(standing).toEqual(['已被新版取代', '真实有效']);
  });

  it('a version is approved once, however often that is sent', async () => {
    const input = { verificationId, version, idempotencyKey: 'promise-of-one-review' };
    const first = await act(reviewer, 'approveReport', input, 'review { reviewedBy reviewedAt }');
    expect(first.code, first.zh).toBeUndefined();
    expect(await act(reviewer, 'approveReport', input, 'review { reviewedBy reviewedAt }')).toEqual(first);
  });

  it('a family reads what was found, for which rule each fact is used, and until when to object', async () => {
    const words = z.object({ zh: z.string() });
    const { explanations } = await read(
      z.object({
        explanations: z.array(
          z.object({
            toldOn: z.string(),
            howToObject: z.array(words),
            findings: z.array(
              z.object({ found: z.array(words), matters: z.array(z.object({ indicatorId: z.string() })) }),
            ),
          }),
        ),
      }),
      'explanations { toldOn howToObject { zh } findings { found { zh } matters { indicatorId } } }',
    );
    const usedFor = (fact: string) =>
      explanations
        .flatMap(({ findings }) => findings)
        .filter(({ found }) => found.some(({ zh }) => zh.startsWith(fact)))
        .map(({ matters }) => matters.map(({ indicatorId }) => indicatorId));
    expect(usedFor('婚姻登记').length).toBeGreaterThan(0);
    expect(new Set(usedFor('婚姻登记').flat())).toEqual(new Set(['I08']));
    for (const { howToObject } of explanations) {
      expect(howToObject.map(({ zh }) => zh).join('\n')).toMatch(/请在 2018年\d+月\d+日以前说/);
    }
  });

  it('a check asked for by mistake is refused in words that say what to ask for, and takes nothing from the report', async () => {
    const input = { applicationId, purpose: 'REVERIFICATION', idempotencyKey: 'a-mistake' };
    expect(await act(caseworker, 'requestVerification', input, 'verification { id }')).toMatchObject({
      code: 'CONFLICT',
      zh: expect.stringContaining('首次核对请选择“申请”'),
    });
  });

  it('an approved version is decided upon once, however often that is sent', async () => {
    const input = {
      verificationId,
      version,
      kind: 'REFUSED',
      reasons: '家庭因就医支出较大，可以按支出型困难家庭另行申请救助',
      grounds: [{ finding: 'INCOME' }],
      idempotencyKey: 'promise-of-one-decision',
    };
    const first = await act(decider, 'decide', input, 'decision { number decidedAt }');
    expect(first.code, first.zh).toBeUndefined();
    expect(await act(decider, 'decide', input, 'decision { number decidedAt }')).toEqual(first);
    decisionNumber = z.object({ decision: z.object({ number: z.string() }) }).parse(first).decision.number;
  });

  it('the notice is printed with its number, and tells how to object', async () => {
    const text = readPdfText(await decider.file(`/decisions/${decisionNumber}/notice.pdf`));
    for (const words of [decisionNumber, '不予确认同意', '行政复议']) expect(text).toContain(words);
  });

  it('the decision, its notice and the report are as they were signed: at the machine, and offline from a file', async () => {
    const { report } = await read(z.object({ report: z.object({ number: z.string() }) }), 'report { number }');
    reportNumber = report.number;
    const file = join(house.folder, 'report.json');
    const [decision, replayed] = await Promise.all([
      house.hedui('decision', 'verify', reportNumber),
      house.hedui('report', 'replay', reportNumber),
      house.hedui('report', 'file', reportNumber, '--out', file),
    ]);
    expect(decision).toContain('复核：与签名一致');
    expect(decision).toContain('决定和告知书：与签名一致');
    expect(replayed).toContain('重算结果逐字节一致');
    expect(await house.hedui('report', 'verify', file)).toContain('正文、承诺值与签名一致');
  });

  it('an objection is taken, with the day by which it is settled', async () => {
    const { contestable } = await read(
      z.object({ contestable: z.array(z.object({ key: z.string() })) }),
      'contestable { key }',
    );
    const input = {
      verificationId,
      key: contestable[0]?.key ?? '',
      why: '登记的信息不是本人的',
      idempotencyKey: 'promise-of-an-objection',
    };
    const first = await act(caseworker, 'fileObjection', input, 'objection { number filedAt dueAt }');
    expect(first.code, first.zh).toBeUndefined();
    expect(await act(caseworker, 'fileObjection', input, 'objection { number filedAt dueAt }')).toEqual(first);
    const { filedAt, dueAt } = z
      .object({ objection: z.object({ filedAt: z.string(), dueAt: z.string() }) })
      .parse(first).objection;
    expect(Date.parse(dueAt)).toBeGreaterThan(Date.parse(filedAt));
  });
});
