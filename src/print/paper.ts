import pdfmake from 'pdfmake';
import type { Content, Node, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { FONT_FILES, outlined, printable } from './fonts.ts';

/** Marks of one print: who prints it, when (Shanghai time), and what every page says. */
export type PrintMarks = {
  /** By whom, by the subject of the token. */
  readonly printedBy: string;
  /** `2018-03-05 12:00:00`. */
  readonly printedAt: string;
};

/** A document ready for paper. */
export type Paper = {
  /** Of the file's own data, and at the head of each page but the first. */
  readonly title: string;
  /** At the foot of each page. */
  readonly footnote: string;
  /** `演示数据`, 未经复核: at the head of each page. */
  readonly marks: readonly string[];
  readonly content: readonly Content[];
  /** When the document itself was made; part of the file. */
  readonly madeAt: Date;
};

const INK = '#1a1a1a';
export const PALE = '#6b6b6b';
export const RED = '#b3261e';
const RULE = '#9a9a9a';
const SHADE = '#f1efea';
/** A4, points. */
const PAGE = { width: 595.28, height: 841.89 };
/** Width of the text, points. */
export const TEXT_WIDTH = PAGE.width - 2 * 48;

pdfmake.setFonts({
  Song: { normal: FONT_FILES.normal, bold: FONT_FILES.bold, italics: FONT_FILES.normal, bolditalics: FONT_FILES.bold },
});
// Nothing of a document may name a file or an address to be read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path: string) => Object.values(FONT_FILES).includes(path));

/** Prints a paper on A4. The same paper and the same marks give the same bytes. */
export async function printPaper(paper: Paper, marks: PrintMarks): Promise<Uint8Array> {
  const { title, footnote, madeAt } = paper;
  const watermark = watermarkOf(`${marks.printedBy}  ${marks.printedAt} 打印`);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [48, 58, 48, 62],
    info: { title: printable(title), producer: 'Hedui', creator: 'Hedui', creationDate: madeAt },
    defaultStyle: { font: 'Song', fontSize: 9, lineHeight: 1.05, color: INK },
    background: () => watermark,
    header: (page) => ({
      margin: [48, 26, 48, 0],
      fontSize: 8,
      columns: [
        { text: page === 1 ? '' : printable(title), color: PALE },
        { text: printable(paper.marks.join('　')), color: RED, bold: true, alignment: 'right' },
      ],
    }),
    footer: (page, pages) => ({
      margin: [48, 14, 48, 0],
      fontSize: 7.5,
      color: PALE,
      stack: [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth: 0.5, lineColor: RULE }] },
        {
          margin: [0, 4, 0, 0],
          columns: [
            { width: '*', text: printable(footnote) },
            { width: 70, alignment: 'right', text: `第 ${page} 页 / 共 ${pages} 页` },
          ],
        },
        { text: printable(`打印人 ${marks.printedBy}　打印时间 ${marks.printedAt}`) },
      ],
    }),
    // A heading never stands alone at the foot of a page.
    pageBreakBefore: (node, pages) => node.headlineLevel === 1 && standsAlone(node, pages.getFollowingNodesOnPage()[0]),
    content: printableContent([...paper.content]),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

/** What follows on the page is its foot, whose place is counted from another origin: nothing else comes after. */
function standsAlone(heading: Node, next: Node | undefined): boolean {
  return next === undefined || next.startPosition.top < heading.startPosition.top;
}

/** The heading of a section; it stays with what follows. */
export function heading(text: string): Content {
  return { text, bold: true, fontSize: 11.5, margin: [0, 12, 0, 5], headlineLevel: 1 };
}

/** A column of a table: its heading and width, `*` for a share of the rest. */
export type PaperColumn = { readonly head: string; readonly width: number | '*' | 'auto'; readonly right?: boolean };
/** A row of cells. */
export type PaperRow = readonly (string | TableCell)[];

/** A ruled table whose heading is repeated on each page, and whose rows are never cut. @param over a line under it. */
export function table(columns: readonly PaperColumn[], rows: readonly PaperRow[], over?: string): Content {
  const heads = columns.map(({ head: text, right }) =>
    cell({ text, bold: true, alignment: right === true ? 'right' : 'left' }),
  );
  return {
    fontSize: 8.5,
    table: {
      headerRows: over === undefined ? 1 : 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [
        heads,
        ...(over === undefined ? [] : [acrossRow(columns, over)]),
        ...rows.map((row) => bodyRow(columns, row)),
      ],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => RULE,
      vLineColor: () => RULE,
      fillColor: (index: number) => (index === 0 ? SHADE : null),
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
  };
}

/** Lines with a mark before each. */
export function bullets(items: readonly string[]): Content {
  return { ul: [...items], markerColor: PALE, margin: [2, 3, 0, 0] };
}

function acrossRow(columns: readonly PaperColumn[], text: string): TableCell[] {
  const line: TableCell = { text, bold: true, colSpan: columns.length, fillColor: '#faf9f6' };
  return [line, ...columns.slice(1).map((): TableCell => ({ text: '' }))];
}

/** Who prints it and when, thrice across the page, as outlines: a copied text is the document's alone. */
function watermarkOf(text: string): Content {
  const { path, width } = outlined(text, 17);
  const lines = [210, 430, 650].map(
    (y, index) =>
      `<path transform="translate(${(PAGE.width - width * 0.86) / 2 + (index - 1) * 30} ${y + 60}) rotate(-24)" d="${path}" fill="#000000" fill-opacity="0.055"/>`,
  );
  const box = `width="${PAGE.width}" height="${PAGE.height}" viewBox="0 0 ${PAGE.width} ${PAGE.height}"`;
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${lines.join('')}</svg>` };
}

function bodyRow(columns: readonly PaperColumn[], row: PaperRow): TableCell[] {
  return row.map((one, index) =>
    typeof one === 'string' ? cell({ text: one, alignment: columns[index]?.right === true ? 'right' : 'left' }) : one,
  );
}

function cell(of: { text: string; bold?: boolean; alignment: 'left' | 'right' }): TableCell {
  return of;
}

/** Every text of a content, with what the font lacks marked. */
function printableContent<T>(value: T): T;
function printableContent(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'string' ? printable(one) : printableContent(one)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'text' && typeof one === 'string' ? printable(one) : printableContent(one),
    ]),
  );
}
