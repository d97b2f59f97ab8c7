import type { Words } from '../indicators/outcome.ts';
import type { ContestRow } from './contest-row.ts';

/** The changes of objections and disputes since the previous version. */
export function contestChanges(before: readonly ContestRow[], now: readonly ContestRow[]): readonly Words[] {
  return now.flatMap((row): readonly Words[] => {
    const old = before.find(({ id }) => id === row.id);
    const [zh, en] = [`${row.kindWords.zh} ${row.number}`, `${row.kindWords.en} ${row.number}`];
    const { outcomeWords: to, effectWords } = row;
    if (old === undefined) {
      return [{ zh: `${zh}：新增，${to.zh}（${effectWords.zh}）`, en: `${en}: new, ${to.en} (${effectWords.en})` }];
    }
    const moved = old.outcome !== row.outcome || old.effect !== row.effect;
    return moved
      ? [
          {
            zh: `${zh}：${old.outcomeWords.zh} → ${to.zh}（${effectWords.zh}）`,
            en: `${en}: ${old.outcomeWords.en} -> ${to.en} (${effectWords.en})`,
          },
        ]
      : [];
  });
}
