import { standingPages } from '../evidence/histories/register-pages.ts';
import { doubt } from './collected.ts';
import type { Collected } from './collected.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { Words } from './outcome.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/**
 * Whether registers say that somebody on the form is dead or gone. A false entry of death happens: the way out is a
 * proof of life, and where only one of the two registers knows of a death, both are told.
 */
export function lifeAndDeath(said: Collected, input: IndicatorInput, reading: Reading): void {
  const cremations = factsOf(reading, 'CREMATION');
  const pages = factsOf(reading, 'HOUSEHOLD_REGISTRATION');
  for (const { personId, name } of input.counted.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
    const burnt = cremations.findLast(({ member }) => member.personId === personId)?.fact;
    const own = standingPages(pages.filter(({ member }) => member.personId === personId)).map(({ fact }) => fact);
    const cancelled = own.find(({ status }) => status === 'CANCELLED_DEATH');
    const alive = own.some(({ status }) => status === 'NORMAL');
    if (burnt !== undefined || cancelled !== undefined) {
      const sides = [
        burnt === undefined
          ? NO_CREMATION
          : { zh: `殡葬 ${burnt.crematedOn} 火化`, en: `cremated ${burnt.crematedOn}` },
        cancelled !== undefined
          ? {
              zh: `户籍 ${cancelled.statusOn ?? '日期不详'} 死亡注销`,
              en: `register cancelled by death, ${cancelled.statusOn ?? 'unknown day'}`,
            }
          : alive
            ? { zh: '户籍状态正常', en: 'register normal' }
            : { zh: '户籍无此记录', en: 'register silent' },
      ];
      doubt(
        said,
        {
          zh: `${name}：${sides.map(({ zh }) => zh).join('，')}`,
          en: `${name}: ${sides.map(({ en }) => en).join(', ')}`,
        },
        {
          zh: `当面核实${name}，健在的留存生存证明`,
          en: `see ${name} in person; if alive, keep a proof of life`,
        },
      );
    }
    for (const { status, statusOn } of own) {
      const words = GONE[status];
      if (words === undefined) continue;
      const day = statusOn ?? '日期不详';
      doubt(
        said,
        { zh: `${name}：户籍${words.zh}（${day}）`, en: `${name}: ${words.en} (${statusOn ?? 'unknown day'})` },
        { zh: `核实${name}的户口簿和现居住地`, en: `where is ${name} registered, and where do they live?` },
      );
    }
  }
}

const NO_CREMATION: Words = { zh: '殡葬无火化记录', en: 'no cremation known' };
const GONE: Partial<Readonly<Record<string, Words>>> = {
  MOVED_OUT: { zh: '已迁出', en: 'moved out of the register' },
  CANCELLED_DUPLICATE: { zh: '因重户注销', en: 'cancelled as a duplicate' },
  CANCELLED_SETTLED_ABROAD: { zh: '因出国（境）定居注销', en: 'settled abroad' },
};
