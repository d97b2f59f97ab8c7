import { closeSources, connectSources } from '../../../adapters/connect-sources.ts';
import { findSource } from '../../../adapters/registry.ts';
import { replaySource } from '../../../jobs/replay-source.ts';
import { Problem } from '../../platform/problem.ts';
import { splitEntry } from '../behaviour.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';

const STILL_UNREAD = 3;

/** `hedui replay`: reads kept answers through an adapter that was mended. Asks nobody anything. */
export const replayCommand: Command = {
  name: 'replay',
  zh: '适配器修复后，重读留存的原始反馈；读出的按迟到反馈处理',
  en: 'read kept answers again after the adapter was mended; those that read are late answers',
  usage: '--source <id>',
  options: { source: { type: 'string' } },
  required: ['source'],
  async run(given, life) {
    const id = textOf(given, 'source') ?? '';
    const definition = findSource(id);
    if (definition === null) throw noSuchSource();
    const { foundation, services, endpoints, principal, actor } = await openDesk(life);
    if (foundation.config.sources.kind !== 'file') throw needsFile();
    const connections = await connectSources(
      { [id]: splitEntry(id, endpoints[id]).endpoint },
      { ...foundation, division: foundation.config.division },
    );
    life.add('sources', () => closeSources(connections));
    const connection = connections.get(id);
    const planned = services.sources.find((source) => source.id === id);
    if (connection === undefined || planned === undefined) throw noSuchSource();
    const { taken, unread } = await replaySource(
      services,
      { principal, requestId: actor.checkId },
      { definition, planned, connection },
    );
    say(`已读出 ${taken}，仍不可读 ${unread} / taken ${taken}, still not readable ${unread}`);
    return unread === 0 ? 0 : STILL_UNREAD;
  },
};

function noSuchSource(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: '--source',
    zh: '没有这个数据源；hedui sources 列出全部数据源。',
    en: 'there is no such source; hedui sources lists them all',
  });
}

function needsFile(): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_SOURCES_FILE',
    zh: '重读需要各部门的接口设置；请设置 HEDUI_SOURCES_FILE。',
    en: 'reading again needs the settings of the departments; set HEDUI_SOURCES_FILE',
  });
}
