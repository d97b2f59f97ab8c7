import Table from 'cli-table3';
import stringWidth from 'string-width';

/** A column: its heading, and its share of the width; `fit` columns are as wide as their content. */
export type Column = { readonly head: string; readonly grow: number; readonly align?: 'left' | 'right' };

/** Widest that a column without a share of the rest may become. */
const FIT_LIMIT = 24;
const NARROWEST = 8;

/**
 * A table no wider than `width` columns of a terminal, where a Chinese character takes two. Cells are wrapped here:
 * the table library breaks lines at spaces, and Chinese has none.
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const widths = columnWidths(columns, rows, width);
  const cut = (cells: readonly string[]): string[] =>
    cells.map((cell, index) => wrap(cell, (widths[index] ?? NARROWEST) - 2).join('\n'));
  const table = new Table({
    colWidths: [...widths],
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { head: [], border: [], compact: true },
    head: cut(columns.map(({ head }) => head)),
  });
  table.push(...rows.map(cut));
  return table.toString();
}

/** Lines of at most `width` columns, broken after a space where there is one, else between any two characters. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of words(paragraph)) {
      if (line !== '' && stringWidth(line + word.trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += word;
    }
    lines.push(line.trimEnd());
  }
  return lines.flatMap((line) => chop(line, width));
}

/** Runs of Latin letters and digits stay together; closing marks stay with what they close, opening ones with what follows. */
function words(text: string): readonly string[] {
  return text.match(/[（《“([]*(?:[!-'*-Z\\^-~]+|[^（《“([])[，。；：、）》”)\]]*\s*|[（《“([]+/gu) ?? [];
}

function chop(line: string, width: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (part !== '' && stringWidth(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const natural = columns.map(({ head }, index) => {
    const cells = [head, ...rows.map((row) => row[index] ?? '')];
    return Math.max(...cells.flatMap((cell) => cell.split('\n')).map((line) => stringWidth(line))) + 2;
  });
  const fixed = natural.map((one, index) => (columns[index]?.grow === 0 ? Math.min(one, FIT_LIMIT) : 0));
  const shares = columns.reduce((sum, { grow }) => sum + grow, 0);
  const room = width - columns.length - 1 - fixed.reduce((sum, one) => sum + one, 0);
  return columns.map(({ grow }, index) =>
    grow === 0
      ? (fixed[index] ?? NARROWEST)
      : Math.max(NARROWEST, Math.min(natural[index] ?? NARROWEST, Math.floor((room * grow) / shares))),
  );
}
