import type { PackFault } from './issue-words.ts';
import type { PackOrLayer } from './pack.ts';

/**
 * The names that a pack may use. The registry of sources and the list of categories are on a higher floor than this
 * room.
 */
export type KnownNames = {
  /** By source the kinds of fact of which it speaks. */
  readonly sources: ReadonlyMap<string, ReadonlySet<string>>;
  readonly categories: ReadonlySet<string>;
};

/** Names in packs that nobody bears: a rule about them would be kept in silence, and never hold. */
export function nameFaults(packs: readonly PackOrLayer[], { sources, categories }: KnownNames): PackFault[] {
  return packs.flatMap(({ id: pack, rules: { sourceDeadlineWorkingDays, obligorSources } }) => {
    const terms = ['rules', 'sourceDeadlineWorkingDays', 'value'];
    const needs = ['rules', 'obligorSources', 'value'];
    return [
      ...Object.keys(sourceDeadlineWorkingDays?.value ?? {})
        .filter((source) => !sources.has(source))
        .map((source) => ({ pack, path: [...terms, source], ...NO_SOURCE })),
      ...Object.entries(obligorSources?.value ?? {}).flatMap(([category, needed]): PackFault[] => [
        ...(categories.has(category) ? [] : [{ pack, path: [...needs, category], ...NO_CATEGORY }]),
        ...Object.entries(needed).flatMap(([source, facts]): PackFault[] => {
          const path = [...needs, category, source];
          const known = sources.get(source);
          if (known === undefined) return [{ pack, path, ...NO_SOURCE }];
          return facts.flatMap((fact, at) => (known.has(fact) ? [] : [{ pack, path: [...path, at], ...NO_FACT }]));
        }),
      ]),
    ];
  });
}

const NO_SOURCE = {
  zh: '没有这个数据源，请核对编号（hedui sources 列出全部数据源）',
  en: 'there is no such source; look at its id (hedui sources names all of them)',
};
const NO_CATEGORY = {
  zh: '没有这个核对类别，请核对代码',
  en: 'there is no such category; look at its code',
};
const NO_FACT = {
  zh: '该数据源没有这类信息，请核对代码（docs/glossary.md）',
  en: 'this source speaks of no such fact; look at its code (docs/glossary.md)',
};
