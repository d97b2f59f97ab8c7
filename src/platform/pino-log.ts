import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { systemClock } from './clock.ts';
import { redactEvent, redactFields } from './log-redaction.ts';
import type { Log, LogFields, LogLevel } from './log.ts';

/**
 * The log on Node: one JSON line for each event, to standard error unless told otherwise, so that a
 * command's own output stays clean. Its time is the machine's, also when the demo's clock is moved.
 */
export function createLogger(options: { readonly level: LogLevel; readonly destination?: DestinationStream }): Log {
  const logger = pino(
    {
      level: options.level,
      base: null,
      messageKey: 'event',
      // Already told by redactFields; pino's own would look into the Error again.
      serializers: { err: (told: unknown) => told },
      timestamp: () => `,"time":"${systemClock.now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.destination ?? pino.destination({ fd: 2, sync: true }),
  );
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    if (logger.isLevelEnabled(level)) logger[level](redactFields(fields), redactEvent(event));
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
