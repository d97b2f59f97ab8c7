import type { Words } from '../src/indicators/outcome.ts';
import { builder } from './builder.ts';

/** The same in Chinese and English. */
export const WordsType = builder.objectRef<Words>('Words').implement({
  description: 'The same in Chinese and English; the Chinese text is the authentic one.',
  fields: (t) => ({ zh: t.exposeString('zh'), en: t.exposeString('en') }),
});
