import { seeExplanations } from '../src/access/see/explanation.ts';
import type { Explanation, Matter, ToldFinding } from '../src/explanation/explanation.ts';
import { renderExplanation } from '../src/explanation/render-explanation.ts';
import { builder } from './builder.ts';
import { VerificationType } from './verification.ts';
import { WordsType } from './words.ts';

const MatterType = builder.objectRef<Matter>('Matter').implement({
  description: 'A rule for which a finding matters.',
  fields: (t) => ({
    indicatorId: t.exposeString('indicatorId'),
    name: t.expose('name', { type: WordsType }),
    why: t.expose('why', { type: WordsType }),
    citation: t.exposeString('citation'),
    line: t.field({
      type: WordsType,
      nullable: true,
      description: 'What the rule allows; null where it knows no line of the policy.',
      resolve: ({ line }) => line,
    }),
    lineVerified: t.boolean({
      nullable: true,
      description: 'False: nobody has seen the text of this line.',
      resolve: ({ line }) => line?.source?.verified ?? null,
    }),
  }),
});

const FindingType = builder.objectRef<ToldFinding>('ToldFinding').implement({
  description: 'What one department or bank said about one person.',
  fields: (t) => ({
    personId: t.exposeID('personId'),
    about: t.expose('about', { type: WordsType }),
    from: t.expose('from', { type: WordsType }),
    asOf: t.expose('asOf', { type: 'CalendarDate', nullable: true }),
    found: t.field({ type: [WordsType], resolve: ({ found }) => [...found] }),
    matters: t.field({ type: [MatterType], resolve: ({ matters }) => [...matters] }),
  }),
});

const ExplanationType = builder.objectRef<Explanation>('Explanation').implement({
  description:
    'What one adult of the household is told 告知 before anything is decided: what was found about them and those whose guardian they are, and of the household no more than its result.',
  fields: (t) => ({
    toPersonId: t.exposeID('toPersonId'),
    to: t.exposeString('to'),
    toldOn: t.expose('toldOn', { type: 'CalendarDate' }),
    reportNumber: t.string({ resolve: ({ report }) => report.number }),
    reportVersion: t.int({ resolve: ({ report }) => report.version }),
    demoMark: t.exposeString('demoMark', { nullable: true }),
    opening: t.field({ type: [WordsType], resolve: ({ opening }) => [...opening] }),
    findings: t.field({ type: [FindingType], resolve: ({ findings }) => [...findings] }),
    noRecord: t.field({ type: [WordsType], resolve: ({ noRecord }) => [...noRecord] }),
    missing: t.field({
      type: [WordsType],
      description: 'Answers that are not there, and that this is held against nobody.',
      resolve: ({ missing }) => [...missing],
    }),
    household: t.field({ type: [WordsType], resolve: ({ household }) => [...household] }),
    contests: t.field({ type: [WordsType], resolve: ({ contests }) => [...contests] }),
    howToObject: t.field({ type: [WordsType], resolve: ({ howToObject }) => [...howToObject] }),
    text: t.string({
      description: 'The page, in Chinese, with the English below each sentence where wanted; `width` 60 to 240.',
      args: {
        width: t.arg.int({ defaultValue: 90, required: true }),
        english: t.arg.boolean({ defaultValue: false, required: true }),
      },
      resolve: (explanation, { width, english }) =>
        renderExplanation(explanation, Math.min(Math.max(width, 60), 240), english ? 'both' : 'zh'),
    }),
  }),
});

builder.objectField(VerificationType, 'explanations', (t) =>
  t.field({
    type: [ExplanationType],
    description:
      'For each adult of the household, what they are told of the newest version, once it is approved. Hand each to the one to whom it speaks: nobody is told of another adult.',
    args: { personId: t.arg.id({ description: 'One of them; everybody who is told unless given.' }) },
    complexity: { field: 50 },
    resolve: async (verification, { personId }, { reader, services }) => [
      ...(await seeExplanations(reader, services, verification, personId ?? null)),
    ],
  }),
);
