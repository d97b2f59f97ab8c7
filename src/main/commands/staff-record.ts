import { perform } from '../../access/acts/perform.ts';
import { recordStaffAct } from '../../access/acts/staff.ts';
import { STAFF_ROLES } from '../../audit/actor.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';

/** `hedui staff record`: how a person of an office is shown on pages and papers. */
export const staffRecordCommand: Command = {
  name: 'staff record',
  zh: '登记一名工作人员的姓名、单位和角色，供页面和文书显示；权限仍以令牌为准',
  en: 'record name, office and roles of a person, for pages and papers; what they may do stays in their token',
  usage: '--subject <sub> --name <姓名> --office <单位> --roles <CASEWORKER,…> [--division <code>]',
  options: {
    subject: { type: 'string' },
    name: { type: 'string' },
    office: { type: 'string' },
    roles: { type: 'string' },
    division: { type: 'string' },
  },
  required: ['subject', 'name', 'office', 'roles'],
  async run(given, life) {
    const { services, principal, actor } = await openDesk(life);
    const wanted = (textOf(given, 'roles') ?? '').split(',').map((role) => role.trim());
    const roles = STAFF_ROLES.filter((role) => wanted.includes(role));
    await perform(services, principal, actor.checkId, recordStaffAct, {
      subject: textOf(given, 'subject') ?? '',
      name: textOf(given, 'name') ?? '',
      office: textOf(given, 'office') ?? '',
      // An unknown role makes the list shorter than what was wanted: it is refused with the roles that there are.
      roles: roles.length === wanted.length ? roles : [],
      division: textOf(given, 'division') ?? actor.division,
    });
    say('已登记 / recorded');
    return 0;
  },
};
