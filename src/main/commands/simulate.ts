import { simulate } from '../../reassessment/simulate.ts';
import type { Simulation } from '../../reassessment/simulate.ts';
import { MEASURES, movesBetween } from '../../reassessment/standing.ts';
import type { StockCase } from '../../reassessment/stock.ts';
import type { Matrix } from '../../reassessment/tally.ts';
import { openDesk, say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { installedPacks, readPack } from './read-pack.ts';

/** `hedui simulate`: how many cases would move where if a pack were in force. Writes nothing, asks nobody. */
export const simulateCommand: Command = {
  name: 'simulate',
  zh: '按拟定政策重算已存核对信息，统计各类变化的户数；只读，不查询任何部门',
  en: 'judge stored evidence by a proposed pack and count who would move where; read only, nobody is asked',
  usage: '--policy <id or file> [--cases] [--json]',
  options: { policy: { type: 'string' }, cases: { type: 'boolean' }, json: { type: 'boolean' } },
  required: ['policy'],
  async run(given, life) {
    const { services } = await openDesk(life);
    const pack = await readPack(textOf(given, 'policy') ?? '', '--policy', await installedPacks(services));
    const cases: { number: string; moves: readonly string[]; stale: readonly string[]; reason: string | null }[] = [];
    const simulation = await simulate(services, pack, (one) => {
      const told = given['cases'] === true ? worthTelling(one) : null;
      if (told !== null) cases.push(told);
    });
    if (given['json'] === true) {
      say(JSON.stringify(given['cases'] === true ? { ...simulation, cases } : simulation, null, 2));
      return 0;
    }
    for (const line of linesOf(simulation)) say(line);
    for (const { number, moves, stale, reason } of cases) {
      say(
        `${number}  ${[...moves, ...stale.map((id) => `${id} 过期 stale`), ...(reason === null ? [] : [reason])].join('；')}`,
      );
    }
    return 0;
  },
};

/** A case by its number, where it moves, rests on stale evidence, or cannot be replayed. */
function worthTelling({ number, outcome }: StockCase) {
  if (outcome.kind === 'NO_REPORT') return null;
  if (outcome.kind === 'NOT_REPLAYED') return { number, moves: [], stale: [], reason: outcome.reason };
  // An amount belongs to a family: that it changes is said, not from what to what.
  const moves = movesBetween(outcome).map(({ what, before, after }) =>
    what === 'topUpFen' ? '差额 top-up' : `${what} ${before} → ${after}`,
  );
  const stale = outcome.stale.map(({ sourceId }) => sourceId);
  return moves.length === 0 && stale.length === 0 ? null : { number, moves, stale, reason: null };
}

const NAMES: Readonly<Record<(typeof MEASURES)[number], string>> = {
  overall: '总体结论 overall',
  position: '与标准比较（申报） against the standard, declared',
  positionByFound: '与标准比较（较高者） against the standard, larger of declared and found',
  degree: '收支差额分档 degree of the gap',
};

/** A simulation for a terminal. */
export function linesOf({ packId, asOf, tally }: Simulation): readonly string[] {
  const { inScope, replayed, moved, withoutReport, stale, staleSources, notReplayed } = tally;
  return [
    `政策包 pack ${packId}，截至 as of ${asOf}`,
    `适用 in scope ${inScope} · 已重算 replayed ${replayed} · 有变化 moved ${moved} · 无报告 without report ${withoutReport}`,
    ...MEASURES.flatMap((measure) => moves(NAMES[measure], tally.measures[measure])),
    ...Object.entries(tally.indicators).flatMap(([id, matrix]) => moves(id, matrix)),
    `核对信息过期 stale evidence: ${stale}`,
    ...Object.entries(staleSources).map(([id, { cases, oldest }]) => `  ${id}  ${cases}  最早 oldest ${oldest}`),
    ...Object.entries(notReplayed).map(([reason, cases]) => `不能重算 not replayed ${reason}: ${cases}`),
  ];
}

function moves(name: string, matrix: Matrix): readonly string[] {
  const rows = Object.entries(matrix).flatMap(([before, row]) =>
    Object.entries(row).map(([after, cases]) => `  ${before} → ${after}  ${cases}`),
  );
  return rows.length === 0 ? [] : [name, ...rows];
}
