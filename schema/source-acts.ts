import { expectAs, remindAs } from '../src/access/see/sources.ts';
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
    authScopes: { may: 'ATTEND_SOURCE' },
    errors: {
      union: { name: 'RemindSourceResult' },
      result: { name: 'RemindSourceSuccess' },
      dataField: { name: 'source' },
    },
    resolve: (_root, { sourceId, institution }, { services, reader }) =>
      answering(() => remindAs(reader, services, { sourceId, institution: institution ?? '' })),
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
    authScopes: { may: 'ATTEND_SOURCE' },
    errors: {
      union: { name: 'SetExpectedTimeResult' },
      result: { name: 'SetExpectedTimeSuccess' },
      dataField: { name: 'source' },
    },
    resolve: (_root, { sourceId, institution, expectedAt }, { services, reader }) =>
      answering(() =>
        // What a scalar takes may be given out as text; what it has read is an instant.
        expectAs(reader, services, { sourceId, institution: institution ?? '' }, new Date(expectedAt)),
      ),
  }),
);
