import { readFile } from 'node:fs/promises';
import { asError, Problem } from '../../platform/problem.ts';
import type { PolicyPack } from '../../policy/pack.ts';
import { readPackFiles } from '../../policy/pack-file.ts';
import { POLICY_PACKS } from '../../policy/registry.ts';
import { KNOWN_NAMES } from '../known-names.ts';

/**
 * The pack that a word names: the id of one of the house, or a file.
 * @throws Problem NOT_FOUND, INVALID_INPUT with line and column
 */
export async function readPack(word: string, field: string): Promise<PolicyPack> {
  const known = POLICY_PACKS.find(({ id }) => id === word);
  if (known !== undefined) return known;
  const text = await readText(word, field, {
    zh: '既不是政策包编号，也不是可读的文件；hedui policy list 列出全部政策包。',
    en: 'it is neither the id of a policy pack nor a file that can be read; hedui policy list names all packs',
  });
  const [pack] = readPackFiles([{ name: word, text }], POLICY_PACKS, { apart: true, known: KNOWN_NAMES });
  if (pack === undefined) throw new Error('a pack without a fault is read');
  return pack;
}

/**
 * The pack of the house that has this id.
 * @throws Problem NOT_FOUND
 */
export function housePack(id: string, field: string): PolicyPack {
  const pack = POLICY_PACKS.find((one) => one.id === id);
  if (pack !== undefined) return pack;
  throw new Problem({
    code: 'NOT_FOUND',
    field,
    zh: '没有这个编号的政策包；hedui policy list 列出全部政策包。',
    en: 'no policy pack of the house has this id; hedui policy list names all packs',
  });
}

/**
 * The text of a file that a command was given.
 * @throws Problem NOT_FOUND
 */
export async function readText(
  path: string,
  field: string,
  why = { zh: '没有这个文件，或不可读。', en: 'there is no such file, or it cannot be read' },
): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    const fault = { code: 'NOT_FOUND', field, zh: `${path}：${why.zh}`, en: `${path}: ${why.en}` } as const;
    throw new Problem(fault, { cause: asError(thrown) });
  }
}
