import type { Clock } from '../../src/platform/clock.ts';
import type { Population } from './population.ts';

/** An office's answer as an HTTP response. */
export type OfficeAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array | string;
};

/** The differences between departments: how they read, answer, fail and refuse when busy. */
export type Office = {
  readonly path: string;
  /** The question's request id and its answer, or `null` for a malformed question. */
  respond(body: Uint8Array, contentType: string): OfficeQuestion | null;
  readonly malformed: OfficeAnswer;
  readonly busy: OfficeAnswer;
  readonly broken: OfficeAnswer;
  readonly rubbish: OfficeAnswer;
  refuse(reason: string): OfficeAnswer;
};

export type OfficeQuestion = {
  readonly requestId: string;
  /** @param partial omits the last kind of record and says so. */
  answer(partial: boolean): OfficeAnswer;
};

/** One simulated department with a server of its own; `open` is called once for each sandbox. */
export type OfficeSpec<SourceId extends string = string> = {
  readonly sourceId: SourceId;
  open(population: Population, clock: Clock): Office;
};
