import process from 'node:process';
import { parseArgs } from 'node:util';
import { NOT_CONNECTED } from '../../adapters/not-connected.ts';
import { findSource, SOURCES } from '../../adapters/registry.ts';
import { Problem } from '../../src/platform/problem.ts';
import { openDepartmentsRoom } from './departments-room.ts';
import { examine, inRoom } from './kit.ts';
import { openSimulatedRoom } from './simulated-room.ts';
import { summaryOf, tableOf } from './table.ts';

const USAGE = `npm run conformance -- SOURCE [--endpoint FILE --people FILE]

  数据源适配器的一致性测试：对模拟部门运行全部用例；给出接口和测试人员文件时，对部门的真实接口运行可运行的用例。
  What every adapter must show: all of it against its simulator; with the two files, against the department's own
  endpoint and test people, what such an endpoint can show.

  SOURCE   ${SOURCES.map(({ id }) => id).join(', ')}
`;

/** @returns the exit code: 0 where nothing failed, 1 where something did, 2 where it could not be run. */
async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) return refuse(USAGE);
  if (asked.values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [id = '', ...others] = asked.positionals;
  const { endpoint, people } = asked.values;
  if (id === '' || others.length > 0 || (endpoint === undefined) !== (people === undefined)) return refuse(USAGE);
  const source = findSource(id);
  if (source === null) return refuse(noSuchSource(id));
  const open =
    endpoint === undefined || people === undefined
      ? openSimulatedRoom
      : () => openDepartmentsRoom(source, endpoint, people);
  try {
    const findings = await inRoom(source, open, examine);
    process.stdout.write(`${source.id} ${source.department.zh} / ${source.department.en}\n${tableOf(findings)}\n`);
    process.stdout.write(`${summaryOf(findings)}\n`);
    return findings.some(({ result }) => result === 'FAILED') ? 1 : 0;
  } catch (thrown) {
    if (thrown instanceof Problem) return refuse(`${thrown.message}\n`);
    throw thrown;
  }
}

/** @returns `null` for words that nobody knows. */
function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { endpoint: { type: 'string' }, people: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

function noSuchSource(id: string): string {
  if (!NOT_CONNECTED.some((department) => department.id === id)) {
    return `没有数据源“${id}”。 / there is no source "${id}".\n\n${USAGE}`;
  }
  return `“${id}”列在 adapters/not-connected.ts 中，尚无适配器可测。 / "${id}" stands in adapters/not-connected.ts and has no adapter yet.\n`;
}

function refuse(text: string): number {
  process.stderr.write(text);
  return 2;
}

// Connections that departments keep open would hold the process.
process.exit(await main(process.argv.slice(2)));
