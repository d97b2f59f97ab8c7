import Table from 'cli-table3';
import { kindOfRecord } from '../../evidence/unread-records.ts';
import type { Words } from '../../indicators/outcome.ts';
import { shanghaiTime } from '../../platform/calendar-date.ts';
import { missingHolidayWords, missingHolidayYear } from '../../platform/missing-holidays.ts';
import type { Trouble } from '../../sources/items.ts';
import type { SourceItem } from '../../sources/read-items.ts';
import { readSources } from '../../sources/view.ts';
import type { SourceView } from '../../sources/view.ts';
import { openDesk, say } from './at-the-desk.ts';
import type { Command } from './command.ts';

const STATES: Readonly<Record<SourceView['state'] | Trouble, string>> = {
  NOT_CONNECTED: '未接入 not connected',
  FORMAT_CHANGED: '格式变更 format changed',
  RECORDS_UNREAD: '有记录未能读取 records unread',
  SILENT: '静默 silent',
  RESTING: '熔断 resting',
  OUT_OF_HOURS: '时段外 out of hours',
  READY: '正常 ready',
};

/** `hedui sources`: how every source does. */
export const sourcesCommand: Command = {
  name: 'sources',
  zh: '各数据源的状态、剩余配额、时延和异常',
  en: 'state, quota left, latency and trouble of every source',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  required: [],
  async run({ json }, life) {
    const { services, foundation } = await openDesk(life);
    const views = await readSources(services);
    if (json === true) say(JSON.stringify(views, null, 2));
    else print(views);
    const year = missingHolidayYear(services.clock.now(), foundation.holidays.publishedThrough);
    // Beside the table, not in it: what reads the JSON is not disturbed.
    if (year !== null && json !== true) sayBoth(missingHolidayWords(year));
    return 0;
  },
};

function sayBoth({ zh, en }: Words): void {
  say(`\n! ${zh}\n  ${en}`);
}

function print(views: readonly SourceView[]): void {
  const table = new Table({
    head: [
      '数据源\nsource',
      '状态\nstate',
      '剩余 秒/日/并发\nleft',
      '时延 p50/p95/p99\nlatency',
      '最近反馈\nlast answer',
      '开放\nopens',
    ],
    style: { head: [], border: [] },
  });
  for (const view of views) table.push(row(view));
  say(table.toString());
  for (const item of views.flatMap(({ items }) => items)) say(described(item));
}

function row({ source, state, line, latency, lastAnsweredAt, opensAt }: SourceView): string[] {
  const shared = (source.terms?.hub ?? null) === null ? '' : ' *';
  return [
    `${source.id}\n${source.department.zh}`,
    STATES[state],
    line === null ? '' : `${line.left.second}/${line.left.day}/${line.left.places}${shared}`,
    latency === null ? '' : [latency.p50Ms, latency.p95Ms, latency.p99Ms].map(duration).join('/'),
    told(lastAnsweredAt),
    told(opensAt),
  ];
}

function described({
  sourceId,
  institution,
  kind,
  openedAt,
  times,
  waitingCases,
  expectedAt,
  sample,
  unread,
  events,
}: SourceItem) {
  const who = institution === null ? sourceId : `${sourceId} ${institution}`;
  const reminders = events.filter(({ act }) => act === 'REMINDED').length;
  const lines = [
    `\n${who}  ${STATES[kind]}  自 since ${told(openedAt)}`,
    `  次数 times ${times} · 等待 waiting cases ${waitingCases} · 催办 reminders ${reminders}`,
  ];
  if (expectedAt !== null) lines.push(`  预计恢复 expected ${told(expectedAt)}`);
  for (const { fact, count } of unread) {
    const { zh, en } = kindOfRecord(fact);
    lines.push(`  ${zh} ${en} × ${count}`);
  }
  if (sample !== null) {
    lines.push(`  ${sample.form} ${sample.bytes} B`, ...sample.differences.map((one) => `  ≠ ${one}`));
    for (const { path, type, shortest, longest } of sample.fields) {
      lines.push(`    ${path}  ${type}${longest === 0 ? '' : ` ${shortest}-${longest}`}`);
    }
  }
  return lines.join('\n');
}

/** `150ms`, `2.4s`, `90m`, `31h`: a bank takes a night. */
function duration(ms: number): string {
  if (ms < 1_000) return `${ms}ms`;
  if (ms < 120_000) return `${(ms / 1_000).toFixed(1)}s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)}m` : `${Math.round(ms / 3_600_000)}h`;
}

function told(at: Date | null): string {
  return at === null ? '' : shanghaiTime(at).slice(0, 16);
}
