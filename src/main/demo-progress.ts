import { z } from 'zod';
import { NOT_CONNECTED } from '../../adapters/not-connected.ts';
import { SOURCES } from '../../adapters/registry.ts';
import stringWidth from 'string-width';
import { shanghaiTime } from '../platform/calendar-date.ts';

export const PROGRESS = `
  subscription Progress($id: ID!) {
    verificationProgress(id: $id) { at event sourceId institution kind questionId }
  }`;

export const progressEvent = z.object({
  verificationProgress: z.object({
    at: z.iso.datetime(),
    event: z.string(),
    sourceId: z.string().nullable(),
    institution: z.string().nullable(),
    kind: z.string().nullable(),
    questionId: z.string().nullable(),
  }),
});
type Entry = z.infer<typeof progressEvent>['verificationProgress'];

const KINDS: Readonly<Record<string, string>> = {
  HIT: '有记录',
  NO_RECORD: '无记录',
  NO_RESPONSE: '未反馈',
  PARTIAL: '部分反馈',
  NOT_AUTHORISED: '未授权',
  IDENTITY_MISMATCH: '身份不符',
  STALE: '数据过期',
};

const NAMES = new Map([
  ...[...SOURCES, ...NOT_CONNECTED].map(({ id, department }): [string, string] => [id, department.zh]),
  ...SOURCES.flatMap(({ id, institutions }) =>
    institutions.map(({ code, zh }): [string, string] => [`${id}/${code}`, zh]),
  ),
]);

type Body = { readonly askedAt: Date; readonly asked: Set<string>; readonly kinds: string[] };

/**
 * Turns progress into lines for a person: a line when a body is asked, and one when it has answered everything that
 * it was asked, with the time that it took.
 */
export class ProgressLines {
  readonly #bodies = new Map<string, Body>();

  /** The line that this entry completes, or `null`. */
  next(entry: Entry): string | null {
    const at = new Date(entry.at);
    const key = entry.institution === null ? `${entry.sourceId}` : `${entry.sourceId}/${entry.institution}`;
    const name = NAMES.get(key) ?? key;
    switch (entry.event) {
      case 'REQUESTED':
        return line(at, '核对', '已受理');
      case 'PLANNED':
        return line(at, '核对', '已列出全部问题');
      case 'WAITING_QUOTA':
        return line(at, NAMES.get(`${entry.sourceId}`) ?? key, '等待配额');
      case 'WAITING_WINDOW':
        return line(at, NAMES.get(`${entry.sourceId}`) ?? key, '等待服务时段');
      case 'ASKED': {
        const body = this.#bodies.get(key) ?? { askedAt: at, asked: new Set<string>(), kinds: [] };
        const first = !this.#bodies.has(key);
        this.#bodies.set(key, body);
        if (entry.questionId !== null) body.asked.add(entry.questionId);
        return first ? line(at, name, '已发出查询') : null;
      }
      case 'ANSWERED': {
        const body = this.#bodies.get(key);
        const kind = KINDS[entry.kind ?? ''] ?? '';
        if (body === undefined) return line(at, name, kind);
        body.kinds.push(kind);
        if (body.kinds.length < body.asked.size) return null;
        const seconds = ((at.getTime() - body.askedAt.getTime()) / 1000).toFixed(1);
        return line(at, name, `${summary(body.kinds)}（用时 ${seconds} 秒）`);
      }
      case 'REPORT_ISSUED':
        return line(at, '核对', '报告已出具');
      default:
        return line(at, name, entry.event);
    }
  }
}

function summary(kinds: readonly string[]): string {
  const counts = Map.groupBy(kinds, (kind) => kind);
  return [...counts].map(([kind, group]) => `${kind} ${group.length} 人`).join('，');
}

const NAME_WIDTH = 30;

function line(at: Date, name: string, what: string): string {
  return `  ${shanghaiTime(at).slice(11)}  ${name}${' '.repeat(Math.max(1, NAME_WIDTH - stringWidth(name)))}${what}`;
}
