import { expect, it } from 'vitest';
import { assertUnambiguous } from '../../../adapters/transports/json-bounds.ts';

const refused = expect.objectContaining({ reason: 'FORMAT_CHANGED', retryable: false });

it.each([
  ['a name twice in one object', '{"result":"1","result":"0"}'],
  ['a name twice, once in escapes', '{"result":"1","\\u0072esult":"0"}'],
  ['a name twice in an object of a list', '{"records":[{"a":1},{"a":1,"b":2,"a":3}]}'],
  ['a name twice with room before its colon', '{"a" : 1, "a"\t: 2}'],
  ['lists in lists beyond any answer', '['.repeat(33)],
  ['objects in objects beyond any answer', '{"a":'.repeat(33)],
])('refuses %s', (_case, text) => {
  expect(() => assertUnambiguous(text)).toThrow(refused);
});

it.each([
  ['a name in two objects', '{"a":{"a":1},"b":[{"a":1},{"a":2}]}'],
  ['values that look like names', '{"a":"a","b":["a","a"],"c":"\\"a\\":"}'],
  ['braces in texts', `{"a":"${'[{'.repeat(100)}"}`],
  ['what is no JSON and the parser refuses', '{"a":"unfinished'],
])('leaves %s alone', (_case, text) => {
  expect(() => assertUnambiguous(text)).not.toThrow();
});

it('walks a mebibyte of brackets and of quotes without losing its breath', () => {
  expect(() => assertUnambiguous('"'.repeat(1_048_576))).not.toThrow();
  expect(() => assertUnambiguous('['.repeat(1_048_576))).toThrow(refused);
});
