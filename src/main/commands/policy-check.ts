import { readPackFiles } from '../../policy/pack-file.ts';
import { POLICY_PACKS } from '../../policy/registry.ts';
import { KNOWN_NAMES } from '../known-names.ts';
import { say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { readText } from './read-pack.ts';

/** `hedui policy check`: whether a file could become a pack of the house as it stands. */
export const policyCheckCommand: Command = {
  name: 'policy check',
  zh: '检查政策文件：字段、重叠、空档、沿用；有误时指出行列和改法',
  en: 'whether a policy file can join the packs of the house; a fault is named by line and column',
  usage: '<file>',
  words: ['file'],
  options: {},
  required: [],
  async run(given) {
    const name = textOf(given, 'file') ?? '';
    readPackFiles([{ name, text: await readText(name, 'file') }], POLICY_PACKS, { known: KNOWN_NAMES });
    say('没有问题 / nothing wrong');
    return 0;
  },
};
