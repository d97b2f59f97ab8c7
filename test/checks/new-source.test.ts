import { expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { readRequest } from '../../.config/new-source-request.ts';
import { ROOT } from '../../.config/tree.ts';

it.each([
  ['a bad name', ['Rent', '--zh', '补贴中心', '--transport', 'json'], '小写字母'],
  ['a name that climbs', ['../rent', '--zh', '补贴中心', '--transport', 'json'], '小写字母'],
  ['an existing source', ['tax', '--zh', '补贴中心', '--transport', 'json'], '已存在'],
  ['an existing file', ['hub-source', '--zh', '补贴中心', '--transport', 'json'], '已存在'],
  ['a department of the other list', ['justice', '--zh', '补贴中心', '--transport', 'json'], 'not-connected'],
  ['no Chinese name', ['rent', '--transport', 'json'], '--zh'],
  ['an unknown transport', ['rent', '--zh', '补贴中心', '--transport', 'fax'], '--transport'],
  ['an unknown fact', ['rent', '--zh', '补贴中心', '--transport', 'json', '--fact', 'LUCK'], '--fact'],
  [
    'a fact that nobody made up has',
    ['rent', '--zh', '补贴中心', '--transport', 'json', '--fact', 'BANK_LINE'],
    'BANK_LINE',
  ],
  ['an unknown option', ['rent', '--zh', '补贴中心', '--transport', 'json', '--colour', 'red'], '--colour'],
  ['a second name', ['rent', 'subsidies', '--zh', '补贴中心', '--transport', 'json'], 'subsidies'],
  ['an option without its value', ['rent', '--zh', '--transport', 'json'], '--zh'],
])('refuses %s in one sentence of each language', (_case, args, says) => {
  const refused = readRequest(args);
  expect(Object.keys(refused)).toEqual(['zh', 'en']);
  expect(Object.values(refused).join()).toContain(says);
});

it('reads what is to be laid', () => {
  const asked = { name: 'rent-subsidies', zh: '住房补贴中心', transport: 'soap', fact: 'RENT_SUBSIDY' };
  expect(readRequest(['rent-subsidies', '--zh', '住房补贴中心', '--transport', 'soap'])).toEqual(asked);
  expect(readRequest(['ships', '--zh', '船舶', '--transport', 'json', '--fact', 'SHIP'])).toMatchObject({
    fact: 'SHIP',
  });
});

const ran = (...args: string[]) => spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });

it('shows how it is called where that is asked, and lays nothing', () => {
  for (const words of [['--help'], ['-h'], ['rent', '--zh', '补贴中心', '--transport', 'json', '--help']]) {
    const { status, stdout, stderr } = ran('.config/new-source.ts', ...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('npm run new:source -- NAME');
  }
});

it('ends with 2 and two sentences for words that it does not know', () => {
  const { status, stdout, stderr } = ran('.config/new-source.ts', 'rent', '--colour');
  expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 2 });
});
