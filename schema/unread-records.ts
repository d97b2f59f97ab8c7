import { kindOfRecord } from '../src/evidence/unread-records.ts';
import type { UnreadRecords } from '../src/evidence/unread-records.ts';
import { builder } from './builder.ts';
import { WordsType } from './words.ts';

export const UnreadRecordsType = builder.objectRef<UnreadRecords>('UnreadRecords').implement({
  description: 'Records of one kind that could not be read and were set aside. Kind and number, never a value.',
  fields: (t) => ({
    fact: t.exposeString('fact', {
      nullable: true,
      description: 'Kind of fact that they would have been; `null` for a kind of record that is not known.',
    }),
    words: t.field({ type: WordsType, resolve: ({ fact }) => kindOfRecord(fact) }),
    count: t.exposeInt('count'),
  }),
});
