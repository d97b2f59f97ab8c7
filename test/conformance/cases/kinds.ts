import assert from 'node:assert/strict';
import { NotShown } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { replyOf } from '../expect.ts';

/** A name that nobody of the made-up people has. */
const NOBODY = '查无此名';

/** The four kinds of answer that are a department's to say. */
export const kinds: readonly ConformanceCase[] = [
  {
    id: 'hit',
    zh: '有记录：如实转为核对信息，注明地域和数据截止日',
    en: 'HIT: what the department knows, with territory and data date',
    shownBy: 'ANY',
    async run(room) {
      const reply = replyOf(await room.ask(room.inquiry(room.known)));
      assert.equal(reply.kind, 'HIT');
      assert.ok(reply.facts.length > 0, 'a hit has facts');
      assert.ok(reply.raw.byteLength > 0, 'the answer is kept as it came');
      assert.equal(reply.coverage.territory, room.territory);
      assert.notEqual(reply.dataDate, null, 'without a data date nothing can ever be stale');
      const types = new Set<string>(room.source.facts);
      assert.ok(
        reply.facts.every(({ type }) => types.has(type)),
        'it gives the types of facts that it says it gives',
      );
      if (room.simulator === null) return undefined;
      const { facts } = room.simulator;
      // One of the many institutions knows only a part.
      if (room.institution === '') assert.deepEqual(reply.facts, facts);
      else
        for (const fact of reply.facts)
          assert.ok(
            facts.some((one) => sameAs(one, fact)),
            'a fact that was made up',
          );
      return undefined;
    },
  },
  {
    id: 'no-record',
    zh: '无记录：注明地域和数据截止日，不带核对信息',
    en: 'NO_RECORD: with territory and data date, without a fact',
    shownBy: 'ANY',
    async run(room) {
      if (room.unknown === null) return new NotShown('未指定无记录的测试人员', 'nobody without a record was named');
      const { kind, facts, coverage, dataDate } = replyOf(await room.ask(room.inquiry(room.unknown)));
      assert.deepEqual({ kind, facts }, { kind: 'NO_RECORD', facts: [] });
      assert.equal(coverage.territory, room.territory);
      assert.notEqual(dataDate, null, 'without a data date nothing can ever be stale');
      return undefined;
    },
  },
  {
    id: 'identity-mismatch',
    zh: '身份不符：登记为他人姓名的，不带核对信息',
    en: 'IDENTITY_MISMATCH: recorded under another name, without a fact',
    shownBy: 'ANY',
    async run(room) {
      const { kind, facts } = replyOf(await room.ask(room.inquiry({ ...room.known, name: NOBODY })));
      assert.deepEqual({ kind, facts }, { kind: 'IDENTITY_MISMATCH', facts: [] });
      return undefined;
    },
  },
  {
    id: 'partial',
    zh: '部分反馈：注明缺失项目，缺失的不当作无记录',
    en: 'PARTIAL: says what lacks, and keeps what came',
    shownBy: 'SIMULATOR',
    async run({ source, institution, simulator, ask, inquiry, known }) {
      if (institution !== '')
        return new NotShown(
          '各机构分别反馈，合计为部分',
          'of many bodies each answers for itself: a part is a sum over them',
        );
      if (source.neverPartial === true)
        return new NotShown('其协议不能表示部分反馈', 'its protocol has no word for a part');
      simulator?.behave({ partial: true });
      const { kind, facts, missing = [] } = replyOf(await ask(inquiry(known)));
      assert.equal(kind, 'PARTIAL');
      assert.ok(missing.length > 0, 'a part says what lacks');
      assert.ok(missing.every((type) => source.facts.includes(type)));
      const all = simulator?.facts ?? [];
      const whole = (one: (typeof all)[number]) => !missing.includes(one.type);
      assert.deepEqual(facts.filter(whole), all.filter(whole), 'what does not lack is there');
      for (const fact of facts)
        assert.ok(
          all.some((one) => sameAs(one, fact)),
          'a fact that was made up',
        );
      return undefined;
    },
  },
];

function sameAs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
