import { inspect } from 'node:util';
import type { Log, LogFields } from '../../src/platform/log.ts';

/** Keeps what was logged and thrown, as the widest log would write it: before anything is left out. */
export class Witness {
  readonly #lines: string[] = [];

  readonly log: Log = {
    debug: (event, fields) => this.#note(event, fields),
    info: (event, fields) => this.#note(event, fields),
    warn: (event, fields) => this.#note(event, fields),
    error: (event, fields) => this.#note(event, fields),
  };

  /** A fault with its causes, as an uncaught error would be printed. */
  noteFault(fault: unknown): void {
    this.#lines.push(inspect(fault, { depth: 12, maxStringLength: null }));
  }

  /** Which of these texts stand somewhere in what was heard. */
  heard(secrets: readonly string[]): readonly string[] {
    const all = this.#lines.join('\n');
    return secrets.filter((secret) => secret !== '' && all.includes(secret));
  }

  get lines(): number {
    return this.#lines.length;
  }

  #note(event: string, fields: LogFields | undefined): void {
    this.#lines.push(`${event} ${inspect(fields, { depth: 12, maxStringLength: null })}`);
  }
}

/** The secrets in an endpoints entry: application keys, signing keys, file keys. */
export function secretsOf(entry: unknown): readonly string[] {
  if (typeof entry !== 'object' || entry === null) return [];
  return Object.entries(entry).flatMap(([name, value]) =>
    typeof value === 'string' ? (['appKey', 'appSecret', 'key'].includes(name) ? [value] : []) : secretsOf(value),
  );
}
