import { z } from 'zod';
import { differencesOf, sampleOf } from '../../src/evidence/format-sample.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { encodeChinese, labelFits } from './chinese-text.ts';
import type { ChineseEncoding } from './chinese-text.ts';
import { decodeXml, escapeXml, parseXml } from './safe-xml.ts';
import { faultOfStatus, postSigned } from './signed-post.ts';
import type { PostOptions } from './signed-post.ts';

const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The form of one operation of a department. */
type SoapForm = {
  readonly encoding: ChineseEncoding;
  /** Local name of the request element; the answer is `<operation>Response`. */
  readonly operation: string;
  /** Elements of the answer that repeat. */
  readonly lists: readonly string[];
};

type SoapCall = Omit<PostOptions, 'headers' | 'body'> &
  SoapForm & { readonly namespace: string; readonly fields: Readonly<Record<string, string>> };

const envelopeSchema = z.object({ Envelope: z.object({ Body: z.record(z.string(), z.unknown()) }) });
const faultSchema = z.object({ faultcode: z.string(), faultstring: z.string().optional() });

/**
 * Asks a department that speaks SOAP 1.1 (W3C Note 2000-05-08) in a Chinese encoding.
 * @returns the bytes of its answer; {@link readSoap} reads them.
 * @throws SourceFault UNENCODABLE before anything is sent; TIMEOUT, UNREACHABLE, BUSY (may be sent again);
 * REFUSED, FORMAT_CHANGED (not).
 */
export async function postSoap(call: SoapCall): Promise<Uint8Array> {
  const { encoding, namespace, operation, fields, lists, ...post } = call;
  const label = encoding.toUpperCase();
  const text = envelope(`<${operation} xmlns="${namespace}">${elements(fields)}</${operation}>`, encoding);
  const { status, contentType, bytes } = await postSigned({
    ...post,
    headers: { 'content-type': `text/xml; charset=${label}`, soapaction: `"${namespace}#${operation}"` },
    body: encodeChinese(text, encoding),
  });
  // SOAP 1.1 puts a Fault on 500 (section 6.2); every other status speaks for itself.
  const fault = faultOfStatus(status);
  if (fault !== null && status !== 500) throw fault;
  if (!isXml(contentType, encoding)) throw fault ?? unreadType(bytes);
  if (fault !== null) {
    soapBody(bytes, { encoding, operation, lists });
    throw fault;
  }
  return bytes;
}

/**
 * The element inside the body, in its agreed form.
 * @throws SourceFault FORMAT_CHANGED; or what a Fault in its place stands for.
 */
export function readSoap<Answer>(raw: Uint8Array, form: SoapForm, schema: z.ZodType<Answer>): Answer {
  const parsed = schema.safeParse(soapBody(raw, form)[`${form.operation}Response`]);
  if (parsed.success) return parsed.data;
  throw new SourceFault('FORMAT_CHANGED', { retryable: false, differences: differencesOf(parsed.error) });
}

/** All elements of the body. @throws SourceFault FORMAT_CHANGED; or what a Fault in its place stands for. */
export function soapBody(raw: Uint8Array, { encoding, lists }: SoapForm): Record<string, unknown> {
  const body = readEnvelope(decodeXml(raw, encoding), lists);
  if ('Fault' in body) throw faultOf(body['Fault']);
  return body;
}

/** A SOAP 1.1 envelope around finished XML. */
export function envelope(inner: string, encoding: ChineseEncoding): string {
  const declaration = `<?xml version="1.0" encoding="${encoding.toUpperCase()}"?>`;
  return `${declaration}<soap:Envelope xmlns:soap="${SOAP_NAMESPACE}"><soap:Body>${inner}</soap:Body></soap:Envelope>`;
}

/** Named texts as a row of elements. */
export function elements(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
    .join('');
}

/** The content of an envelope's body. @throws SourceFault FORMAT_CHANGED. */
export function readEnvelope(text: string, lists: readonly string[]): Record<string, unknown> {
  const parsed = envelopeSchema.safeParse(parseXml(text, lists));
  if (!parsed.success) throw formatChanged();
  return parsed.data.Envelope.Body;
}

function isXml(contentType: string, encoding: ChineseEncoding): boolean {
  const form = /^(?:text|application)\/xml\s*(?:;\s*charset="?([\w-]+)"?)?\s*$/i.exec(contentType);
  if (form === null) return false;
  const [, charset] = form;
  return charset === undefined || labelFits(charset, encoding);
}

function faultOf(content: unknown): SourceFault {
  const parsed = faultSchema.safeParse(content);
  if (!parsed.success) return formatChanged();
  const code = parsed.data.faultcode.split(':').at(-1) ?? '';
  if (code === 'Server.Busy') return new SourceFault('BUSY', { retryable: true });
  if (code.startsWith('Server')) return new SourceFault('UNREACHABLE', { retryable: true });
  return new SourceFault('REFUSED', { retryable: false });
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}

function unreadType(raw: Uint8Array): SourceFault {
  const sample = sampleOf('UNKNOWN', raw.byteLength, undefined, { differences: ['. CONTENT_TYPE'] });
  return new SourceFault('FORMAT_CHANGED', { retryable: false, unread: { raw, sample } });
}
