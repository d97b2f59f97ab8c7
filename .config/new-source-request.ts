// What somebody asks for a new source with, or why none is laid.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NOT_CONNECTED } from '../adapters/not-connected.ts';
import { findSource } from '../adapters/registry.ts';
import { isFactType } from './new-source-fields.ts';
import { TRANSPORTS } from './new-source-files.ts';
import type { NewSource } from './new-source-files.ts';
import { ROOT } from './tree.ts';

/** Three fields, of which one may be missing: enough to show the form. */
const EXAMPLE_FACT = 'RENT_SUBSIDY';

type Refusal = { readonly zh: string; readonly en: string };

/** Reads what is asked for, or says in one sentence why it is not laid. */
export function readRequest(args: readonly string[]): NewSource | Refusal {
  const options = { zh: { type: 'string' }, transport: { type: 'string' }, fact: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, strict: false, options });
  const [name = ''] = positionals;
  const { zh, transport, fact = EXAMPLE_FACT } = values;
  if (positionals.length !== 1 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
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
  if (typeof fact !== 'string' || !isFactType(fact)) {
    return {
      zh: '--fact 应为 src/evidence/facts.ts 中已有的核对信息类型',
      en: '--fact is a type of fact of src/evidence/facts.ts, e.g. RENT_SUBSIDY',
    };
  }
  return { name, zh, transport: known, fact };
}
