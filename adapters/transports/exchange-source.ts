import { z } from 'zod';
import { asError, Problem } from '../../src/platform/problem.ts';
import { SourceFault } from '../../src/sources/port.ts';
import type { ExchangeConnection, Inquiry, SourcePorts, SourceReply } from '../../src/sources/port.ts';
import { encodeRow } from './batch-file.ts';
import type { BatchRow } from './batch-layout.ts';
import { ExchangeFolder } from './exchange-folder.ts';
import type { ExchangeOptions } from './exchange-folder.ts';
import type { ExchangePartner } from './partner-folder.ts';
import type { ExchangedRow } from './take-arrival.ts';

/** The part of an endpoint entry that every source by batch files has. */
export const exchangeEndpointShape = {
  /** Absolute path of the exchange folder. */
  folder: z.string().startsWith('/'),
  /** How long a half-written file may stand still before it is put aside, milliseconds. */
  settleMs: z.int().min(100).default(60_000),
  /** Whole days until a request file without an acknowledgement is told of. */
  acknowledgeWithinDays: z.int().min(0).max(30).default(1),
};

/** The institution of a source that answers itself, as the jobs write it. */
export const ITSELF = '';

/** A source by batch files: its partners with their layouts, and what stands in the columns. */
export type ExchangeSource = Pick<SourcePorts, 'clock' | 'log'> & {
  readonly sourceId: string;
  readonly endpoint: {
    readonly folder: string;
    readonly settleMs: number;
    readonly acknowledgeWithinDays: number;
  };
  /** The institutions to which a line is laid; of a source that answers itself the one partner {@link ITSELF}. */
  readonly partners: readonly ExchangePartner[];
  /** Column that holds the request id, in both directions. It is filled in here. */
  readonly idColumn: string;
  /** A question in the partner's columns. A SourceFault keeps this question, not the file, from leaving. */
  rowOf(inquiry: Inquiry): BatchRow;
  /** An answered row in our vocabulary. @throws SourceFault FORMAT_CHANGED puts the row aside, see `ExchangeHandlers`. */
  replyOf(row: ExchangedRow): SourceReply;
};

/**
 * Connects a source that takes batch files through an exchange folder. The folder of an institution has its code, that
 * of a source that answers itself the source's id.
 *
 * @example
 * connect: (endpoint, ports) =>
 *   connectExchange({
 *     ...ports,
 *     sourceId: 'finance',
 *     endpoint,
 *     partners: [{ code: ITSELF, key: endpoint.key, request: REQUEST, response: RESPONSE }],
 *     idColumn: '请求编号',
 *     rowOf,
 *     replyOf,
 *   }),
 */
export async function connectExchange(source: ExchangeSource): Promise<ExchangeConnection> {
  const { sourceId, endpoint, idColumn, clock, log } = source;
  const partners = source.partners.map((partner) => ({ ...partner, code: folderOf(sourceId, partner.code) }));
  const institutionOf = new Map(source.partners.map(({ code }) => [folderOf(sourceId, code), code]));
  const folder = await openFolder({
    clock,
    log,
    sourceId,
    root: endpoint.folder,
    partners,
    idColumn,
    settleMs: endpoint.settleMs,
    acknowledgeWithinDays: endpoint.acknowledgeWithinDays,
  });
  const watching = new Set<() => void>();
  const institution = (code: string) => institutionOf.get(code) ?? code;
  const read = (row: ExchangedRow) => source.replyOf({ ...row, institution: institution(row.institution) });
  return {
    mode: 'EXCHANGE',
    async submit(code, inquiries) {
      const partner = partners.find((one) => one.code === folderOf(sourceId, code));
      // Known, but its line is not laid: nothing can be asked there.
      if (partner === undefined) throw new SourceFault('UNREACHABLE', { retryable: false });
      await folder.lay(partner.code, sendableRows(source, partner, inquiries));
    },
    collect: (take, refuse = async () => {}, keep = async () => {}) =>
      folder.collect({
        read,
        take,
        refuse: (refused) => refuse({ ...refused, institution: institution(refused.institution) }),
        keep: (file) => keep({ ...file, institution: institution(file.institution) }),
      }),
    reread: (file, raw) => folder.reread(folderOf(sourceId, file.institution), file.fileName, raw, read),
    async unacknowledged() {
      const files = await folder.unacknowledged();
      return files.map((file) => ({ ...file, institution: institution(file.institution) }));
    },
    watch(onArrival) {
      const stop = folder.watch(onArrival);
      watching.add(stop);
      return () => {
        watching.delete(stop);
        stop();
      };
    },
    async close() {
      for (const stop of watching) stop();
      watching.clear();
    },
  };
}

/** @throws Problem BAD_CONFIGURATION where a folder cannot be made, such as where a file stands in its place. */
async function openFolder(options: ExchangeOptions): Promise<ExchangeFolder> {
  try {
    return await ExchangeFolder.open(options);
  } catch (thrown) {
    const fault = asError(thrown);
    if (!('code' in fault) || typeof fault.code !== 'string') throw thrown;
    const { sourceId, root } = options;
    const path = 'path' in fault && typeof fault.path === 'string' ? fault.path : root;
    throw new Problem(
      {
        code: 'BAD_CONFIGURATION',
        field: `endpoints.${sourceId}.folder`,
        zh: `数据源“${sourceId}”的交换文件夹 ${path} 无法使用（${fault.code}）；endpoints.${sourceId}.folder 须为可写的文件夹，且其中没有与合作方同名的文件。`,
        en: `the exchange folder ${path} of source "${sourceId}" cannot be used (${fault.code}); endpoints.${sourceId}.folder must be a writable folder, without a file in the place of a partner's folder`,
      },
      { cause: fault },
    );
  }
}

/** All rows, or a fault that names the questions that this partner's files cannot carry. */
function sendableRows(source: ExchangeSource, partner: ExchangePartner, inquiries: readonly Inquiry[]): BatchRow[] {
  const rows: BatchRow[] = [];
  const requestIds: string[] = [];
  for (const inquiry of inquiries) {
    const row = sendableRow(source, partner, inquiry);
    if (row === null) requestIds.push(inquiry.requestId);
    else rows.push(row);
  }
  if (requestIds.length > 0) throw new SourceFault('UNENCODABLE', { retryable: false, requestIds });
  return rows;
}

function sendableRow(source: ExchangeSource, partner: ExchangePartner, inquiry: Inquiry): BatchRow | null {
  try {
    const row = { ...source.rowOf(inquiry), [source.idColumn]: inquiry.requestId };
    encodeRow(partner.request, row);
    return row;
  } catch (thrown) {
    if (thrown instanceof SourceFault) return null;
    throw thrown;
  }
}

function folderOf(sourceId: string, institution: string): string {
  return institution === ITSELF ? sourceId : institution;
}
