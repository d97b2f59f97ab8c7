import { expect, it } from 'vitest';
import { readRequest } from '../../.config/new-source-request.ts';

it.each([
  ['a bad name', ['Rent', '--zh', '补贴中心', '--transport', 'json'], '小写字母'],
  ['a name that climbs', ['../rent', '--zh', '补贴中心', '--transport', 'json'], '小写字母'],
  ['an existing source', ['tax', '--zh', '补贴中心', '--transport', 'json'], '已存在'],
  ['an existing file', ['hub-source', '--zh', '补贴中心', '--transport', 'json'], '已存在'],
  ['a department of the other list', ['justice', '--zh', '补贴中心', '--transport', 'json'], 'not-connected'],
  ['no Chinese name', ['rent', '--transport', 'json'], '--zh'],
  ['an unknown transport', ['rent', '--zh', '补贴中心', '--transport', 'fax'], '--transport'],
  ['an unknown fact', ['rent', '--zh', '补贴中心', '--transport', 'json', '--fact', 'LUCK'], '--fact'],
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
