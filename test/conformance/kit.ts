import { AssertionError } from 'node:assert';
import type { SourceDefinition } from '../../src/sources/port.ts';
import { NotShown } from './case.ts';
import type { ConformanceCase, Words } from './case.ts';
import { gatewayKinds } from './cases/gateway-kinds.ts';
import { hostile } from './cases/hostile.ts';
import { kinds } from './cases/kinds.ts';
import { lists } from './cases/lists.ts';
import { misfortunes } from './cases/misfortunes.ts';
import { spoilt } from './cases/spoilt.ts';
import { secrets } from './cases/secrets.ts';
import { together } from './cases/together.ts';
import type { Room } from './room.ts';

/** Everything that every adapter must show, in the order in which it is run. */
export const KIT: readonly ConformanceCase[] = [
  ...kinds,
  ...gatewayKinds,
  ...together,
  ...lists,
  ...misfortunes,
  ...hostile,
  ...spoilt,
  ...secrets,
];

/** The result of one case. */
export type Finding = { readonly of: ConformanceCase } & (
  | { readonly result: 'PASSED' }
  | { readonly result: 'FAILED'; readonly why: string }
  | { readonly result: 'NOT_RUN'; readonly why: Words }
);

/** Runs the kit in a room, one case after the other. */
export async function examine(room: Room): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const of of KIT) findings.push(await examineOne(of, room));
  return findings;
}

/** One case, in a room where the department behaves as usual. */
export async function examineOne(of: ConformanceCase, room: Room): Promise<Finding> {
  if (of.shownBy === 'SIMULATOR' && room.simulator === null) {
    const why = { zh: '只能由模拟部门显示', en: 'only a simulator can show it' };
    return { of, result: 'NOT_RUN', why };
  }
  room.simulator?.behave({});
  try {
    const shown = await of.run(room);
    return shown instanceof NotShown ? { of, result: 'NOT_RUN', why: shown.why } : { of, result: 'PASSED' };
  } catch (thrown) {
    if (!(thrown instanceof AssertionError)) throw thrown;
    return { of, result: 'FAILED', why: thrown.message };
  } finally {
    room.simulator?.behave({});
  }
}

/** Opens a room, uses it and closes it. */
export async function inRoom<T>(
  source: SourceDefinition,
  open: (source: SourceDefinition) => Promise<Room>,
  use: (room: Room) => Promise<T>,
): Promise<T> {
  const room = await open(source);
  try {
    return await use(room);
  } finally {
    await room.close();
  }
}
