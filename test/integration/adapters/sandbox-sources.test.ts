import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askWithRetry } from '../../../adapters/ask-with-retry.ts';
import { closeSources, connectSources } from '../../../adapters/connect-sources.ts';
import type {
  Connection,
  DirectConnection,
  ExchangeConnection,
  Inquiry,
  SourceReply,
} from '../../../src/sources/port.ts';
import { realEstate } from '../../../adapters/real-estate.ts';
import type { FamilyLabel } from '../../../adapters/sandbox/families.ts';
import { factsOf } from '../../../adapters/sandbox/person.ts';
import type { SyntheticPerson } from '../../../adapters/sandbox/person.ts';
import { everyone } from '../../../adapters/sandbox/population.ts';
import { startSandbox } from '../../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../../adapters/sandbox/sandbox.ts';
import { encodeChinese } from '../../../adapters/transports/chinese-text.ts';
import { vehicles } from '../../../adapters/vehicles.ts';
import { inquiry, patience, ports } from '../../unit/adapters/asking.ts';

let dir: string;
let sandbox: Sandbox;
let connections: ReadonlyMap<string, Connection>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hedui-sandbox-'));
  sandbox = await startSandbox({ seed: 'test', dir, ...ports });
  connections = await connectSources(sandbox.endpoints, ports);
});
beforeEach(() => sandbox.change({}));
afterAll(async () => {
  await closeSources(connections);
  await sandbox.stop();
  await rm(dir, { recursive: true });
});

function direct(id: 'real-estate' | 'vehicles'): DirectConnection {
  const connection = connections.get(id);
  if (connection?.mode !== 'DIRECT') throw new Error('a direct source');
  return connection;
}
function exchange(): ExchangeConnection {
  const connection = connections.get('banks');
  if (connection?.mode !== 'EXCHANGE') throw new Error('an exchange source');
  return connection;
}
const about = ({ name, certificate }: SyntheticPerson, institution: string | null = null): Inquiry =>
  inquiry({ requestId: crypto.randomUUID(), name, certificate, institution });
const applicant = (label: FamilyLabel) => sandbox.population.family(label).members[0];

/** Waits for as many replies as there are questions, as the gateway does: on arrival, and idempotently. */
async function bankReplies(requestIds: readonly string[]): Promise<SourceReply[]> {
  const replies = new Map<string, SourceReply>();
  const { promise, resolve, reject } = Promise.withResolvers<SourceReply[]>();
  let work = Promise.resolve();
  const collect = async () => {
    await exchange().collect(async (reply) => {
      replies.set(reply.requestId, reply);
    });
    if (requestIds.every((id) => replies.has(id))) resolve(requestIds.flatMap((id) => replies.get(id) ?? []));
  };
  const stop = exchange().watch(() => {
    work = work.then(collect).catch(reject);
  });
  try {
    return await promise;
  } finally {
    stop();
    await work;
  }
}
async function askBank(code: string, ...people: SyntheticPerson[]): Promise<SourceReply[]> {
  const inquiries = people.map((person) => about(person, code));
  await exchange().submit(code, inquiries);
  return bankReplies(inquiries.map(({ requestId }) => requestId));
}

describe('the real-estate register', () => {
  it.each([
    'family-clean',
    'family-two-homes',
    'historical-title',
    'fifteen-digit',
    'rare-character',
    'middle-dot-name',
  ] as const)('tells the titles of %s as they are', async (label) => {
    const person = applicant(label);
    const reply = await direct('real-estate').ask(about(person), patience());
    expect(reply).toMatchObject({ kind: 'HIT', dataDate: '2018-01-30', facts: factsOf(person, 'HOME_TITLE') });
    expect(reply.coverage).toEqual({ territory: '320200', period: { from: null, to: '2018-01-30' } });
  });

  it('says NO_RECORD of somebody without a title, and IDENTITY_MISMATCH of another name, without facts', async () => {
    const none = await direct('real-estate').ask(about(applicant('dormant-account')), patience());
    const other = await direct('real-estate').ask(about(applicant('name-mismatch')), patience());
    expect([none.kind, none.facts, other.kind, other.facts]).toEqual(['NO_RECORD', [], 'IDENTITY_MISMATCH', []]);
  });

  it('knows a dead man’s home under his old number', async () => {
    const [, husband] = sandbox.population.family('dead-member').members;
    const reply = husband === undefined ? null : await direct('real-estate').ask(about(husband), patience());
    expect(reply?.facts).toEqual(husband === undefined ? null : factsOf(husband, 'HOME_TITLE'));
  });
});

