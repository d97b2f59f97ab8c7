import type { ParseArgsOptionsConfig } from 'node:util';
import type { Lifecycle } from '../lifecycle.ts';

/** What stood after a command's name, by the names of its options. */
export type Given = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One command of `hedui`; each has its file. */
export type Command = {
  /** One word, or several: `policy diff`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly zh: string;
  readonly en: string;
  /** What may stand after the name. */
  readonly usage: string;
  /** Names of the words that must stand after it, each given once, beside the options. */
  readonly words?: readonly string[];
  /** Name of the words that may stand after those, as many as are given. */
  readonly more?: string;
  readonly options: ParseArgsOptionsConfig;
  /** Options that must be given. */
  readonly required: readonly string[];
  /**
   * Does it, and writes what it found to standard output.
   * @returns the exit code: 0 done, 3 done in part.
   */
  run(given: Given, life: Lifecycle): Promise<number>;
};

/** An option as the text that was given. */
export function textOf(given: Given, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
}

/** The words that were given under a name of {@link Command.more}. */
export function textsOf(given: Given, name: string): readonly string[] {
  const value = given[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
