import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeChinese } from '../../../adapters/transports/chinese-text.ts';
import type { ChineseEncoding } from '../../../adapters/transports/chinese-text.ts';
import { elements, envelope, postSoap, readSoap } from '../../../adapters/transports/soap-xml.ts';
import { credential, ports } from './asking.ts';

const URL = 'http://department.test/soap';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const ask = async (name: string, encoding: ChineseEncoding = 'gb18030') => {
  const form = { encoding, operation: 'Query', lists: ['CL'] };
  const raw = await postSoap({
    ...form,
    endpoint: { url: URL, ...credential },
    clock: ports.clock,
    signal: AbortSignal.timeout(5000),
    namespace: 'urn:test',
    fields: { XM: name },
  });
  return { answer: readSoap(raw, form, z.strictObject({ XM: z.string(), CL: z.array(z.string()).optional() })) };
};

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

  it('takes an answer in GBK’s part of it, under that label and in that declaration', async () => {
    const text = envelope('<QueryResponse><XM>王</XM></QueryResponse>', 'gbk');
    respond(encodeChinese(text, 'gbk'), 200, 'text/xml; charset=GBK');
    expect((await ask('王')).answer.XM).toBe('王');
    respond(encodeChinese(text.replace(/<\?.*?\?>/, ''), 'gbk'), 200, 'text/xml');
    expect((await ask('王')).answer.XM).toBe('王');
  });

  it('speaks UTF-8 where that was agreed, with a byte order mark or without', async () => {
    const text = envelope('<QueryResponse><XM>𠮷</XM></QueryResponse>', 'utf-8');
    for (const mark of ['', '\uFEFF']) {
      respond(new TextEncoder().encode(mark + text), 200, 'text/xml; charset=utf-8');
      expect((await ask('𠮷', 'utf-8')).answer.XM).toBe('𠮷');
    }
  });

  it.each([
    ['a declaration of UTF-8', encodeChinese(envelope('<QueryResponse/>', 'utf-8'), 'gb18030')],
    ['UTF-8’s byte order mark', new TextEncoder().encode(`\uFEFF${envelope('<QueryResponse/>', 'gb18030')}`)],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${envelope('<QueryResponse/>', 'gb18030')}`, 'utf16le'))],
  ])('refuses %s where GB 18030 was agreed: it would be read as another text', async (_case, body) => {
    respond(new Uint8Array(body));
    await expect(ask('王')).rejects.toMatchObject(formatChanged);
  });

  it.each([
    ['a name twice', '<XM>王</XM><XM>李</XM>'],
    ['an element inside a name', '<XM>王<b/>芳</XM>'],
    ['a comment inside a name', '<XM>王<!-- x -->芳</XM>'],
    ['CDATA inside a name', '<XM>王<![CDATA[芳]]></XM>'],
  ])('refuses %s', async (_case, inner) => {
    answering(`<QueryResponse>${inner}</QueryResponse>`);
    await expect(ask('王')).rejects.toMatchObject(formatChanged);
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
