import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findSource } from '../../../adapters/registry.ts';
import { startSandbox } from '../../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../../adapters/sandbox/sandbox.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { openDepartmentsRoom } from '../../conformance/departments-room.ts';
import { examine, inRoom } from '../../conformance/kit.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: Sandbox;
const at = (name: string) => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  sandbox = await startSandbox({ seed: 'test', dir: folder.path, clock: systemClock, log: silentLog });
  const [known, unknown] = sandbox.population.family('family-clean').members.map(({ name, certificate }) => ({
    name,
    certificate,
    letterNumber: '测试0001',
  }));
  await writeFile(at('endpoints.json'), JSON.stringify(sandbox.endpoints));
  await writeFile(at('people.json'), JSON.stringify({ known, unknown }));
  await writeFile(at('bank-people.json'), JSON.stringify({ known, institution: 'DEMO-A' }));
  await writeFile(at('wrong.json'), JSON.stringify({ known: { ...known, certificate: '320213196001010011' } }));
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});

const examineOwn = (id: string, people: string) => {
  const source = findSource(id);
  if (source === null) throw new RangeError('a source of the registry');
  return inRoom(source, () => openDepartmentsRoom(source, at('endpoints.json'), at(people)), examine);
};

it.each([
  ['tax', 'people.json', 'no-response'],
  ['banks', 'bank-people.json', 'no-record'],
])("asks %s's own endpoint what it can show, and names the rest as not run", async (id, people, notRun) => {
  const findings = await examineOwn(id, people);
  const of = (result: string) => findings.filter((one) => one.result === result).map((one) => one.of.id);
  expect(of('FAILED')).toEqual([]);
  expect(of('PASSED')).toEqual(expect.arrayContaining(['hit', 'identity-mismatch', 'stale', 'asked-twice', 'secrets']));
  expect(of('NOT_RUN')).toEqual(expect.arrayContaining([notRun, 'quota', 'oversize']));
});

it('names the field of a file that cannot be used, without what stands in it', async () => {
  const refused = examineOwn('tax', 'wrong.json');
  await expect(refused).rejects.toMatchObject({ details: { code: 'BAD_CONFIGURATION', field: 'known.certificate' } });
  await expect(refused).rejects.not.toThrow('320213196001010011');
});
