import type { SeenContradiction, SeenSide } from '../src/access/contradictions-among.ts';
import { CONTRADICTION_SUBJECTS, SUBJECT_WORDS } from '../src/evidence/contradictions.ts';
import { builder } from './builder.ts';
import { RowKindEnum } from './source-answers.ts';
import { WordsType } from './words.ts';

/** The description of every field of contradictions. */
export const CONTRADICTIONS =
  'Departments that cannot all be right about the person; every side stays, for which is wrong, a person finds out. A subject is left out where everybody who speaks of it has answered and none contradicts.';

const SubjectEnum = builder.enumType('ContradictionSubject', { values: CONTRADICTION_SUBJECTS });
const StateEnum = builder.enumType('ContradictionState', {
  values: {
    CONTRADICTED: { description: 'The sides cannot all be right.' },
    NOT_KNOWN: {
      description: 'No contradiction shows, and not everybody has said what they know. It is not agreement.',
    },
  },
});

const SideType = builder.objectRef<SeenSide>('SourceContradictionSide').implement({
  description: 'What one source says, or what became of the question.',
  fields: (t) => ({
    source: t.string({ description: 'Id of the source.', resolve: ({ sourceId }) => sourceId }),
    department: t.expose('department', { type: WordsType }),
    kind: t.expose('kind', { type: RowKindEnum }),
    askedAt: t.expose('askedAt', { type: 'DateTime', nullable: true }),
    dataDate: t.expose('dataDate', { type: 'CalendarDate', nullable: true }),
    words: t.expose('words', { type: WordsType }),
  }),
});

export const SourceContradictionType = builder.objectRef<SeenContradiction>('SourceContradiction').implement({
  description: 'What the answers about one person come to when they are held against each other.',
  fields: (t) => ({
    subject: t.expose('subject', { type: SubjectEnum }),
    subjectWords: t.field({ type: WordsType, resolve: ({ subject }) => SUBJECT_WORDS[subject] }),
    state: t.expose('state', { type: StateEnum }),
    sides: t.field({
      type: [SideType],
      description: 'What cannot all be right; empty while it is not known.',
      resolve: ({ sides }) => [...sides],
    }),
    notHeard: t.field({
      type: [SideType],
      description:
        'Those who speak of it and have not said what they know: silent, not asked, no letter, old data, a part.',
      resolve: ({ notHeard }) => [...notHeard],
    }),
  }),
});
