import type { ParseArgsOptionsConfig } from 'node:util';
import type { Lifecycle } from '../lifecycle.ts';

/** The parsed arguments of a command, by option name. */
export type Given = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One command of `hedui`; each has its file. */
export type Command = {
  /** One word, or several: `policy diff`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly zh: string;
  readonly en: string;
  /** The usage text after the name. */
  readonly usage: string;
  /** Names of the required positional arguments, each given once. */
  readonly words?: readonly string[];
  /** Name of the optional positional arguments after those, as many as are given. */
  readonly more?: string;
  readonly options: ParseArgsOptionsConfig;
  /** Required options. */
  readonly required: readonly string[];
  /**
   * Runs the command and writes its result to standard output.
   * @returns the exit code: 0 done, 3 partly done.
   */
  run(given: Given, life: Lifecycle): Promise<number>;
};

/** An option as text. */
export function textOf(given: Given, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
}

/** The arguments that were given under a name of {@link Command.more}. */
export function textsOf(given: Given, name: string): readonly string[] {
  const value = given[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
