import { elements } from '../transports/soap-xml.ts';
import type { OfficeSpec } from './office.ts';
import { soap, soapElement, soapFailures, soapQuestionSchema } from './soap-answers.ts';
import { writeRecords } from './wire-writer.ts';
import type { WireForms, Written } from './wire-writer.ts';
import * as form from './wire-forms.ts';

/** One department that answers by SOAP: where, to which operation, and how it writes what it keeps. */
export type SoapOffice<SourceId extends string> = {
  readonly sourceId: SourceId;
  readonly path: string;
  readonly operation: string;
  readonly forms: WireForms;
};

/** A department as a server: SOAP 1.1 in GB 18030, signed, with records of several kinds. */
export function soapOffice<const SourceId extends string>(office: SoapOffice<SourceId>): OfficeSpec<SourceId> {
  const { sourceId, path, operation, forms } = office;
  return {
    sourceId,
    open: (population, clock) => ({
      path,
      respond(body, contentType) {
        if (!contentType.startsWith('text/xml')) return null;
        const question = soapQuestionSchema.safeParse(soapElement(body, operation));
        if (!question.success) return null;
        const { YWLSH, SFZMHM, YSFZMHM, XM } = question.data;
        return {
          requestId: YWLSH,
          answer(partial) {
            const asked = { number: SFZMHM, formerNumber: YSFZMHM, name: XM };
            const day = form.dataDate(clock);
            const head = elements({ YWLSH, SJRQ: day, QSRQ: '', JZRQ: day });
            const told = said(writeRecords(population, sourceId, forms, asked, partial));
            return soap(200, `<${operation}Response>${told.code}${head}${told.rest}</${operation}Response>`);
          },
        };
      },
      ...soapFailures(),
    }),
  };
}

function said(written: Written): { readonly code: string; readonly rest: string } {
  const code = { NONE: '0', FOUND: '1', MISMATCH: '2', PART: '3' }[written.result];
  const result = elements({ JGDM: code });
  if (written.result === 'NONE' || written.result === 'MISMATCH') return { code: result, rest: '' };
  const { recorded, rows, lacking } = written;
  const rest = [
    elements({ DJXM: recorded.name, DJZJHM: recorded.number }),
    ...rows.map((row) => `<JLXX>${elements({ JLLX: row.code, ...row.fields })}</JLXX>`),
    ...lacking.map((one) => elements({ QSXM: one })),
  ];
  return { code: result, rest: rest.join('') };
}
