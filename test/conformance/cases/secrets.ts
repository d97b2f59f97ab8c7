import assert from 'node:assert/strict';
import { closeSources, connectSources } from '../../../adapters/connect-sources.ts';
import { asError } from '../../../src/platform/problem.ts';
import type { ConformanceCase } from '../case.ts';
import { secretsOf } from '../witness.ts';

/** These two come last: they look at all that was logged and thrown before. */
export const secrets: readonly ConformanceCase[] = [
  {
    id: 'entry-without-secrets',
    zh: '接口配置有误时，报错不显示密钥',
    en: 'a wrong endpoints entry is refused without a word of its secrets',
    shownBy: 'ANY',
    async run({ source, entry, witness, division }) {
      const here = { division, clock: { now: () => new Date(0) }, log: witness.log };
      const [secret = ''] = secretsOf(entry);
      const wrong = { ...Object(entry), surplus: secret };
      const refused = await connectSources({ [source.id]: wrong }, here).then(closeSources, asError);
      assert.ok(refused instanceof Error, 'a field that nobody knows is refused');
      witness.noteFault(refused);
      return undefined;
    },
  },
  {
    id: 'secrets',
    zh: '日志和报错不含应用标识、密钥、证件号码和姓名',
    en: 'no log line and no error holds an application key, a signing key, a certificate number or a name',
    shownBy: 'ANY',
    async run({ entry, known, unknown, witness }) {
      const people = [known, unknown].flatMap((person) =>
        person === null ? [] : [person.name, person.certificate.number ?? ''],
      );
      const heard = witness.heard([...secretsOf(entry), ...people]);
      assert.equal(heard.length, 0, `${heard.length} secrets were heard in ${witness.lines} lines`);
      return undefined;
    },
  },
];
