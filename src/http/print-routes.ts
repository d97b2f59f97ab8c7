import type { Context } from 'hono';
import { assertMay } from '../access/may.ts';
import type { Read } from '../access/may.ts';
import { actorOf } from '../access/principal.ts';
import type { Reader } from '../access/reader.ts';
import { seeStaff } from '../access/see/me.ts';
import { seeNoticeToPrint, seeReportToPrint, seeSheetToPrint } from '../access/see/print.ts';
import { invalid } from '../application/refusals.ts';
import { shanghaiTime } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import type { Printer, PrintMarks } from '../print/printed-with.ts';
import type { HttpEnvironment } from './environment.ts';
import { readVerificationId } from './route-ids.ts';
import type { AppServices } from './services.ts';

/**
 * A version of a report as a PDF, the newest unless `?version=` names one. Stands behind `authenticate`.
 *
 * @example app.get('/verifications/:id/report.pdf', reportPdf(services));
 */
export function reportPdf(services: AppServices) {
  return async function reportPdf(c: Context<HttpEnvironment>): Promise<Response> {
    const { reader, printer, marks } = await openPrint(services, c, 'READ_VERIFICATION');
    const { report, ...printed } = await seeReportToPrint(
      reader,
      readVerificationId(c),
      readVersion(c.req.query('version')),
    );
    const bytes = await printer.report(report.document, printed, marks);
    return pdf(bytes, `${report.number}-v${report.version}`);
  };
}

/**
 * The sheet of a version that investigators take along, as a PDF; the newest version unless `?version=` names one. Stands
 * behind `authenticate`.
 *
 * @example app.get('/verifications/:id/inspection-sheet.pdf', inspectionSheetPdf(services));
 */
export function inspectionSheetPdf(services: AppServices) {
  return async function inspectionSheetPdf(c: Context<HttpEnvironment>): Promise<Response> {
    const { reader, printer, marks } = await openPrint(services, c, 'READ_VERIFICATION');
    const version = readVersion(c.req.query('version'));
    const { report, whereabouts } = await seeSheetToPrint(reader, readVerificationId(c), version);
    const bytes = await printer.inspectionSheet(report.document, whereabouts, marks);
    return pdf(bytes, `${report.number}-v${report.version}-sheet`);
  };
}

/**
 * The written notice of a decision as a PDF. Stands behind `authenticate`.
 *
 * @example app.get('/decisions/:number/notice.pdf', noticePdf(services));
 */
export function noticePdf(services: AppServices) {
  return async function noticePdf(c: Context<HttpEnvironment>): Promise<Response> {
    const { reader, printer, marks } = await openPrint(services, c, 'READ_CASE');
    const { notice, number, mark } = await seeNoticeToPrint(reader, c.req.param('number') ?? '');
    return pdf(await printer.notice(notice, mark?.words.zh ?? null, marks), number);
  };
}

async function openPrint(
  services: AppServices,
  c: Context<HttpEnvironment>,
  read: Read,
): Promise<{ readonly reader: Reader; readonly printer: Printer; readonly marks: PrintMarks }> {
  const principal = c.get('principal');
  assertMay(principal, read);
  // Before anything is looked at: what is not handed out leaves no entry that it was.
  if (services.printer === undefined) throw noPrinterHere();
  const actor = actorOf(principal, c.get('checkId'));
  const reader = { services, principal, actor };
  const person = await seeStaff(reader, actor.subject);
  return {
    reader,
    printer: services.printer,
    marks: { printedBy: person?.name ?? actor.subject, printedAt: shanghaiTime(services.clock.now()) },
  };
}

function readVersion(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw invalid('version', '版次应为正整数', 'A version is a whole number from 1');
  return Number(text);
}

/** @param name of the file, without anything of a person. */
function pdf(bytes: Uint8Array, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': disposition(`${name}.pdf`) },
  });
}

/** A number may be written with Chinese words: a header takes it encoded (RFC 6266, RFC 8187). */
function disposition(name: string): string {
  if (/^[\w.-]+$/.test(name)) return `inline; filename="${name}"`;
  return `inline; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

function noPrinterHere(): Problem {
  return new Problem({
    code: 'NOT_OFFERED_HERE',
    zh: '此网关运行在边缘节点，不生成 PDF；请以同一令牌向本机构在 Node 上运行的网关请求同一地址，或由运维人员执行 hedui report print、hedui notice print。',
    en: 'this gateway runs at the edge and makes no PDF; ask the gateway on Node for the same address with the same token, or have it printed by `hedui report print` or `hedui notice print`',
  });
}
