import { readFile } from 'node:fs/promises';
import { asError, Problem } from '../../platform/problem.ts';
import type { Database } from '../../platform/database.ts';
import { isPack } from '../../policy/pack.ts';
import type { PackOrLayer, PolicyPack } from '../../policy/pack.ts';
import type { PackShelf } from '../../policy/pack-shelf.ts';
import { readPackFiles } from '../../policy/pack-file.ts';
import { POLICY_LAYERS, POLICY_PACKS } from '../../policy/registry.ts';
import { KNOWN_NAMES } from '../known-names.ts';

/**
 * The pack that a word names: the id of one of these packs, or a file.
 * @param packs those of the release, unless an installation's are given.
 * @throws Problem NOT_FOUND, INVALID_INPUT with line and column, or for a layer, by which no case is judged
 */
export async function readPack(
  word: string,
  field: string,
  packs: Iterable<PackOrLayer> = [...POLICY_PACKS, ...POLICY_LAYERS],
): Promise<PolicyPack> {
  const held = [...packs];
  const known = held.find(({ id }) => id === word) ?? (await readFileOf(word, field, held));
  if (isPack(known)) return known;
  throw new Problem({
    code: 'INVALID_INPUT',
    field,
    zh: `${word}：这是供下级沿用的基础层，不能单独用于核对；请给出沿用它的政策包。`,
    en: `${word}: this is a layer that packs inherit, by which no case is judged; name a pack that inherits it`,
  });
}

async function readFileOf(word: string, field: string, packs: readonly PackOrLayer[]): Promise<PackOrLayer> {
  const text = await readText(word, field, {
    zh: '既不是政策包编号，也不是可读的文件；hedui policy list 列出全部政策包。',
    en: 'it is neither the id of a policy pack nor a file that can be read; hedui policy list names all packs',
  });
  const [pack] = readPackFiles([{ name: word, text }], packs, { apart: true, known: KNOWN_NAMES });
  if (pack === undefined) throw new Error('a pack without a fault is read');
  return pack;
}

/**
 * The packs and layers of an installation, those that were loaded among them.
 */
export async function installedPacks({
  packs,
  db,
}: {
  readonly packs: PackShelf<Database>;
  readonly db: Database;
}): Promise<readonly PackOrLayer[]> {
  await packs.renew(db);
  return [...packs, ...packs.layers];
}

/**
 * The pack of the installation that has this id.
 * @throws Problem NOT_FOUND
 */
export function packNamed(packs: readonly PackOrLayer[], id: string, field: string): PolicyPack {
  const pack = packs.find((one) => one.id === id);
  if (pack !== undefined && isPack(pack)) return pack;
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
