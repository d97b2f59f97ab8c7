import { Problem } from '../platform/problem.ts';
import { pathText } from './issue-words.ts';
import { readJsonText } from './json-text.ts';
import type { PackOrLayer } from './pack.ts';
import { checkPacks, packName } from './validate.ts';
import type { CheckOptions } from './validate.ts';

/** A policy file as it was read from the disk. */
export type PackText = { readonly name: string; readonly text: string };

/**
 * Reads packs from their files, checked together with those of the house, from which they may inherit. A file whose id
 * the house has takes that pack's place.
 * @param options as of {@link checkPacks}: a proposal need not follow what is in force without overlap.
 * @returns the packs of the files, whole, in the order of the files.
 * @throws Problem INVALID_INPUT naming file, line and column of each fault, and how to mend it.
 */
export function readPackFiles(
  files: readonly PackText[],
  house: Iterable<PackOrLayer>,
  options: CheckOptions = {},
): readonly PackOrLayer[] {
  const read = files.map(({ name, text }, index) => {
    const json = inFile(name, () => readJsonText(text));
    return { name, json, id: packName(json.value, index) };
  });
  const others = [...house].filter(({ id }) => read.every((file) => file.id !== id));
  const { packs, layers, faults } = checkPacks([...read.map(({ json }) => json.value), ...others], options);
  if (faults.length > 0) {
    const told = (words: 'zh' | 'en'): string =>
      faults
        .map((fault) => {
          const file = read.find(({ id }) => id === fault.pack);
          const at = file?.json.placeOf(fault.path);
          const where = at === undefined ? fault.pack : `${file?.name}:${at.line}:${at.column}`;
          return `${where} ${pathText(fault.path)}: ${fault[words]}`;
        })
        .join('\n');
    throw new Problem({
      code: 'INVALID_INPUT',
      field: 'policy',
      zh: `政策文件有误：\n${told('zh')}\n`,
      en: `the policy file is wrong:\n${told('en')}`,
    });
  }
  return read.flatMap(({ id }) => [...packs, ...layers].filter((pack) => pack.id === id));
}

function inFile<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const { code, zh, en } = thrown.details;
    throw new Problem({ code, field: 'policy', zh: `${name} ${zh}`, en: `${name} ${en}` }, { cause: thrown });
  }
}