describe('the vehicle register', () => {
  it.each(['scrapped-car', 'fifteen-digit', 'disability-vehicle', 'rare-character', 'middle-dot-name'] as const)(
    'tells the vehicle of %s as it is',
    async (label) => {
      const person = applicant(label);
      const reply = await direct('vehicles').ask(about(person), patience());
      expect(reply).toMatchObject({ kind: 'HIT', facts: factsOf(person, 'VEHICLE') });
    },
  );

  it('says NO_RECORD and IDENTITY_MISMATCH', async () => {
    const none = await direct('vehicles').ask(about(applicant('family-clean')), patience());
    const other = await direct('vehicles').ask(about(applicant('name-mismatch')), patience());
    expect([none.kind, other.kind, other.facts]).toEqual(['NO_RECORD', 'IDENTITY_MISMATCH', []]);
  });
});

describe('the banks', () => {
  it('answer a batch person by person', async () => {
    const rich = applicant('rich-deposits');
    const people = [
      rich,
      applicant('family-clean'),
      applicant('name-mismatch'),
      applicant('dormant-account'),
      applicant('rare-character'),
    ];
    const replies = await askBank('DEMO-A', ...people);
    expect(replies.map(({ kind }) => kind)).toEqual(['HIT', 'HIT', 'IDENTITY_MISMATCH', 'NO_RECORD', 'HIT']);
    expect(replies[0]?.facts).toEqual(factsOf(rich, 'BANK_HOLDING').filter(({ bankCode }) => bankCode === 'DEMO-A'));
    expect(replies[0]).toMatchObject({ dataDate: '2018-01-30', coverage: { territory: '320200' } });
    expect(new TextDecoder('gb18030').decode(replies[0]?.raw)).toContain(rich.name);
  });

  it('tell a dormant account and one under an old number', async () => {
    const [dormant] = await askBank('DEMO-B', applicant('dormant-account'));
    const [old] = await askBank('DEMO-D', applicant('fifteen-digit'));
    expect(dormant?.facts).toMatchObject([{ accountCount: 2, dormantAccountCount: 2 }]);
    expect(old?.kind).toBe('HIT');
  });

  it('say only whether a sum is over a line, where they take such a question; the others are not asked another', async () => {
    const rich = applicant('rich-deposits');
    const line = (lineFen: number) => ({ ...about(rich, 'DEMO-C'), lineFen });
    const inquiries = [line(24_200_000 - 1), line(24_200_000), about(rich, 'DEMO-C')];
    await exchange().submit('DEMO-C', inquiries);
    const replies = await bankReplies(inquiries.map(({ requestId }) => requestId));
    const said = { type: 'BANK_LINE', bankCode: 'DEMO-C', heldOn: '2018-01-30' };
    expect(replies.slice(0, 2).map(({ facts }) => facts)).toEqual([
      [{ ...said, lineFen: 24_199_999, over: true }],
      [{ ...said, lineFen: 24_200_000, over: false }],
    ]);
    expect(new TextDecoder('gb18030').decode(replies[0]?.raw)).not.toContain('242000');
    expect(replies[2]?.facts).toMatchObject([{ type: 'BANK_HOLDING', wealthManagementFen: 20_000_000 }]);
    const elsewhere = { ...about(rich, 'DEMO-A'), lineFen: 24_200_000 };
    await expect(exchange().submit('DEMO-A', [elsewhere])).rejects.toMatchObject({ requestIds: [elsewhere.requestId] });
  });

  it('may stay silent while others answer, and answer late', async () => {
    sandbox.change({ banks: { 'DEMO-C': { silent: true } } });
    const late = about(applicant('rich-deposits'), 'DEMO-C');
    await exchange().submit('DEMO-C', [late]);
    const [prompt] = await askBank('DEMO-E', applicant('rich-deposits'));
    expect(prompt?.kind).toBe('NO_RECORD');
    sandbox.change({});
    const [reply] = await bankReplies([late.requestId]);
    expect(reply?.facts).toMatchObject([{ wealthManagementFen: 20_000_000 }]);
    expect(sandbox.counts()['banks']?.[late.requestId]).toBe(1);
  });

  it('may send a digest that is wrong, which is put aside', async () => {
    sandbox.change({ banks: { 'DEMO-D': { rubbish: true } } });
    const spoilt = about(applicant('rich-deposits'), 'DEMO-D');
    await exchange().submit('DEMO-D', [spoilt]);
    const rejects = join(dir, 'exchange', 'DEMO-D', 'rejects');
    const taken: string[] = [];
    await expect
      .poll(async () => {
        await exchange().collect(async ({ requestId }) => {
          taken.push(requestId);
        });
        return (await readdir(rejects)).length;
      })
      .toBe(1);
    expect(taken).toEqual([]);
  });

  it('harm nothing by delivering twice', async () => {
    sandbox.change({ banks: { 'DEMO-B': { twice: true, latencyMs: 10 } } });
    const [first] = await askBank('DEMO-B', applicant('family-clean'));
    const requestId = first?.requestId ?? '';
    const [again] = await bankReplies([requestId]);
    expect(again).toEqual(first);
    expect(sandbox.counts()['banks']?.[requestId]).toBe(1);
  });

  it('leave nobody readable in the exchange folder or in the sandbox’s own files', async () => {
    await askBank('DEMO-E', ...sandbox.population.families().flatMap(everyone));
    // The bank puts the request away a moment after its answer is there.
    await expect.poll(() => readdir(join(dir, 'banks', 'DEMO-E', 'taken'))).toEqual([]);
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const people = sandbox.population.families().flatMap(everyone);
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const bytes = await readFile(file);
      const shown = people.filter(({ name, certificate }) =>
        [name, Buffer.from(encodeChinese(name, 'gb18030')), certificate.number ?? '-'].some((trace) =>
          bytes.includes(trace),
        ),
      );
      expect([file, shown.length]).toEqual([file, 0]);
    }
  });
});

