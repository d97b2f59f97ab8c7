import assert from 'node:assert/strict';
import { askAll } from '../../../src/sources/ask-all.ts';
import { NotShown } from '../case.ts';
import type { ConformanceCase } from '../case.ts';

const PATIENCE_MS = 20_000;

/** Several questions at once: the way to ask is the adapter's own, what comes of them is not. */
export const together: readonly ConformanceCase[] = [
  {
    id: 'asked-together',
    zh: '同时提出的多个查询：按原顺序各有其结果，与单独查询相同',
    en: 'several questions at once: each has its own outcome, in their order, the same as alone',
    shownBy: 'SIMULATOR',
    async run({ connection, inquiry, known, unknown }) {
      if (connection.mode === 'EXCHANGE')
        return new NotShown('文件本来就装多个查询', 'a file holds many questions as it is');
      if (unknown === null) return new NotShown('未指定无记录的测试人员', 'nobody without a record was named');
      const asked = [known, unknown, known].map((person) => inquiry(person));
      const outcomes = await askAll(connection, asked, AbortSignal.timeout(PATIENCE_MS));
      const told = outcomes.map((outcome) => ('reply' in outcome ? outcome.reply.kind : outcome.fault.reason));
      assert.deepEqual(told, ['HIT', 'NO_RECORD', 'HIT']);
      assert.deepEqual(
        outcomes.map(({ requestId }) => requestId),
        asked.map(({ requestId }) => requestId),
      );
      return undefined;
    },
  },
];
