import { formatYuan } from '../../../identity/fen.ts';
import { printBand } from './band.ts';
import type { Figure } from '../../../indicators/outcome.ts';

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