describe('departments in trouble', () => {
  it('repeat the same answer to the same request id, and count both', async () => {
    const question = about(applicant('family-two-homes'));
    const [first, second] = [
      await direct('real-estate').ask(question, patience()),
      await direct('real-estate').ask(question, patience()),
    ];
    expect(second).toEqual(first);
    expect(sandbox.counts()['real-estate']?.[question.requestId]).toBe(2);
  });

  it('keep one request id over all retries', async () => {
    sandbox.change({ vehicles: { errorRate: 1 } });
    const question = about(applicant('scrapped-car'));
    await expect(askWithRetry(vehicles, direct('vehicles'), question, patience())).rejects.toMatchObject({
      reason: 'UNREACHABLE',
    });
    expect(sandbox.counts()['vehicles']?.[question.requestId]).toBe(vehicles.behaviour.attempts);
  });

  it.each([
    ['refusing', 'REFUSED'],
    ['rubbish', 'FORMAT_CHANGED'],
  ] as const)('%s is %s for both, and not repeated', async (trouble, reason) => {
    sandbox.change({ 'real-estate': { [trouble]: true }, vehicles: { [trouble]: true } });
    const fault = { reason, retryable: false };
    await expect(direct('real-estate').ask(about(applicant('family-clean')), patience())).rejects.toMatchObject(fault);
    await expect(direct('vehicles').ask(about(applicant('family-clean')), patience())).rejects.toMatchObject(fault);
  });

  it.each(['silent', 'hang'] as const)('%s ends with the budget as TIMEOUT', async (trouble) => {
    sandbox.change({ 'real-estate': { [trouble]: true } });
    const budget = AbortSignal.timeout(80);
    const asked = askWithRetry(realEstate, direct('real-estate'), about(applicant('family-clean')), budget);
    await expect(asked).rejects.toMatchObject({ reason: 'TIMEOUT' });
  });

  it('are BUSY above their quota', async () => {
    sandbox.change({ 'real-estate': { quotaPerSecond: 1 }, vehicles: { quotaPerSecond: 1 } });
    for (const id of ['real-estate', 'vehicles'] as const) {
      const asked = Array.from({ length: 5 }, () => direct(id).ask(about(applicant('family-clean')), patience()));
      const faults = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
      expect(faults.length).toBeGreaterThanOrEqual(3);
      expect(faults[0]).toMatchObject({ reason: { reason: 'BUSY', retryable: true } });
    }
  });

  it('know random households too, and tell their own latency', async () => {
    const household = sandbox.population.household(4711);
    const replies = await Promise.all(
      everyone(household).map((person) => direct('real-estate').ask(about(person), patience())),
    );
    expect(replies.map(({ facts }) => facts)).toEqual(
      everyone(household).map((person) => factsOf(person, 'HOME_TITLE')),
    );
    expect(sandbox.latencies()['real-estate']?.length).toBeGreaterThanOrEqual(replies.length);
  });
});
