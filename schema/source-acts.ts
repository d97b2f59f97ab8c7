import { remindSourceAct, setExpectedTimeAct } from '../src/access/acts/source.ts';
import { seeSource } from '../src/access/see/sources.ts';
import { builder } from './builder.ts';
import { answering } from './problems.ts';
import { SourceType } from './source.ts';

builder.mutationField('remindSource', (t) =>
  t.field({
    type: SourceType,
    description: 'Notes that a department was reminded 催办 of what it owes.',
    args: {
      sourceId: t.arg.id({ required: true }),
      institution: t.arg.string({ description: 'The answering body, where the source has many.' }),
    },
    authScopes: { perform: remindSourceAct },
    errors: {
      union: { name: 'RemindSourceResult' },
      result: { name: 'RemindSourceSuccess' },
      dataField: { name: 'source' },
    },
    resolve: (_root, { sourceId, institution }, { services, reader, perform }) =>
      answering(async () => {
        await perform(remindSourceAct, { sourceId, institution: institution ?? '' });
        return seeSource(reader, services, sourceId);
      }),
  }),
);

builder.mutationField('setExpectedTime', (t) =>
  t.field({
    type: SourceType,
    description: 'Notes when a department says that it will be back.',
    args: {
      sourceId: t.arg.id({ required: true }),
      institution: t.arg.string({ description: 'The answering body, where the source has many.' }),
      expectedAt: t.arg({ type: 'DateTime', required: true }),
    },
    authScopes: { perform: setExpectedTimeAct },
    errors: {
      union: { name: 'SetExpectedTimeResult' },
      result: { name: 'SetExpectedTimeSuccess' },
      dataField: { name: 'source' },
    },
    resolve: (_root, { sourceId, institution, expectedAt }, { services, reader, perform }) =>
      answering(async () => {
        await perform(setExpectedTimeAct, {
          sourceId,
          institution: institution ?? '',
          // The scalar's output may be text; the value that it has read is an instant.
          expectedAt: new Date(expectedAt),
        });
        return seeSource(reader, services, sourceId);
      }),
  }),
);
