import { diffPacks } from '../../policy/diff.ts';
import type { RuleDifference, RuleSide } from '../../policy/diff.ts';
import { say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { readPack } from './read-pack.ts';

/** `hedui policy diff`: what differs from one pack to another, each a pack of the house or a file. */
export const policyDiffCommand: Command = {
  name: 'policy diff',
  zh: '逐条比较两个政策包（编号或文件）',
  en: 'what differs from one policy pack to another, rule by rule; each by id or file',
  usage: '<a> <b> [--json]',
  words: ['a', 'b'],
  options: { json: { type: 'boolean' } },
  required: [],
  async run(given) {
    const before = await readPack(textOf(given, 'a') ?? '', 'a');
    const after = await readPack(textOf(given, 'b') ?? '', 'b');
    const differences = diffPacks(before, after);
    if (given['json'] === true) say(JSON.stringify({ before: before.id, after: after.id, differences }, null, 2));
    else if (differences.length === 0) say('没有差异 / no difference');
    else for (const difference of differences) say(described(difference));
    return 0;
  },
};

const CHANGE: Readonly<Record<RuleDifference['change'], string>> = {
  CHANGED: '',
  ADDED: ' 新增 added',
  REMOVED: ' 删除 removed',
  SOURCE: ' 仅依据不同 source only',
};

function described({ rule, name, change, before, after }: RuleDifference): string {
  const lines = [`${name.zh} / ${name.en}  [${rule}]${CHANGE[change]}`];
  if (before !== null) lines.push(`  - ${side(before)}`);
  if (after !== null) lines.push(`  + ${side(after)}`);
  return lines.join('\n');
}

function side({ words, source }: RuleSide): string {
  const told = words.zh === words.en ? words.zh : `${words.zh} / ${words.en}`;
  if (source === null) return told;
  return `${told}\n      ${source.document} ${source.article}${source.verified ? '' : '（未核实 not verified）'}`;
}
