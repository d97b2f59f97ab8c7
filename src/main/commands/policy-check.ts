import { basename } from 'node:path';
import { doubtsOf } from '../../policy/doubts.ts';
import { pathText } from '../../policy/issue-words.ts';
import { readPackFiles } from '../../policy/pack-file.ts';
import type { PackOrLayer } from '../../policy/pack.ts';
import { POLICY_LAYERS, POLICY_PACKS } from '../../policy/registry.ts';
import { isHolidayFile, readHolidayFile } from '../../rulebook/holidays.ts';
import { KNOWN_NAMES } from '../known-names.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf, textsOf } from './command.ts';
import type { Command } from './command.ts';
import { installedPacks, readText } from './read-pack.ts';

/** `hedui policy check`: whether files could be loaded as they stand, together, and what in them is hardly meant. */
export const policyCheckCommand: Command = {
  name: 'policy check',
  zh: '检查政策文件（可多个，互相沿用）：字段、重叠、空档；有误时指出行列和改法，异常数值给出提示',
  en: 'whether policy files can be loaded together; a fault is named by line and column, a value that is hardly meant is warned of',
  usage: '<file> [<file>…] [--installed]',
  words: ['file'],
  more: 'files',
  options: { installed: { type: 'boolean' } },
  required: [],
  async run(given, life) {
    const paths = [textOf(given, 'file') ?? '', ...textsOf(given, 'files')];
    const house: readonly PackOrLayer[] =
      given['installed'] === true
        ? await installedPacks((await openDesk(life)).services)
        : [...POLICY_PACKS, ...POLICY_LAYERS];
    const files = await Promise.all(
      paths.map(async (path) => ({ name: basename(path), text: await readText(path, 'file') })),
    );
    for (const file of files.filter(isHolidayFile)) readHolidayFile(file);
    const packFiles = files.filter((file) => !isHolidayFile(file));
    const packs = readPackFiles(packFiles, house, { known: KNOWN_NAMES });
    const doubts = packs.flatMap((pack) => doubtsOf(pack, [...packs, ...house]));
    for (const { pack, path, zh, en } of doubts) say(`⚠ ${pack} ${pathText(path)}\n    ${zh}\n    ${en}`);
    say(
      doubts.length === 0
        ? '没有问题 / nothing wrong'
        : `没有错误，${doubts.length} 处须再看 / no fault, ${doubts.length} to look at`,
    );
    return 0;
  },
};
