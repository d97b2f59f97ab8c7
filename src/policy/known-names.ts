import type { PackFault } from './issue-words.ts';
import type { PolicyPack } from './pack.ts';

/** What a pack may speak of by name; the registry of sources and the list of categories lie above this room. */
export type KnownNames = { readonly sources: ReadonlySet<string>; readonly categories: ReadonlySet<string> };

/** Names in packs that nobody bears: a rule about them would be kept in silence, and never hold. */
export function nameFaults(packs: readonly PolicyPack[], known: KnownNames): PackFault[] {
  return packs.flatMap(({ id: pack, rules: { sourceDeadlineWorkingDays, obligorSources } }) => [
    ...Object.keys(sourceDeadlineWorkingDays.value)
      .filter((source) => !known.sources.has(source))
      .map((source) => ({ pack, path: ['rules', 'sourceDeadlineWorkingDays', 'value', source], ...NO_SOURCE })),
    ...Object.entries(obligorSources?.value ?? {}).flatMap(([category, sources]): PackFault[] => {
      const path = ['rules', 'obligorSources', 'value', category];
      return [
        ...(known.categories.has(category) ? [] : [{ pack, path, ...NO_CATEGORY }]),
        ...sources.flatMap((source, index) =>
          known.sources.has(source) ? [] : [{ pack, path: [...path, index], ...NO_SOURCE }],
        ),
      ];
    }),
  ]);
}

const NO_SOURCE = {
  zh: '没有这个数据源，请核对编号（hedui sources 列出全部数据源）',
  en: 'there is no such source; look at its id (hedui sources names all of them)',
};
const NO_CATEGORY = {
  zh: '没有这个核对类别，请核对代码',
  en: 'there is no such category; look at its code',
};
