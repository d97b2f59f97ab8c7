import { parseArgs } from 'node:util';
import { asError } from '../../platform/problem.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Command, Given } from './command.ts';

/** Exit code for words that make no command. */
const WRONG_USAGE = 2;

/** Where words for people go. */
export type Voice = { readonly say: (text: string) => void; readonly complain: (text: string) => void };

/**
 * Runs the command that the words name. `--help` says what there is.
 *
 * @returns the exit code: that of the command, 0 for help, 2 where the words make no command.
 */
export async function runCommand(
  commands: readonly Command[],
  words: readonly string[],
  life: Lifecycle,
  voice: Voice,
): Promise<number> {
  const [name] = words;
  if (name === '--help' || name === '-h') return help(commands, voice.say, 0);
  if (name === undefined) return help(commands, voice.complain, WRONG_USAGE);
  const command = commands.find((one) => one.name === words.slice(0, one.name.split(' ').length).join(' '));
  if (command === undefined) {
    voice.complain(`没有这个命令；hedui --help 列出全部命令。\nthere is no such command; hedui --help lists them all`);
    return WRONG_USAGE;
  }
  const rest = words.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    voice.say(`hedui ${command.name} ${command.usage}\n  ${command.zh}\n  ${command.en}`);
    return 0;
  }
  const given = read(command, rest);
  if (given !== null) return command.run(given, life);
  const usage = `hedui ${command.name} ${command.usage}`;
  voice.complain(`参数有误；用法：${usage}\nthese words are not understood; usage: ${usage}`);
  return WRONG_USAGE;
}

function read({ options, required, words: names = [], more }: Command, rest: readonly string[]): Given | null {
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options, strict: true, allowPositionals: true });
    if (more === undefined ? positionals.length !== names.length : positionals.length < names.length) return null;
    const words = Object.fromEntries(names.map((name, index) => [name, positionals[index]]));
    const others = more === undefined ? {} : { [more]: positionals.slice(names.length) };
    const given = { ...values, ...words, ...others } as Given;
    return required.every((name) => given[name] !== undefined) ? given : null;
  } catch (thrown) {
    const fault = asError(thrown);
    if ('code' in fault && String(fault.code).startsWith('ERR_PARSE_ARGS')) return null;
    throw thrown;
  }
}

function help(commands: readonly Command[], say: (text: string) => void, code: number): number {
  const lines = commands.flatMap(({ name, usage, zh, en }) => [
    `  hedui ${name} ${usage}`,
    `      ${zh}`,
    `      ${en}`,
  ]);
  say(['用法 / usage: npm run hedui -- <命令 command> [--help]', '', ...lines].join('\n'));
  return code;
}
