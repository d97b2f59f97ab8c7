import { z } from 'zod';
import { json, jsonFailures, jsonOf, jsonQuestionShape } from './json-answers.ts';
import type { OfficeSpec } from './office.ts';
import { writeRecords } from './wire-writer.ts';
import type { WireForms, Written } from './wire-writer.ts';
import * as form from './wire-forms.ts';

/** One department behind the municipal sharing platform: its service, and how it writes what it keeps. */
export type HubOffice<SourceId extends string> = {
  readonly sourceId: SourceId;
  readonly serviceCode: string;
  readonly forms: WireForms;
};

/** A department behind the hub as a server: signed JSON in the hub's envelope. */
export function hubOffice<const SourceId extends string>(office: HubOffice<SourceId>): OfficeSpec<SourceId> {
  const { sourceId, serviceCode, forms } = office;
  const questionSchema = z.strictObject({
    ...jsonQuestionShape,
    fwbm: z.literal(serviceCode),
  });
  return {
    sourceId,
    open: (population, clock) => ({
      path: '/gxpt/api/v1/query',
      respond(body, contentType) {
        if (!contentType.startsWith('application/json')) return null;
        const question = questionSchema.safeParse(jsonOf(body));
        if (!question.success) return null;
        const { ywlsh, zjhm, yzjhm, xm } = question.data;
        return {
          requestId: ywlsh,
          answer(partial) {
            const asked = { number: zjhm, formerNumber: yzjhm, name: xm };
            const day = form.dataDate(clock);
            const head = { ywlsh, sjjzrq: day, qssj: null, jzsj: day };
            return json(200, { ...head, ...said(writeRecords(population, sourceId, forms, asked, partial)) });
          },
        };
      },
      ...jsonFailures('{"cxjg":"1","records":[{"jllx":'),
    }),
  };
}

function said(written: Written): Record<string, unknown> {
  if (written.result === 'NONE') return { cxjg: '0' };
  if (written.result === 'MISMATCH') return { cxjg: '2' };
  const { recorded, rows, lacking } = written;
  return {
    djxm: recorded.name,
    djzjhm: recorded.number,
    records: rows.map(({ code, fields }) => ({ jllx: code, ...fields })),
    ...(written.result === 'PART' ? { cxjg: '3', qsxm: lacking } : { cxjg: '1' }),
  };
}
