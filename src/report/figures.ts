import { formatYuan } from '../identity/fen.ts';
import { printBand } from '../indicators/band.ts';
import { BY_CHECK_WORDS } from '../indicators/by-check.ts';
import type { Figure } from '../indicators/outcome.ts';
import type { ComparisonRow } from './document.ts';

/** A figure as printed: `1,234.50 元`, a band, or a bare count. A figure that is not known is a dash, never a zero. */
export function printFigure(figure: Figure | null): string {
  if (figure === null) return '—';
  switch (figure.unit) {
    case 'COUNT':
      return String(figure.value);
    case 'FEN':
      return `${formatYuan(figure.value)} 元`;
    case 'FEN_BAND':
      return printBand(figure).zh;
  }
}

/** The figure in the column of the form: an amount, or the note that the item is left to the verification. */
export function declaredFigure({ unit, declared, byCheck }: ComparisonRow): string {
  return byCheck === true && declared === 0 ? BY_CHECK_WORDS.zh : printFigure({ unit, value: declared });
}
