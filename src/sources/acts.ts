import type { Acting } from '../audit/acting.ts';
import type { LookEntry } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { logEventsInTrx } from './items.ts';
import type { Body } from './items.ts';

/**
 * Notes that somebody has reminded a department 催办; each reminder stays in the log of its item.
 *
 * @throws Problem CONFLICT when nothing is the matter with this body.
 */
export async function remindSourceInTrx(acting: Acting, body: Body): Promise<void> {
  const { trx, at, actor } = acting;
  await logEventsInTrx(trx, at, actor, 'REMINDED', await lockItemsInTrx(trx, body));
  acting.look(lookAtSource(acting, 'REMIND_SOURCE', body));
}

/**
 * Notes when a department says that it will be back.
 *
 * @throws Problem INVALID_INPUT for an instant that is over, CONFLICT when nothing is the matter with this body.
 */
export async function setExpectedTimeInTrx(acting: Acting, body: Body, expectedAt: Date): Promise<void> {
  const { trx, at, actor } = acting;
  if (expectedAt <= at) throw isOver();
  const ids = await lockItemsInTrx(trx, body);
  await trx.updateTable('source_item').set({ expected_at: expectedAt }).where('id', 'in', ids).execute();
  await logEventsInTrx(trx, at, actor, 'EXPECTED_TIME_SET', ids, expectedAt);
  acting.look(lookAtSource(acting, 'SET_EXPECTED_TIME', body));
}

function lookAtSource(
  { actor }: Acting,
  act: 'REMIND_SOURCE' | 'SET_EXPECTED_TIME',
  { sourceId, institution }: Body,
): LookEntry {
  const about = institution === '' ? { sourceId } : { sourceId, institution };
  return { act, purpose: 'OPERATION', ...about, fieldKinds: [], outcome: 'DONE', division: actor.division };
}

async function lockItemsInTrx(trx: Database, { sourceId, institution }: Body): Promise<readonly string[]> {
  const items = await trx
    .selectFrom('source_item')
    .select('id')
    .where('source_id', '=', sourceId)
    .where('institution', '=', institution)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (items.length === 0) throw nothingTheMatter();
  return items.map(({ id }) => id);
}

function nothingTheMatter(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'sourceId',
    zh: '该数据源（或该机构）目前没有未了结的异常；请先刷新列表。',
    en: 'nothing is the matter with this source or body of it now; read the list again',
  });
}

function isOver(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'expectedAt',
    zh: '预计恢复时间已经过去；请填写将来的时间。',
    en: 'the expected time is over; give one that is to come',
  });
}
