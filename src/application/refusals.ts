import { Problem } from '../platform/problem.ts';

/** A refusal of a form's field for which no code of its own exists. */
export function invalid(field: string, zh: string, en: string): Problem {
  return new Problem({ code: 'INVALID_INPUT', field, zh, en });
}

/** Runs a step of parsing; a refusal inside it names the field from outside. */
export function within<T>(field: string, step: () => T): T {
  try {
    return step();
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown.within(field) : thrown;
  }
}

/** One word of a closed list. */
export function oneOf<T extends string>(field: string, list: readonly T[], text: string): T {
  const plain = text.trim();
  const found = list.find((word) => word === plain);
  if (found !== undefined) return found;
  const words = list.join(', ');
  throw invalid(field, `只能填写以下之一：${words}`, `It must be one of: ${words}`);
}
