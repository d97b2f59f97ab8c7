import Table from 'cli-table3';
import type { ActTerms } from '../../access/acts/define-act.ts';
import { ACTS } from '../../access/acts/registry.ts';
import { READS } from '../../access/may.ts';
import { STAFF_ROLES } from '../../audit/actor.ts';
import type { Role } from '../../audit/actor.ts';
import { say } from './at-the-desk.ts';
import type { Command } from './command.ts';

/** One row of the matrix: a read or an act, and the roles that include it. */
export type AccessRow = {
  readonly kind: 'READ' | 'ACT';
  readonly name: string;
  readonly roles: readonly Role[];
  /** For an act: its target, whether it takes an idempotency key, and the roles that it keeps apart. */
  readonly target?: ActTerms['target'];
  readonly keyed?: boolean;
  readonly apart?: readonly string[];
};

const COLUMNS: readonly Role[] = [...STAFF_ROLES, 'PARTNER', 'APPLICANT', 'SYSTEM'];

/** Every read and every act, with the roles that include it. */
export function accessMatrix(): readonly AccessRow[] {
  const reads = Object.entries(READS).map(([name, roles]): AccessRow => ({ kind: 'READ', name, roles }));
  const acts = ACTS.map(({ name, roles, target, keyed, apart = {} }): AccessRow => ({
    kind: 'ACT',
    name,
    roles,
    target,
    keyed,
    apart: Object.keys(apart),
  }));
  return [...reads, ...acts];
}

/** `hedui access matrix`: the rights of each role, printed from the definitions that the gateway enforces. */
export const accessMatrixCommand: Command = {
  name: 'access matrix',
  zh: '列出每个角色可以进行的查询和操作',
  en: 'which role may read and do what',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  required: [],
  run({ json }) {
    const rows = accessMatrix();
    if (json === true) {
      say(JSON.stringify(rows, null, 2));
      return Promise.resolve(0);
    }
    const table = new Table({
      head: [
        '',
        ...COLUMNS.map((role) => role.replaceAll('_', '\n')),
        '对象\ntarget',
        '幂等键\nkey',
        '须为他人\napart',
      ],
      style: { head: [], border: [] },
    });
    for (const { name, roles, target = '', keyed, apart = [] } of rows) {
      const marks = COLUMNS.map((role) => (roles.includes(role) ? '●' : ''));
      table.push([name, ...marks, target, keyed === true ? '●' : '', apart.join('\n')]);
    }
    say(table.toString());
    return Promise.resolve(0);
  },
};
