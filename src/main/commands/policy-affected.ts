import { affectedBy } from '../../reassessment/affected.ts';
import type { AffectedCase } from '../../reassessment/affected.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { installedPacks, readPack } from './read-pack.ts';

/** `hedui policy affected`: cases that went by another pack because this one was not known yet. */
export const policyAffectedCommand: Command = {
  name: 'policy affected',
  zh: '补登的政策包影响哪些案件：核对时尚未获知、本应适用的；只读',
  en: 'cases that a pack entered late would have governed; read only',
  usage: '<id or file> [--cases] [--json]',
  words: ['policy'],
  options: { cases: { type: 'boolean' }, json: { type: 'boolean' } },
  required: [],
  async run(given, life) {
    const { services } = await openDesk(life);
    const pack = await readPack(textOf(given, 'policy') ?? '', 'policy', await installedPacks(services));
    const cases: AffectedCase[] = [];
    let affected = 0;
    await affectedBy(services, pack, (one) => {
      affected += 1;
      if (given['cases'] === true) cases.push(one);
    });
    if (given['json'] === true) {
      say(JSON.stringify({ packId: pack.id, affected, ...(given['cases'] === true ? { cases } : {}) }, null, 2));
      return 0;
    }
    say(`政策包 pack ${pack.id}：受影响 affected ${affected}`);
    for (const { number, baseDate, packId } of cases) say(`${number}  基准日 base ${baseDate}  依据 by ${packId}`);
    return 0;
  },
};
