import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Config } from '../config.ts';
import type { Log } from '../platform/log.ts';
import { createLogger } from '../platform/pino-log.ts';
import { asError, Problem } from '../platform/problem.ts';

/** A log beside the data, for programs whose terminal is read by people. */
export type LogFile = { readonly log: Log; readonly path: string; close(): void };

/** @throws Problem BAD_CONFIGURATION when the data folder cannot be written. */
export function openLogFile(config: Config): LogFile {
  const path = join(config.dataDir, 'hedui.log');
  try {
    mkdirSync(config.dataDir, { recursive: true });
    const destination = pino.destination({ dest: path, sync: true, append: true });
    return {
      log: createLogger({ level: config.logLevel, destination }),
      path,
      close: () => destination.end(),
    };
  } catch (thrown) {
    throw new Problem(
      {
        code: 'BAD_CONFIGURATION',
        field: 'HEDUI_DATA_DIR',
        zh: `无法写入 ${path}；请把 HEDUI_DATA_DIR 指向可写的文件夹。`,
        en: `cannot write ${path}; let HEDUI_DATA_DIR name a writable folder`,
      },
      { cause: asError(thrown) },
    );
  }
}
