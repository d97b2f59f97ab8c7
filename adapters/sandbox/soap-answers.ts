import { z } from 'zod';
import { calendarDateSchema } from '../../src/evidence/fact-scalars.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { decodeChinese, encodeChinese } from '../transports/chinese-text.ts';
import { elements, envelope, readEnvelope } from '../transports/soap-xml.ts';
import type { Office, OfficeAnswer } from './office.ts';
import * as form from './wire-forms.ts';

/** The format that every SOAP office requires of a question. */
export const soapQuestionSchema = z.strictObject({
  YWLSH: form.requestId,
  SQSBH: form.letterNumber,
  CXMD: form.purpose,
  JZRQ: calendarDateSchema,
  ZJLX: form.certificateType,
  SFZMHM: form.certificateNumber,
  YSFZMHM: form.formerNumber,
  XM: z.string().min(1).max(100),
});

const ENCODING = 'gb18030';

/** An answer of a SOAP office in GB 18030: finished XML in its envelope. */
export function soap(status: number, inner: string): OfficeAnswer {
  const body = encodeChinese(envelope(inner, ENCODING), ENCODING);
  return { status, contentType: `text/xml; charset=${ENCODING.toUpperCase()}`, body };
}

/** How a SOAP office fails. */
export function soapFailures(): Pick<Office, 'malformed' | 'busy' | 'broken' | 'rubbish' | 'refuse'> {
  return {
    malformed: fault(500, 'Client.Malformed'),
    busy: fault(500, 'Server.Busy'),
    broken: fault(500, 'Server'),
    rubbish: { status: 200, contentType: `text/xml; charset=${ENCODING}`, body: '<soap:Envelope><soap:Body><Query' },
    refuse: (reason) => fault(reason === 'REQUEST_ID_REUSED' ? 409 : 403, `Client.${reason}`),
  };
}

/** The request element with this name, or `null` where the body is not such an envelope. */
export function soapElement(body: Uint8Array, operation: string): unknown {
  try {
    return readEnvelope(decodeChinese(body, ENCODING), [])[operation];
  } catch (thrown) {
    if (thrown instanceof SourceFault) return null;
    throw thrown;
  }
}

function fault(status: number, code: string): OfficeAnswer {
  const content = elements({ faultcode: `soap:${code}`, faultstring: code });
  return soap(status, `<soap:Fault>${content}</soap:Fault>`);
}
