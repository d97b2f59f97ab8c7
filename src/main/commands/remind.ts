import { perform } from '../../access/acts/perform.ts';
import { remindSourceAct, setExpectedTimeAct } from '../../access/acts/source.ts';
import { Problem } from '../../platform/problem.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';

/** `hedui remind`: notes that a department was reminded, and when it says that it will be back. */
export const remindCommand: Command = {
  name: 'remind',
  zh: '登记一次催办；可同时登记预计恢复时间',
  en: 'note a reminder, and when the department says that it will be back',
  usage: '--source <id> [--institution <code>] [--expected <2018-03-05T18:00:00+08:00>]',
  options: { source: { type: 'string' }, institution: { type: 'string' }, expected: { type: 'string' } },
  required: ['source'],
  async run(given, life) {
    const expected = textOf(given, 'expected');
    const expectedAt = expected === undefined ? null : readInstant(expected);
    const { services, principal, actor } = await openDesk(life);
    const body = { sourceId: textOf(given, 'source') ?? '', institution: textOf(given, 'institution') ?? '' };
    await perform(services, principal, actor.checkId, remindSourceAct, body);
    if (expectedAt !== null) {
      await perform(services, principal, actor.checkId, setExpectedTimeAct, { ...body, expectedAt });
    }
    say('已登记 / noted');
    return 0;
  },
};

function readInstant(text: string): Date {
  const at = new Date(text);
  // Without its offset it would be the machine's own.
  if (/T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(at.getTime())) return at;
  throw new Problem({
    code: 'INVALID_DATE',
    field: '--expected',
    zh: '--expected 应为带时区的时间，例如 2018-03-05T18:00:00+08:00。',
    en: '--expected takes an instant with its offset, e.g. 2018-03-05T18:00:00+08:00',
  });
}
