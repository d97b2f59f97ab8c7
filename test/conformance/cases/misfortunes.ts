import assert from 'node:assert/strict';
import { askWithRetry } from '../../../adapters/ask-with-retry.ts';
import { SourceFault } from '../../../src/sources/port.ts';
import { NotShown } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { expectFault, expectNoAnswer, replyOf } from '../expect.ts';

const ALWAYS = 1;

/** A department in trouble: what is asked again, and what is not. */
export const misfortunes: readonly ConformanceCase[] = [
  {
    id: 'quota',
    zh: '超出配额被拒：不是回答，之后以同一请求编号再问',
    en: 'a refusal by quota is no answer, and is asked again later under the same request id',
    shownBy: 'SIMULATOR',
    async run({ connection, simulator, ask, inquiry, known }) {
      if (simulator === null || connection.mode === 'EXCHANGE')
        return new NotShown('文件交换没有每秒配额', 'an exchange of files has no quota by the second');
      simulator.behave({ quotaPerSecond: 1 });
      const questions = Array.from({ length: 6 }, () => inquiry(known));
      const outcomes = await simulator.askAll(questions);
      const busy = outcomes.findIndex(({ kind }) => kind === 'FAULT');
      const [refused, question] = [outcomes[busy], questions[busy]];
      assert.ok(refused !== undefined && question !== undefined, 'of six at once, one is beyond a quota of one');
      expectFault(refused, 'BUSY', true);
      simulator.behave({});
      assert.equal(replyOf(await ask(question)).kind, 'HIT');
      return undefined;
    },
  },
  {
    id: 'timeout',
    zh: '超时：连接看似正常而迟迟不答的，按超时处理，可再问',
    en: 'an answer that begins and never ends is a time-out, and is asked again',
    shownBy: 'SIMULATOR',
    async run({ connection, simulator, ask, inquiry, known }) {
      if (connection.mode === 'EXCHANGE') {
        simulator?.behave({ halfWritten: true });
        assert.equal(replyOf(await ask(inquiry(known))).kind, 'HIT', 'a file half-written is waited for');
        return undefined;
      }
      simulator?.behave({ hang: true });
      expectFault(await ask(inquiry(known), { patienceMs: 300 }), 'TIMEOUT', true);
      return undefined;
    },
  },
  {
    id: 'asked-twice',
    zh: '同一请求编号问两次：对部门是同一次查询，回答相同',
    en: 'the same request id asked twice is one question for the department',
    shownBy: 'ANY',
    async run({ connection, source, simulator, ask, inquiry, known }) {
      const question = inquiry(known);
      const first = replyOf(await ask(question));
      if (connection.mode === 'EXCHANGE') {
        if (simulator === null) return undefined;
        await connection.submit(question.institution ?? '', [question]);
        assert.equal(simulator.timesAsked(question.requestId), 1);
        return undefined;
      }
      if (source.behaviour.attempts === 1)
        return new NotShown('该部门不识别重复请求，只问一次', 'this department knows no repetition and is asked once');
      const second = replyOf(await ask(question));
      assert.deepEqual({ kind: second.kind, facts: second.facts }, { kind: first.kind, facts: first.facts });
      if (simulator === null) return undefined;
      assert.deepEqual(second.raw, first.raw);
      expectFault(await ask({ ...question, name: '另一个人' }), 'REFUSED', false);
      return undefined;
    },
  },
  {
    id: 'attempts',
    zh: '故障时按约定次数再问，均用同一请求编号',
    en: 'a failing department is asked as often as agreed, each time under the same request id',
    shownBy: 'SIMULATOR',
    async run({ connection, source, simulator, inquiry, known, witness }) {
      if (simulator === null || connection.mode === 'EXCHANGE')
        return new NotShown('文件只投送一次', 'a file is laid once');
      simulator.behave({ errorRate: ALWAYS });
      const question = inquiry(known);
      const asking = askWithRetry(source, connection, question, AbortSignal.timeout(20_000));
      await assert.rejects(asking, (thrown) => {
        witness.noteFault(thrown);
        assert.equal(thrown instanceof SourceFault && thrown.reason, 'UNREACHABLE');
        return true;
      });
      assert.equal(simulator.timesAsked(question.requestId), source.behaviour.attempts);
      return undefined;
    },
  },
  {
    id: 'refused',
    zh: '部门拒绝：不再问',
    en: 'a refusal for good is not asked again',
    shownBy: 'SIMULATOR',
    async run({ simulator, ask, inquiry, known }) {
      simulator?.behave({ refusing: true });
      expectFault(await ask(inquiry(known)), 'REFUSED', false);
      return undefined;
    },
  },
  {
    id: 'rubbish',
    zh: '残缺的回答、摘要不符的文件：不是回答',
    en: 'half an answer, or a file whose digest does not match, is no answer',
    shownBy: 'SIMULATOR',
    async run({ simulator, ask, inquiry, known }) {
      simulator?.behave({ rubbish: true });
      expectNoAnswer(await ask(inquiry(known)));
      return undefined;
    },
  },
  {
    id: 'no-certificate',
    zh: '无证件的人不查询',
    en: 'nobody is asked about without a certificate',
    shownBy: 'ANY',
    async run({ connection, ask, inquiry, known }) {
      const question = inquiry(known, { certificate: { type: 'NONE', number: null } });
      // A row that cannot be written never leaves.
      expectFault(await ask(question), connection.mode === 'DIRECT' ? 'REFUSED' : 'UNENCODABLE', false);
      return undefined;
    },
  },
];
