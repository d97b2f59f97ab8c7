import type { z } from 'zod';
import type { JsonPath } from './json-text.ts';

/** A fault in a file: its place, and how to correct it. */
export type Fault = { readonly path: JsonPath; readonly zh: string; readonly en: string };

/** A fault of one pack, which is named by its id, or by its number in the list where it has none. */
export type PackFault = Fault & { readonly pack: string };

/**
 * The faults that zod found, in words for the author of the file; an unknown member is reported at its own place.
 * @param value the parsed value, to distinguish a missing value from a wrong one.
 */
export function faultsOf(error: z.ZodError, value: unknown): readonly Fault[] {
  return error.issues.flatMap((issue): readonly Fault[] => {
    if (issue.code !== 'custom' && valueAt(value, issue.path) === undefined) {
      return [{ path: issue.path, zh: '缺少此项，请补充', en: 'it is missing; add it' }];
    }
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, ...wordsOf(issue) }];
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      zh: '没有这个字段，请删除或改正名称',
      en: 'there is no such field; take it out or correct its name',
    }));
  });
}

/** Where a fault lies, as a path people can follow: `rules.deadlines[0].value`. */
export function pathText(path: JsonPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (one, part) => (typeof one === 'object' && one !== null ? (one as Record<PropertyKey, unknown>)[part] : undefined),
    value,
  );
}

type Issue = z.core.$ZodIssue;

function wordsOf(issue: Issue): { zh: string; en: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { zh: `类型应为 ${issue.expected}`, en: `it must be of the type ${issue.expected}` };
    case 'invalid_value': {
      const words = issue.values.map(String).join(', ');
      return { zh: `只能是：${words}`, en: `it is one of: ${words}` };
    }
    case 'invalid_union':
      return { zh: '种类无法识别，请核对 kind 或 type', en: 'its kind is not known; look at kind or type' };
    case 'too_small':
      return { zh: `不能小于 ${issue.minimum}`, en: `it must be ${issue.minimum} or more` };
    case 'too_big':
      return { zh: `不能大于 ${issue.maximum}`, en: `it must be ${issue.maximum} or less` };
    case 'not_multiple_of':
      return { zh: `应为 ${issue.divisor} 的倍数`, en: `it must be a multiple of ${issue.divisor}` };
    case 'custom': {
      // A check of our own says both, parted by a stroke.
      const [zh = '', en = zh] = issue.message.split(' / ');
      return { zh, en };
    }
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
      return { zh: '格式不正确', en: 'its form is not right' };
  }
}
