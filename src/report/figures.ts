import { formatYuan } from '../identity/fen.ts';
import type { Figure } from '../indicators/outcome.ts';

/** A figure as printed: `1,234.50 元`, or a bare count. A figure that is not known is a dash, never a zero. */
export function printFigure(figure: Figure | null): string {
  if (figure === null) return '—';
  return figure.unit === 'FEN' ? `${formatYuan(figure.value)} 元` : String(figure.value);
}
