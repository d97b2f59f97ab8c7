import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeChinese } from '../../../adapters/transports/chinese-text.ts';
import { decodeXml, parseXml } from '../../../adapters/transports/safe-xml.ts';
import { postSigned } from '../../../adapters/transports/signed-post.ts';
import { credential, patience, ports } from './asking.ts';

const refusal = 'source fault: FORMAT_CHANGED';
const refused = (text: string) => expect(() => parseXml(text, [])).toThrow(refusal);
/** Refusing must cost next to nothing; a second is a hundred times that. */
function quickly(run: () => void): void {
  const begun = performance.now();
  run();
  expect(performance.now() - begun).toBeLessThan(1000);
}

describe('entities and document types', () => {
  const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  it.each([
    ['a billion laughs', `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l10;</a>`],
    ['a quadratic blow-up', `<!DOCTYPE a [<!ENTITY l "${'x'.repeat(50_000)}">]><a>${'&l;'.repeat(50_000)}</a>`],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://evil.test/x.dtd"> %x;]><a/>'],
    ['a document type in small letters', '<!doctype a><a/>'],
    ['a document type of an address', '<!DOCTYPE a SYSTEM "http://evil.test/x.dtd"><a/>'],
    ['a document type after the root', '<a/><!DOCTYPE a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a name of Object’s own', '<a>&constructor;</a>'],
    ['an entity without its end', '<a>&amp</a>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['a reference to no character', '<a>&#0;</a>'],
    ['a reference to a control character', '<a>&#x1F;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a surrogate', '<a>&#xD800;</a>'],
  ])('refuses %s', (_case, text) => {
    quickly(() => refused(text));
  });

  it('expands the five of XML and numbers, once', () => {
    const rare = '<a><b>&#x00020BB7;</b><c>&#0134071;</c><d>&#xD842;&#xDFB7;</d><e>&#55362;&#57271;</e></a>';
    expect(parseXml(rare, [])).toEqual({ a: { b: '𠮷', c: '𠮷', d: '𠮷', e: '𠮷' } });
    expect(parseXml('<a>&lt;&gt;&amp;&quot;&apos;&#x4DAE;&#183;&amp;lt;</a>', [])).toEqual({ a: '<>&"\'䶮·&lt;' });
  });
});

describe('what splits or hides text', () => {
  it.each([
    ['a comment', '<a>张<!-- -->三</a>'],
    ['a comment before the root', '<!-- --><a/>'],
    ['CDATA', '<a><![CDATA[x]]></a>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['a style sheet', '<?xml-stylesheet href="http://evil.test/x.xsl"?><a/>'],
    ['a second declaration', '<?xml version="1.0"?><?xml version="1.0"?><a/>'],
    ['a declaration that is not the first', ' <?xml version="1.0"?><a/>'],
    ['a declaration of something more', '<?xml version="1.0" encoding="gbk" x="1"?><a/>'],
    ['XML 1.1, where control characters are lawful', '<?xml version="1.1"?><a/>'],
    ['a NUL', '<a>张\u0000三</a>'],
    ['half a character', '<a>\uD842</a>'],
    ['text before the root', 'x<a/>'],
    ['text after the root', '<a/>x'],
    ['a second root', '<a/><b/>'],
    ['an unclosed element', '<a><b></a>'],
    ['an end without a beginning', '</a><a>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['nothing', ''],
  ])('refuses %s', (_case, text) => {
    refused(text);
  });

  it('does not let an answer name its way into prototypes', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty']) {
      try {
        parseXml(`<a><${name}><polluted>1</polluted></${name}></a>`, []);
      } catch (thrown) {
        expect(String(thrown)).toContain('source fault');
      }
      expect('polluted' in {}).toBe(false);
    }
  });
});

describe('bombs', () => {
  const nested = (times: number) => `${'<a>'.repeat(times)}${'</a>'.repeat(times)}`;
  it('goes 32 deep and no deeper', () => {
    expect(parseXml(nested(32), [])).toBeTypeOf('object');
    refused(nested(33));
  });

  it.each([
    ['a depth of 10,000', nested(10_000)],
    ['a depth behind signs that seem to close', `${'<a x="/>">'.repeat(40)}${'</a>'.repeat(40)}`],
    ['elements beyond number', `<a>${'<b/>'.repeat(40_001)}</a>`],
    ['elements that close without having opened', '</a>'.repeat(100_000)],
    ['attributes beyond number', `<a ${Array.from({ length: 33 }, (_, n) => `x${n}="1"`).join(' ')}/>`],
    ['an attribute of half a mebibyte', `<a x="${'y'.repeat(500_000)}"/>`],
    ['a name of half a mebibyte', `<${'a'.repeat(500_000)}/>`],
    ['a tag that never ends', `<a ${'x'.repeat(500_000)}`],
    ['a quote that never ends', `<a x="${'>'.repeat(500_000)}`],
    ['half a million openings', '<'.repeat(500_000)],
    ['blanks inside a tag', `<a${' '.repeat(500_000)}>`],
  ])('refuses %s without effort', (_case, text) => {
    quickly(() => refused(text));
  });

  it('bears what an answer may hold', () => {
    const flat = `<a>${'<b>1</b>'.repeat(30_000)}</a>`;
    expect(parseXml(flat, ['b'])).toMatchObject({ a: { b: expect.any(Array) as unknown } });
    expect(parseXml(`<a>${'&amp;'.repeat(100_000)}</a>`, [])).toEqual({ a: '&'.repeat(100_000) });
  });

  it('counts the bytes before it decodes one', () => {
    const large = new Uint8Array(1_048_577).fill(0xff);
    quickly(() => expect(() => decodeXml(large, 'gb18030')).toThrow(refusal));
    const declared = encodeChinese('<?xml version="1.0" encoding="GB2312"?><a>王</a>', 'gb18030');
    expect(decodeXml(declared, 'gb18030')).toContain('王');
  });
});

describe('a flood of bytes', () => {
  const flooding = Buffer.alloc(50_000_000, ' ');
  const bomb = gzipSync(flooding);
  const server = createServer((request, response) => {
    const headers = { 'content-type': 'text/xml', connection: 'close' };
    if (request.url === '/bomb') response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(bomb);
    else if (request.url === '/announced')
      response.writeHead(200, { ...headers, 'content-length': '50000000' }).write(' ');
    else response.writeHead(200, headers).end(flooding);
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it.each(['/bomb', '/announced', '/plain'])('is cut at its first mebibyte: %s', async (path) => {
    if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
    const before = process.memoryUsage().arrayBuffers;
    const asked = postSigned({
      endpoint: { url: `http://127.0.0.1:${address.port}${path}`, ...credential },
      headers: {},
      body: new Uint8Array(),
      signal: patience(),
      clock: ports.clock,
    });
    await expect(asked).rejects.toMatchObject({ reason: 'FORMAT_CHANGED', retryable: false });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
  });
});
