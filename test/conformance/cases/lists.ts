import assert from 'node:assert/strict';
import type { DeliveredList } from '../../../src/sources/port.ts';
import { receiveLists } from '../../../src/sources/receive-lists.ts';
import { NotShown } from '../case.ts';
import type { ConformanceCase } from '../case.ts';

/** Lists that a department hands over unasked. */
export const lists: readonly ConformanceCase[] = [
  {
    id: 'delivered-lists',
    zh: '部门移交的名单：按编号逐份接收，行数和摘要与部门所述一致，已接收的不再交付',
    en: 'lists handed over come in the order of their numbers, with the count and digest that are stated, and once taken not again',
    shownBy: 'ANY',
    async run({ connection, source }) {
      if (connection.deliver === undefined)
        return new NotShown('该数据源不移交名单', 'this source hands over no lists');
      const taken: DeliveredList[] = [];
      const keep = async (list: DeliveredList) => void taken.push(list);
      const last = await receiveLists(connection, 0, keep);
      const facts = new Set<string>(source.facts);
      for (const { rows } of taken) {
        assert.ok(
          rows.every((row) => row.facts.every(({ type }) => facts.has(type))),
          'a list gives the types of facts that the source says it gives',
        );
      }
      const before = taken.length;
      assert.equal(await receiveLists(connection, last, keep), last, 'what was taken is not handed over again');
      assert.equal(taken.length, before);
      return undefined;
    },
  },
];
