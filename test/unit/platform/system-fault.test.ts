import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectSources } from '../../../adapters/connect-sources.ts';
import { explainFileFault } from '../../../src/platform/embedded-postgres-files.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { explainSystemFault } from '../../../src/platform/system-fault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const fault = (code: string, path?: string) => Object.assign(new Error(`${code}: injected`), { code, path });
const initdb = new Error('Command failed: initdb\ninitdb: error: could not write: No space left on device');
const wrapped = (cause: Error) => new Problem({ code: 'BAD_CONFIGURATION', zh: '写不了', en: 'cannot' }, { cause });

it.each([
  ['a write', fault('ENOSPC')],
  ['a quota', fault('EDQUOT')],
  ['a statement', fault('53100')],
  ['initdb', initdb],
  ['a write that was told otherwise', wrapped(fault('ENOSPC'))],
  ['initdb that was told otherwise', wrapped(initdb)],
])('a full disk at %s is one sentence that asks nobody to delete data', (_, thrown) => {
  expect(explainSystemFault(thrown)?.details).toMatchObject({
    code: 'UNAVAILABLE',
    zh: expect.stringMatching(/^磁盘已满；.*不要删除数据。$/),
    en: expect.stringMatching(/^the disk is full; .*without deleting data$/),
  });
});

it.each(['EACCES', 'EPERM'])('a data folder of another user (%s) is one sentence with its mend', (code) => {
  for (const told of [explainSystemFault(fault(code, '/x/.data')), explainFileFault(fault(code), '/x/.data')]) {
    expect(told).toMatchObject({
      details: { code: 'BAD_CONFIGURATION', field: 'HEDUI_DATA_DIR', en: expect.stringMatching(/\/x\/\.data .*chown/) },
    });
  }
});

it('other faults stay as they are, and a sentence that is there already', () => {
  for (const thrown of [new Error('ours'), fault('EACCES'), wrapped(fault('EACCES', '/x')), 'text']) {
    expect(explainSystemFault(thrown)).toBeNull();
  }
});

it('an exchange folder, or a partner in it, that is a file is one sentence naming entry and path', async () => {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  await mkdir(join(folder.path, 'exchange'));
  await writeFile(join(folder.path, 'exchange', 'finance'), '');
  const key = Buffer.alloc(32, 1).toString('base64');
  for (const path of [file, join(folder.path, 'exchange')]) {
    const connecting = connectSources(
      { finance: { folder: path, key } },
      { division: '320200', clock: systemClock, log: silentLog },
    );
    await expect(connecting).rejects.toMatchObject({
      details: {
        code: 'BAD_CONFIGURATION',
        field: 'endpoints.finance.folder',
        zh: expect.stringContaining(path),
        en: expect.stringContaining(path),
      },
    });
  }
  await folder.remove();
});
