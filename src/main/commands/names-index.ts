import { indexNamesAct } from '../../access/acts/index-names.ts';
import { perform } from '../../access/acts/perform.ts';
import { openDesk, say } from './at-the-desk.ts';
import type { Command } from './command.ts';

/** Cases in one transaction: some seconds of work, during which no other case is held. */
const AT_ONCE = 200;

/** `hedui names index`: once, after the update with which names can be found. */
export const namesIndexCommand: Command = {
  name: 'names index',
  zh: '为升级前登记的申请补建姓名索引，使其可按姓名查到；可中断后再次执行',
  en: 'make cases of before the update findable by name; stopped, it goes on where it was',
  usage: '',
  options: {},
  required: [],
  async run(_given, life) {
    const { services, principal, actor } = await openDesk(life);
    let done = 0;
    for (;;) {
      const some = await perform(services, principal, actor.checkId, indexNamesAct, { most: AT_ONCE });
      if (some === 0) break;
      done += some;
      say(`${done}`);
    }
    say(`已补建 ${done} 件申请的姓名索引 / names of ${done} cases indexed`);
    return 0;
  },
};
