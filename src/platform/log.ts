import { redactEvent, redactFields } from './log-redaction.ts';

/** From most to least talkative; `silent` writes nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * The only fields a log line may carry; any other name is dropped and listed under `dropped`. There is
 * deliberately none for a person, a certificate or an amount. `url` is cut to its origin.
 */
export type LogFields = {
  readonly checkId?: string | undefined;
  readonly verificationId?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly questionId?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly institution?: string | undefined;
  readonly requestId?: string | undefined;
  readonly kind?: string | undefined;
  readonly state?: string | undefined;
  readonly phase?: string | undefined;
  readonly code?: string | number | undefined;
  readonly url?: string | undefined;
  readonly attempt?: number | undefined;
  readonly count?: number | undefined;
  readonly ms?: number | undefined;
  readonly port?: number | undefined;
  readonly year?: number | undefined;
  readonly err?: unknown;
};

/** Structured logging. `event` is a fixed English phrase, never built from data. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Throws everything away; for tools and tests that have nobody to tell. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * A log that writes one JSON line at a time through `write`: for workerd, where pino's streams don't run.
 *
 * @example createLineLog({ level: 'info', clock: systemClock, write: (line) => console.log(line) })
 */
export function createLineLog(options: {
  readonly level: LogLevel;
  readonly clock: { now(): Date };
  readonly write: (line: string) => void;
}): Log {
  const threshold = LOG_LEVELS.indexOf(options.level);
  const at = (level: LogLevel) => (event: string, fields?: LogFields) => {
    if (LOG_LEVELS.indexOf(level) < threshold) return;
    const head = { level, time: options.clock.now().toISOString(), event: redactEvent(event) };
    options.write(JSON.stringify({ ...head, ...redactFields(fields) }));
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
