import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { perform } from '../../access/acts/perform.ts';
import { loadPolicyAct } from '../../access/acts/policy.ts';
import { Problem } from '../../platform/problem.ts';
import type { PackText } from '../../policy/pack-file.ts';
import { KNOWN_NAMES } from '../known-names.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf, textsOf } from './command.ts';
import type { Command } from './command.ts';
import { readText } from './read-pack.ts';

/** `hedui policy load`: packs from files into the installation, where every process finds them. */
export const policyLoadCommand: Command = {
  name: 'policy load',
  zh: '装入政策文件（不写文件名时，装入 HEDUI_POLICY_DIR 中的全部）；须两人；已装入的不受文件增删改影响',
  en: 'load policy files, those of HEDUI_POLICY_DIR unless some are named; takes two people. What is loaded stays, whatever becomes of its file',
  usage: '[<file>…] --by <sub> --confirmed-by <sub>',
  more: 'files',
  options: { by: { type: 'string' }, 'confirmed-by': { type: 'string' } },
  required: ['by', 'confirmed-by'],
  async run(given, life) {
    const { services, principal, actor, foundation } = await openDesk(life);
    const named = textsOf(given, 'files');
    const paths = named.length > 0 ? named : await policyFolder(foundation.config.policyDir);
    const results = await perform(services, principal, actor.checkId, loadPolicyAct, {
      files: await readFiles(paths),
      known: KNOWN_NAMES,
      by: textOf(given, 'by') ?? '',
      confirmedBy: textOf(given, 'confirmed-by') ?? '',
      division: actor.division,
    });
    for (const { id, sha256, isNew } of results) {
      say(`${id}  ${sha256.slice(0, 12)}  ${isNew ? '已装入 loaded' : '此前已装入 there already'}`);
    }
    return 0;
  },
};

function readFiles(paths: readonly string[]): Promise<readonly PackText[]> {
  return Promise.all(paths.map(async (path) => ({ name: basename(path), text: await readText(path, 'files') })));
}

async function policyFolder(folder: string | undefined): Promise<readonly string[]> {
  if (folder === undefined) {
    throw new Problem({
      code: 'INVALID_INPUT',
      field: 'files',
      zh: '没有指定文件，也没有设置 HEDUI_POLICY_DIR；请写明政策文件，或设置该文件夹。',
      en: 'no file is named and HEDUI_POLICY_DIR is not set; name policy files, or set the folder',
    });
  }
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  return names.map((name) => join(folder, name));
}
