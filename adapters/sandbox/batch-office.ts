import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { batchPartner, LACKING_SEPARATOR, NUMBERING, REQUEST_ID_COLUMN } from '../batch-form.ts';
import type { BatchLayout, BatchRow } from '../transports/batch-layout.ts';
import { askedBy, batchQuestionSchema } from './batch-question.ts';
import type { PartnerSpec } from './partner.ts';
import { dataDate } from './wire-forms.ts';
import { writeRecords } from './wire-writer.ts';
import type { WireForms, Written } from './wire-writer.ts';

/** One department that answers by batch files: their layout, and how it writes what it keeps. */
export type BatchOffice<SourceId extends string> = {
  readonly sourceId: SourceId;
  readonly files: BatchLayout;
  readonly forms: WireForms;
  /** The day up to which its data are current; yesterday unless it says otherwise. */
  dataDate?(clock: Clock): CalendarDate;
};

/** A department as a partner of the exchange folder, with a line for each record. */
export function batchOffice<const SourceId extends string>(office: BatchOffice<SourceId>): PartnerSpec<SourceId> {
  const { sourceId, files, forms } = office;
  return {
    sourceId,
    institutions: [''],
    files: (code, key) => batchPartner(files, code, key),
    idColumn: REQUEST_ID_COLUMN,
    question: batchQuestionSchema,
    answer: (population, _, row, partial) =>
      numbered(linesOf(writeRecords(population, sourceId, forms, askedBy(row), partial))),
    dataDate: (clock) => (office.dataDate ?? dataDate)(clock),
    endpoint: (folder, keys) => ({ folder, key: keys[''] }),
  };
}

function linesOf(written: Written): readonly BatchRow[] {
  if (written.result === 'NONE') return [{ 结果代码: '0' }];
  if (written.result === 'MISMATCH') return [{ 结果代码: '2' }];
  const { recorded, rows, lacking } = written;
  const head = {
    结果代码: written.result === 'PART' ? '3' : '1',
    登记姓名: recorded.name,
    登记证件号码: recorded.number,
    缺失项目: lacking.join(LACKING_SEPARATOR),
  };
  if (rows.length === 0) return [head];
  return rows.map(({ code, fields }) => ({ ...head, 记录类型: code, ...fields }));
}

function numbered(lines: readonly BatchRow[]): readonly BatchRow[] {
  const count = String(lines.length);
  return lines.map((line, index) => ({ ...line, [NUMBERING.count]: count, [NUMBERING.place]: String(index + 1) }));
}
