import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/main/commands/command.ts';
import { remindCommand } from '../../../src/main/commands/remind.ts';
import { replayCommand } from '../../../src/main/commands/replay.ts';
import { runCommand } from '../../../src/main/commands/run-command.ts';
import { sourcesCommand } from '../../../src/main/commands/sources.ts';
import { Lifecycle } from '../../../src/main/lifecycle.ts';

const COMMANDS = [sourcesCommand, remindCommand, replayCommand];

async function hedui(words: readonly string[], commands: readonly Command[] = COMMANDS) {
  const [said, complained]: [string[], string[]] = [[], []];
  const voice = { say: (text: string) => said.push(text), complain: (text: string) => complained.push(text) };
  const code = await runCommand(commands, words, new Lifecycle(), voice);
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

describe('hedui', () => {
  it.each(['--help', '-h'])('lists its commands in both languages: %s', async (word) => {
    const { code, said } = await hedui([word]);
    expect(code).toBe(0);
    for (const { name, usage, zh, en } of COMMANDS) {
      for (const text of [`hedui ${name} ${usage}`, zh, en]) expect(said).toContain(text);
    }
  });

  it('says how a command is used', async () => {
    expect(await hedui(['replay', '--help'])).toMatchObject({ code: 0, complained: '' });
    expect((await hedui(['replay', '--help'])).said).toMatch(/^hedui replay --source <id>\n/);
  });

  it.each([
    [['nothing'], 'there is no such command'],
    [['sources', '--colour'], 'usage: hedui sources [--json]'],
    [['sources', 'tax'], 'usage: hedui sources [--json]'],
    [['remind'], 'usage: hedui remind --source'],
    [['replay', '--source'], 'usage: hedui replay --source'],
  ])('refuses %j with one sentence in each language and exit code 2', async (words, sentence) => {
    const { code, said, complained } = await hedui(words);
    expect([code, said]).toEqual([2, '']);
    expect(complained.split('\n')).toHaveLength(2);
    expect(complained).toMatch(/[一-鿿]/);
    expect(complained).toContain(sentence);
  });

  it('without a word tells what there is, as a complaint', async () => {
    expect(await hedui([])).toMatchObject({ code: 2, said: '' });
  });

  it('ends with the exit code of its command, which is given its options', async () => {
    const seen: unknown[] = [];
    const command: Command = {
      ...sourcesCommand,
      run: async (given) => {
        seen.push({ ...given });
        return 3;
      },
    };
    expect(await hedui(['sources', '--json'], [command])).toMatchObject({ code: 3 });
    expect(seen).toEqual([{ json: true }]);
  });

  it('knows commands of two words, and what must stand after them', async () => {
    const seen: unknown[] = [];
    const command: Command = {
      ...sourcesCommand,
      name: 'policy diff',
      usage: '<a> <b>',
      words: ['a', 'b'],
      run: async (given) => {
        seen.push({ ...given });
        return 0;
      },
    };
    expect(await hedui(['policy', 'diff', 'x', '--json', 'y'], [command])).toMatchObject({ code: 0 });
    expect(seen).toEqual([{ json: true, a: 'x', b: 'y' }]);
    expect(await hedui(['policy', 'diff', 'x'], [command])).toMatchObject({ code: 2 });
    expect(await hedui(['policy', 'diff', 'x', 'y', 'z'], [command])).toMatchObject({ code: 2 });
    expect(await hedui(['policy'], [command])).toMatchObject({ code: 2 });
  });
});
