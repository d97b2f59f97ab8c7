import { sampleOf } from '../../src/evidence/format-sample.ts';
import type { FormatSample } from '../../src/evidence/format-sample.ts';
import { columnNames } from './batch-layout.ts';
import type { BatchLayout } from './batch-layout.ts';
import { delimiterOf } from './delimited-rows.ts';

/** Rows whose cells are measured. */
const MOST_ROWS = 50;

/**
 * A description, without personal data, of a batch that is not in the agreed form: its columns and the lengths of
 * its cells. It splits lines by itself, because the parser of the agreed form refused the batch.
 */
export function batchSample(layout: BatchLayout, content: Uint8Array, differences: readonly string[]): FormatSample {
  const lines = new TextDecoder(layout.encoding)
    .decode(content)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const known = ['rows', ...columnNames(layout)];
  return sampleOf('BATCH', content.byteLength, { rows: rowsOf(layout, lines) }, { differences, known });
}

/** The last line is the trailer. */
function rowsOf(layout: BatchLayout, lines: readonly string[]): readonly unknown[] {
  if (layout.kind === 'FIXED_WIDTH') return lines.slice(0, MOST_ROWS);
  const delimiter = delimiterOf(layout);
  const [header = [], ...rows] = lines.slice(0, MOST_ROWS + 1).map((line) => line.split(delimiter).map(unquoted));
  return rows
    .filter((cells) => cells[0] !== 'TRAILER')
    .map((cells) => Object.fromEntries(cells.map((cell, index) => [header[index] ?? `extra_${index % 100}`, cell])));
}

function unquoted(cell: string): string {
  return cell.replace(/^"(.*)"$/, '$1');
}
