import type { Room } from './room.ts';

/** A sentence for people. */
export type Words = { readonly zh: string; readonly en: string };

/** Why a case says nothing about this source or this endpoint. */
export class NotShown {
  readonly why: Words;

  constructor(zh: string, en: string) {
    this.why = { zh, en };
  }
}

/** One behaviour that every adapter must show. */
export type ConformanceCase = Words & {
  readonly id: string;
  /** A simulator can be made to fail; a department's own endpoint is only asked. */
  readonly shownBy: 'SIMULATOR' | 'ANY';
  /** @throws AssertionError where the adapter does not behave so. */
  run(room: Room): Promise<NotShown | undefined>;
};
