import assert from 'node:assert/strict';
import type { Fact } from '../../../src/evidence/facts.ts';
import { NotShown } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { before, formOf, holds, inPlaceOf } from '../doctors.ts';
import type { Doctor, Form } from '../doctors.ts';
import { expectNoAnswer, expectNoFacts } from '../expect.ts';
import type { Room, Simulator } from '../room.ts';

const FORMULA = Buffer.from('=1+1');
const BELL = Buffer.from([0x07]);
/** No character of UTF-8, GBK or GB 18030 holds it. */
const NO_CHARACTER = Buffer.from([0xff]);
const DEPTH = 20_000;

/** Larger than any cap: 1 MiB of an answer, 64 MiB of a file. */
const OVERSIZE: Readonly<Record<Form, number>> = { JSON: 1_100_000, XML: 1_100_000, BATCH: 67_200_000 };

/** Answers that a department must never give, and attacks that must fail. */
export const hostile: readonly ConformanceCase[] = [
  changed('oversize', '超大的回答不收', 'an answer beyond the cap is none', expectNoAnswer, ({ form }) => {
    const filler = Buffer.alloc(OVERSIZE[form], ' ');
    return (content) => Buffer.concat([content, filler]);
  }),
  changed('bad-encoding', '编码有误的回答不收', 'bytes that are no text are no answer', expectNoAnswer, ({ name }) =>
    inPlaceOf(name, NO_CHARACTER),
  ),
  changed(
    'document-type',
    '带文档类型和实体的回答不收',
    'a document type with entities is refused',
    expectNoAnswer,
    () => {
      const doctype = Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n');
      return (content) => Buffer.concat([doctype, content]);
    },
  ),
  changed('entities', '实体不展开', 'entities are not expanded into a name', expectNoFacts, ({ name }) =>
    inPlaceOf(name, Buffer.from('&a;')),
  ),
  changed('deep-nesting', '嵌套过深的回答不收', 'deep nesting is refused', expectNoAnswer, ({ form }) => {
    if (form === 'JSON') return before('"', `"x":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)},`);
    return form === 'XML' ? before('</soap:Body>', `${'<x>'.repeat(DEPTH)}${'</x>'.repeat(DEPTH)}`) : null;
  }),
  changed(
    'prototype-keys',
    '名为 __proto__ 的字段不收',
    'fields named like prototypes are refused',
    expectNoAnswer,
    ({ form }) => {
      if (form === 'JSON') return before('"', '"__proto__":{"kind":"HIT"},');
      return form === 'XML' ? before('</soap:Body>', '<__proto__><kind>HIT</kind></__proto__>') : null;
    },
  ),
  changed(
    'said-twice',
    '同一字段出现两次的回答不收',
    'a field that stands twice in an answer is refused',
    expectNoAnswer,
    ({ form }) => {
      if (form === 'JSON')
        return (content) => Buffer.from(content.toString().replace(/^\{("[^"]+":"[^"]*")/, '{$1,$1'));
      if (form === 'XML') return (content) => twice(content, /<([A-Za-z]+)>[^<]*<\/\1>/);
      return (content) => twice(content, /[^\n]+\n$/);
    },
  ),
  changed(
    'other-request',
    '答非所问的请求编号不收',
    'an answer to another request id is refused',
    expectNoAnswer,
    ({ requestId }) => inPlaceOf(requestId, Buffer.from('0b6f7c6e-1111-4222-8333-944445555666')),
  ),
  changed(
    'other-number',
    '他人号码的回答不收',
    "an answer about another person's number is refused",
    expectNoAnswer,
    ({ number }) => inPlaceOf(number, Buffer.from('320213196001010011')),
  ),
  changed(
    'other-name',
    '他人姓名的回答不带核对信息',
    'an answer about another name has no facts',
    expectNoFacts,
    ({ name }) => inPlaceOf(name, Buffer.from('Zhang')),
  ),
  changed(
    'formula-name',
    '公式样的姓名只作文字',
    'a name like a formula is another name, nothing else',
    expectNoFacts,
    ({ name }) => inPlaceOf(name, FORMULA),
  ),
  changed(
    'control-characters',
    '含控制字符的姓名不收',
    'control characters make no name',
    expectNoFacts,
    ({ name, form }) => (form === 'JSON' ? jsonEscaped(name, '\\u001b[2J') : inPlaceOf(name, BELL)),
  ),
  {
    id: 'texts-of-facts',
    zh: '核对信息中的文字：公式样的原样保留，含控制字符的搁置',
    en: 'texts in facts: like a formula they stay what they are, with control characters they are set aside',
    shownBy: 'SIMULATOR',
    async run(room) {
      const simulator = simulated(room);
      const texts = textsOf(simulator.facts).filter((text) => holds(simulator.genuine, text));
      if (texts.length === 0) return new NotShown('其核对信息没有文字', 'its facts have no text');
      for (const text of texts) {
        const question = room.inquiry(room.known);
        const calculated = await simulator.askThrough(inPlaceOf(text, FORMULA), question);
        if (calculated.kind !== 'REPLY') expectNoAnswer(calculated);
        else assert.match(JSON.stringify(calculated.reply.facts), /"=1\+/, 'a formula stays text');
        const control = formOf(simulator.genuine) === 'JSON' ? jsonEscaped(text, '\\u001b[2J') : inPlaceOf(text, BELL);
        const spoilt = await simulator.askThrough(control, room.inquiry(room.known));
        if (spoilt.kind !== 'REPLY') expectNoAnswer(spoilt);
        else {
          assert.doesNotMatch(
            JSON.stringify(spoilt.reply.facts),
            /\\u00[01]/,
            'a text with control characters was taken',
          );
          assert.equal(spoilt.reply.kind, 'PARTIAL', 'its record is set aside');
        }
      }
      return undefined;
    },
  },
];

type Answer = {
  readonly form: Form;
  /** As the register has it. */
  readonly name: string;
  readonly number: string;
  readonly requestId: string;
};

/** A case of one change to the genuine answer. @param doctorFor `null` where its form knows no such thing. */
function changed(
  id: string,
  zh: string,
  en: string,
  expected: typeof expectNoAnswer,
  doctorFor: (answer: Answer) => Doctor | null,
): ConformanceCase {
  return {
    id,
    zh,
    en,
    shownBy: 'SIMULATOR',
    async run(room) {
      const simulator = simulated(room);
      const question = room.inquiry(room.known);
      const form = formOf(simulator.genuine);
      const doctor = doctorFor({ form, ...simulator.recorded, requestId: question.requestId });
      if (doctor === null) return new NotShown('文件格式无此结构', 'a file of rows has no such thing');
      let touched = false;
      const outcome = await simulator.askThrough((content) => {
        const doctored = doctor(content);
        touched ||= !doctored.equals(content);
        return doctored;
      }, question);
      assert.ok(touched, 'the answer has nothing that could be changed so');
      expected(outcome);
      assert.equal(Object.hasOwn(Object.prototype, 'kind'), false);
      return undefined;
    },
  };
}

function simulated({ simulator }: Room): Simulator {
  assert.ok(simulator !== null, 'this takes a simulator');
  simulator.behave({});
  return simulator;
}

function jsonEscaped(text: string, escape: string): Doctor {
  return (content) => Buffer.from(content.toString().replaceAll(`"${text}"`, `"${text}${escape}"`));
}

function twice(content: Buffer, part: RegExp): Buffer {
  return Buffer.from(
    content.toString('latin1').replace(part, (found) => found + found),
    'latin1',
  );
}

/** Texts that are words of somebody, not codes, dates or numbers. */
function textsOf(facts: readonly Fact[]): readonly string[] {
  const values = facts.flatMap((fact) => Object.values(fact).filter((value) => typeof value === 'string'));
  return [...new Set(values)].filter((value) => /\p{Script=Han}/u.test(value));
}
