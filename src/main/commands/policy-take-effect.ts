import { perform } from '../../access/acts/perform.ts';
import { takeEffectAct } from '../../access/acts/policy-effect.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { installedPacks, packNamed } from './read-pack.ts';
import { linesOf } from './simulate.ts';

/** `hedui policy take-effect`: judges the stock by a pack of the house and keeps the list for a decision. */
export const policyTakeEffectCommand: Command = {
  name: 'policy take-effect',
  zh: '政策生效时，先用已存核对信息重算全部在册家庭，生成一份待决定清单；不改变任何家庭的待遇',
  en: 'when a pack takes effect: judge the stock by it from stored evidence, and keep one list for one decision',
  usage: '<id> [--json]',
  words: ['id'],
  options: { json: { type: 'boolean' } },
  required: [],
  async run(given, life) {
    const { services, principal, actor } = await openDesk(life);
    const pack = packNamed(await installedPacks(services), textOf(given, 'id') ?? '', 'id');
    const effect = await perform(services, principal, actor.checkId, takeEffectAct, { pack });
    const { id, packId, asOf, tally } = effect;
    if (given['json'] === true) say(JSON.stringify({ id, packId, asOf, tally }, null, 2));
    else for (const line of [`清单 list ${id}`, ...linesOf({ packId, asOf, tally })]) say(line);
    return 0;
  },
};
