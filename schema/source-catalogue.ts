import { seeSourceCatalogue } from '../src/access/see/sources.ts';
import { FACTS } from '../src/evidence/facts.ts';
import type { FactDefinition } from '../src/evidence/define-fact.ts';
import { placeName } from '../src/identity/region.ts';
import type { PlannedSource } from '../src/sources/planned-source.ts';
import { REGISTER_LEVELS } from '../src/sources/territory.ts';
import { builder } from './builder.ts';
import { WordsType } from './words.ts';

const LevelEnum = builder.enumType('RegisterLevel', {
  description: 'Whose register a department keeps: that of a county, a city, a province or the whole country.',
  values: REGISTER_LEVELS,
});

const FactKindType = builder.objectRef<Pick<FactDefinition, 'type' | 'zh' | 'en'>>('FactKind').implement({
  description: 'A kind of fact that a source can give.',
  fields: (t) => ({
    kind: t.exposeString('type', { description: 'Its stable word, e.g. `HOME_TITLE`.' }),
    name: t.field({ type: WordsType, resolve: ({ zh, en }) => ({ zh, en }) }),
  }),
});

const SourceEntryType = builder.objectRef<PlannedSource>('SourceEntry').implement({
  description: 'A source that the gateway knows, as every caller may see it: what it is, not how it does.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'As letters, answers and reports name it, e.g. `real-estate`.' }),
    department: t.expose('department', { type: WordsType }),
    subject: t.expose('subject', { type: WordsType }),
    level: t.expose('level', { type: LevelEnum }),
    territory: t.exposeString('territory', { description: 'GB/T 2260 code of the territory of its register.' }),
    territoryName: t.string({ resolve: ({ territory }) => placeName(territory) }),
    facts: t.field({
      type: [FactKindType],
      description: 'Empty where the department cannot be asked yet.',
      resolve: ({ facts }) => FACTS.filter(({ type }) => facts.includes(type)),
    }),
    connected: t.exposeBoolean('connected', {
      description: 'Whether this installation can ask it; reports name the others as 未接入.',
    }),
  }),
});

builder.queryField('sourceCatalogue', (t) =>
  t.field({
    type: [SourceEntryType],
    description: 'Which sources exist, in the order of a report; for every caller. Operators see more in `sources`.',
    resolve: (_root, _args, { services }) => [...seeSourceCatalogue(services)],
  }),
);
