import pdfmake from 'pdfmake';
import type { CanvasElement, Content, Node, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { FONT_FILES, outlined, printable } from './fonts.ts';
import type { PrintMarks } from './printed-with.ts';

/** A document ready for paper. */
export type Paper = {
  /** Title in the file's metadata and at the head of each page except the first. */
  readonly title: string;
  /** At the foot of each page. */
  readonly footnote: string;
  /** `演示数据`, 未经复核: at the head of each page. */
  readonly marks: readonly string[];
  readonly content: readonly Content[];
  /** When the document was made; recorded in the file. */
  readonly madeAt: Date;
};

const INK = '#1a1a1a';
export const PALE = '#6b6b6b';
export const RED = '#b3261e';
const RULE = '#9a9a9a';
const SHADE = '#f1efea';
/** A4, points. */
const PAGE = { width: 595.28, height: 841.89 };
/** Left, top, right, bottom, points. */
const MARGINS: [number, number, number, number] = [48, 58, 48, 62];
/** Width of the text, points. */
export const TEXT_WIDTH = PAGE.width - 2 * 48;
const ROOM_UNDER_HEADING = 84;

pdfmake.setFonts({
  Song: { normal: FONT_FILES.normal, bold: FONT_FILES.bold, italics: FONT_FILES.normal, bolditalics: FONT_FILES.bold },
});
// A document may not name a file or an address to be read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path: string) => Object.values(FONT_FILES).includes(path));

/** Prints a paper on A4. The same paper with the same marks gives the same bytes. */
export async function printPaper(paper: Paper, marks: PrintMarks): Promise<Uint8Array> {
  const { title, footnote, madeAt } = paper;
  const watermark = watermarkOf(`${marks.printedBy}  ${marks.printedAt} 打印`);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: MARGINS,
    info: { title: printable(title), producer: 'Hedui', creator: 'Hedui', creationDate: madeAt },
    defaultStyle: { font: 'Song', fontSize: 9, lineHeight: 1.05, color: INK },
    background: () => watermark,
    header: (page) => ({
      margin: [48, 24, 48, 0],
      fontSize: 8,
      // The title stands above the marks, because side by side long texts would leave no room for each other.
      stack: [
        { text: printable(paper.marks.join('　')), color: RED, bold: true, alignment: 'right' },
        { text: page === 1 ? '' : printable(title), color: PALE },
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

/**
 * Whether a heading would stand alone at the foot of a page. The footer is positioned from another origin, so a
 * following node with a smaller `top` means that only the footer follows. Otherwise the room must hold the head of a
 * table and a row of three lines, because both move to the next page together; the layout reports only the position
 * of the first attempt.
 */
function standsAlone(heading: Node, next: Node | undefined): boolean {
  const { top } = heading.startPosition;
  return next === undefined || next.startPosition.top < top || top > PAGE.height - MARGINS[3] - ROOM_UNDER_HEADING;
}

/** The heading of a section; it stays with the content that follows. */
export function heading(text: string): Content {
  return { text, bold: true, fontSize: 11.5, margin: [0, 12, 0, 5], headlineLevel: 1 };
}

/** A column of a table: its heading and its width, `*` for a share of the remaining width. */
export type PaperColumn = { readonly head: string; readonly width: number | '*' | 'auto'; readonly right?: boolean };
/** A row of cells. */
export type PaperRow = readonly (string | TableCell)[];

/** A ruled table whose heading is repeated on each page and whose rows are never split. @param over a line under it. */
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

/** Named blanks to be filled in by hand, two in a row. @param sizes in points: widths of the names, height of a row. */
export function placesByHand(
  rows: readonly (readonly [string, string])[],
  sizes: { readonly names: readonly [number, number]; readonly row: number; readonly above: number },
): Content {
  const rule = () => 0.5;
  const colour = () => PALE;
  const place = (name: string): TableCell[] => [{ text: name, color: PALE }, { text: '' }];
  const [left, right] = sizes.names;
  return {
    table: { widths: [left, '*', right, '*'], heights: sizes.row, body: rows.map((row) => row.flatMap(place)) },
    layout: {
      hLineWidth: rule,
      vLineWidth: rule,
      hLineColor: colour,
      vLineColor: colour,
      paddingTop: () => sizes.above,
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

/**
 * The printer's name and the time, three times across the page, drawn as outlines, so that copying the text copies
 * only the document. Drawn as one path, because an SVG is parsed again for each page and took half of the time of a
 * print.
 */
function watermarkOf(text: string): Content {
  const middle = PAGE.width / 2;
  const lines = [-30, 0, 30].map((aside, index) =>
    outlined(text, 17, { x: middle + aside, y: 200 + index * 220, degrees: 24 }),
  );
  const path = { type: 'path', d: lines.join(''), color: '#000000', fillOpacity: 0.055 };
  // pdfmake draws a path (`renderVector` of its renderer), although its types leave this out.
  return { canvas: [path as unknown as CanvasElement] };
}

function bodyRow(columns: readonly PaperColumn[], row: PaperRow): TableCell[] {
  return row.map((one, index) =>
    typeof one === 'string' ? cell({ text: one, alignment: columns[index]?.right === true ? 'right' : 'left' }) : one,
  );
}

function cell(of: { text: string; bold?: boolean; alignment: 'left' | 'right' }): TableCell {
  return of;
}

/** Every text of a content, with characters that the font lacks marked. */
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
