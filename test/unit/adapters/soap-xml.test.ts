import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeChinese } from '../../../adapters/transports/chinese-text.ts';
import type { ChineseEncoding } from '../../../adapters/transports/chinese-text.ts';
import { parseXml } from '../../../adapters/transports/safe-xml.ts';
import { callSoap, elements, envelope } from '../../../adapters/transports/soap-xml.ts';
import { credential, ports } from './asking.ts';

const URL = 'http://department.test/soap';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const ask = (name: string, encoding: ChineseEncoding = 'gb18030') =>
  callSoap({
    endpoint: { url: URL, ...credential },
    clock: ports.clock,
    signal: AbortSignal.timeout(5000),
    encoding,
    namespace: 'urn:test',
    operation: 'Query',
    fields: { XM: name },
    lists: ['CL'],
    answer: z.strictObject({ XM: z.string(), CL: z.array(z.string()).optional() }),
  });

const respond = (body: Uint8Array<ArrayBuffer> | string, status = 200, contentType = 'text/xml; charset=GB18030') =>
  server.use(http.post(URL, () => new HttpResponse(body, { status, headers: { 'content-type': contentType } })));
const answering = (inner: string) => respond(encodeChinese(envelope(inner, 'gb18030'), 'gb18030'));
const formatChanged = { reason: 'FORMAT_CHANGED', retryable: false };

describe('SOAP in GB 18030', () => {
  it.each(['陆文斌', '𠮷䶮', '阿依古丽·买买提', 'A&B <"x">'])('carries %s there and back', async (name) => {
    let received = '';
    server.use(
      http.post(URL, async ({ request }) => {
        received = new TextDecoder('gb18030', { fatal: true }).decode(await request.arrayBuffer());
        const body = encodeChinese(
          envelope(`<QueryResponse>${elements({ XM: name })}</QueryResponse>`, 'gb18030'),
          'gb18030',
        );
        return new HttpResponse(body, { headers: { 'content-type': 'text/xml; charset=GB18030' } });
      }),
    );
    const { answer } = await ask(name);
    expect(answer.XM).toBe(name);
    expect(received).toContain(elements({ XM: name }));
  });

  it.each([
    ['𠮷 in GBK', '𠮷', 'gbk'],
    ['half a character', '\uD842', 'gb18030'],
    ['a control character', 'a\u0000b', 'gb18030'],
  ] as const)('does not send %s', async (_case, name, encoding) => {
    let asked = 0;
    server.use(
      http.post(URL, () => {
        asked += 1;
        return HttpResponse.error();
      }),
    );
    await expect(ask(name, encoding)).rejects.toMatchObject({ reason: 'UNENCODABLE', retryable: false });
    expect(asked).toBe(0);
  });

  it('keeps a single repeated element a list, and reads standard and numeric references', async () => {
    answering('<QueryResponse><XM>&#x20BB7;&amp;&lt;</XM><CL>1</CL></QueryResponse>');
    const { answer } = await ask('王');
    expect(answer).toEqual({ XM: '𠮷&<', CL: ['1'] });
  });

  it.each([
    ['Server.Busy', 'BUSY', true],
    ['Server', 'UNREACHABLE', true],
    ['Client.Refused', 'REFUSED', false],
  ])('takes the fault %s for %s', async (code, reason, retryable) => {
    const fault = `<soap:Fault><faultcode>soap:${code}</faultcode><faultstring>x</faultstring></soap:Fault>`;
    respond(encodeChinese(envelope(fault, 'gb18030'), 'gb18030'), 500);
    await expect(ask('王')).rejects.toMatchObject({ reason, retryable });
  });

  it('takes a 500 that is no SOAP for UNREACHABLE, and 503 for BUSY', async () => {
    respond('<html>oops</html>', 500, 'text/html');
    await expect(ask('王')).rejects.toMatchObject({ reason: 'UNREACHABLE' });
    respond('', 503, 'text/html');
    await expect(ask('王')).rejects.toMatchObject({ reason: 'BUSY' });
  });

  it('refuses bytes that are no characters, another charset, and a truncated answer', async () => {
    respond(new Uint8Array([...encodeChinese('<a>', 'gb18030'), 0x81, 0xff]));
    await expect(ask('王')).rejects.toMatchObject(formatChanged);
    respond('<a/>', 200, 'text/xml; charset=utf-8');
    await expect(ask('王')).rejects.toMatchObject(formatChanged);
    respond(envelope('<QueryResponse><XM>王</XM>', 'gb18030').slice(0, -30));
    await expect(ask('王')).rejects.toMatchObject(formatChanged);
  });
});

describe('hostile XML', () => {
  const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  it.each([
    ['a billion laughs', `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l10;</a>`],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['a reference to no character', '<a>&#0;</a>'],
    ['a surrogate', '<a>&#xD800;</a>'],
    ['CDATA', '<a><![CDATA[x]]></a>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['a depth of 10,000', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
    ['a tag that never ends', `<a ${'x'.repeat(500_000)}`],
    ['half a million openings', '<'.repeat(500_000)],
    ['an unclosed element', '<a><b></a>'],
    ['nothing', ''],
  ])('refuses %s', (_case, text) => {
    expect(() => parseXml(text, [])).toThrow('source fault: FORMAT_CHANGED');
  });

  it('refuses a mebibyte of attributes or flat elements without effort', () => {
    const flat = `<a>${'<b>1</b>'.repeat(120_000)}</a>`;
    expect(parseXml(flat, ['b'])).toMatchObject({ a: { b: expect.any(Array) as unknown } });
    expect(() => parseXml(`<a ${'x="1" '.repeat(150_000)}/>`, [])).toThrow('source fault');
  });

  it('does not let an answer name its way into prototypes', () => {
    const parse = () => parseXml('<a><__proto__><polluted>1</polluted></__proto__></a>', []);
    try {
      parse();
    } catch (thrown) {
      expect(String(thrown)).toContain('source fault');
    }
    expect('polluted' in {}).toBe(false);
  });

  it('stops reading an answer of 50 MB at its first mebibyte', async () => {
    let sent = 0;
    const flood = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
        if (sent >= 50_000_000) controller.close();
      },
    });
    server.use(
      http.post(URL, () => new HttpResponse(flood, { headers: { 'content-type': 'text/xml; charset=GB18030' } })),
    );
    await expect(ask('王')).rejects.toMatchObject(formatChanged);
    expect(sent).toBeLessThan(5_000_000);
  });
});
