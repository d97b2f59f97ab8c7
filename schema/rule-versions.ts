import type { Versions } from '../src/report/versions.ts';
import { builder } from './builder.ts';

const IndicatorVersionType = builder
  .objectRef<{ readonly id: string; readonly version: number }>('IndicatorVersion')
  .implement({ fields: (t) => ({ id: t.exposeString('id'), version: t.exposeInt('version') }) });

export const RuleVersionsType = builder.objectRef<Versions>('RuleVersions').implement({
  description: 'By which rules and tables a report was made; tables are named by the SHA-256 of their content.',
  fields: (t) => ({
    packId: t.string({ resolve: ({ pack }) => pack.id }),
    packSha256: t.string({ resolve: ({ pack }) => pack.sha256 }),
    indicators: t.field({
      type: [IndicatorVersionType],
      resolve: ({ indicators }) => Object.entries(indicators).map(([id, version]) => ({ id, version })),
    }),
    assessment: t.exposeInt('assessment'),
    holidaysSha256: t.string({ resolve: ({ holidays }) => holidays.sha256 }),
    regionsSha256: t.string({ resolve: ({ regions }) => regions.sha256 }),
  }),
});
