import type { z } from 'zod';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { BatchRow } from '../transports/batch-layout.ts';
import type { ExchangePartner } from '../transports/partner-folder.ts';
import type { Population } from './population.ts';

/** One simulated source with batch files: the differences between such sources. */
export type PartnerSpec<SourceId extends string = string> = {
  readonly sourceId: SourceId;
  /** Codes of the answering bodies, each with a folder and a key; only `''` where the source answers itself. */
  readonly institutions: readonly [string, ...string[]];
  /** Layouts and key. @param code name of its folder. */
  files(code: string, key: Uint8Array): ExchangePartner;
  /** Column that holds the request id, in both directions. */
  readonly idColumn: string;
  /** The format that it requires of a row. */
  readonly question: z.ZodType;
  /**
   * The lines of the answer to a row, without its request id.
   * @param partial omits the last kind of record and says so, where its files can.
   */
  answer(population: Population, institution: string, row: BatchRow, partial: boolean): readonly BatchRow[];
  /** The day up to which its data are current. */
  dataDate(clock: Clock): CalendarDate;
  /** Its entry in the endpoints file. @param keys base64, by institution. */
  endpoint(folder: string, keys: Readonly<Record<string, string>>): Readonly<Record<string, unknown>>;
};
