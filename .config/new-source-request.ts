// Reads the request for a new source, or says why no files are written.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NOT_CONNECTED } from '../adapters/not-connected.ts';
import { findSource } from '../adapters/registry.ts';
import { isFactType } from './new-source-fields.ts';
import { TRANSPORTS } from './new-source-files.ts';
import type { NewSource } from './new-source-files.ts';
import { ROOT } from './tree.ts';

/** A fact with three fields, one of them optional: enough to show the form. */
const EXAMPLE_FACT = 'RENT_SUBSIDY';

type Refusal = { readonly zh: string; readonly en: string };

/** Reads the request, or explains in one sentence why no files are written. */
export function readRequest(args: readonly string[]): NewSource | Refusal {
  const read = readArguments(args);
  if ('zh' in read) return read;
  const { values, positionals } = read;
  const [name = '', surplus] = positionals;
  if (surplus !== undefined) return unknownWord(surplus);
  const { zh, transport, fact = EXAMPLE_FACT } = values;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    return {
      zh: '数据源的名称应为小写字母、数字和连字符，以字母开头，不超过 40 个字符，如 civil-affairs',
      en: 'the name of a source has small letters, digits and single hyphens, begins with a letter and has at most 40 characters, e.g. civil-affairs',
    };
  }
  if (findSource(name) !== null || existsSync(join(ROOT, `adapters/${name}.ts`))) {
    return {
      zh: `数据源或文件 ${name} 已存在，请另取名称`,
      en: `there is a source or a file ${name} already; choose another name`,
    };
  }
  if (NOT_CONNECTED.some(({ id }) => id === name)) {
    return {
      zh: `${name} 列在 adapters/not-connected.ts 中，请先从中删去`,
      en: `${name} stands in adapters/not-connected.ts; take it out there first`,
    };
  }
  if (typeof zh !== 'string' || !/^[\p{Script=Han}（）、]{2,40}$/u.test(zh)) {
    return {
      zh: '请用 --zh 给出中文名称，2 至 40 个汉字',
      en: 'give the Chinese name with --zh, 2 to 40 Chinese characters',
    };
  }
  const known = TRANSPORTS.find((one) => one === transport);
  if (known === undefined) {
    return {
      zh: `请用 --transport 指定接口方式：${TRANSPORTS.join('、')}`,
      en: `give the transport with --transport: ${TRANSPORTS.join(', ')}`,
    };
  }
  if (!isFactType(fact)) {
    return {
      zh: '--fact 应为 src/evidence/facts.ts 中已有的核对信息类型',
      en: '--fact is a type of fact of src/evidence/facts.ts, e.g. RENT_SUBSIDY',
    };
  }
  if (UNSHOWN_FACTS.has(fact)) {
    return {
      zh: `没有演示人员带有 ${fact}，无法生成用例，请换用其他核对信息类型`,
      en: `no made-up person has a ${fact}, so that no case table can be laid; choose another type of fact`,
    };
  }
  return { name, zh, transport: known, fact };
}

/** The usage of the command. */
export const USAGE = `npm run new:source -- NAME --zh 名称 --transport json|soap|batch [--fact FACT]

  生成一个数据源：适配器、模拟部门、用例表，并登记到两份清单。
  Lays a new source: its adapter, its simulator and its case table, and enters it in the two lists.

  NAME         小写字母、数字和连字符 / small letters, digits and hyphens, e.g. rent-subsidies
  --zh         中文名称，2 至 40 个汉字 / its Chinese name
  --transport  ${TRANSPORTS.join(', ')}
  --fact       核对信息类型，默认 ${EXAMPLE_FACT} / type of fact of src/evidence/facts.ts
  --help       显示本说明 / shows this
`;

/** Whether the arguments ask for help. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/** The answer to a threshold question follows from the question, so no person has it as a fact. */
const UNSHOWN_FACTS: ReadonlySet<string> = new Set(['BANK_LINE']);

function readArguments(args: readonly string[]) {
  const options = { zh: { type: 'string' }, transport: { type: 'string' }, fact: { type: 'string' } } as const;
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, strict: false, tokens: true, options });
  const unknown = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(options, token.name));
  if (unknown?.kind === 'option') return unknownWord(unknown.rawName);
  const bare = tokens.find(
    (token) => token.kind === 'option' && (token.value === undefined || token.value.startsWith('--')),
  );
  if (bare?.kind === 'option') {
    return { zh: `${bare.rawName} 后面须给出值`, en: `a value must stand after ${bare.rawName}` };
  }
  return parseArgs({ args: [...args], allowPositionals: true, options });
}

function unknownWord(word: string): Refusal {
  return {
    zh: `不认识“${word}”；用法见 npm run new:source -- --help`,
    en: `"${word}" is unknown; npm run new:source -- --help shows what may be given`,
  };
}
