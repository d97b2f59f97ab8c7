import { seeCheckedPersons } from '../src/access/see/checked-persons.ts';
import type { CheckedPerson } from '../src/access/see/checked-persons.ts';
import { maskCertificate } from '../src/identity/certificate.ts';
import { builder } from './builder.ts';
import { CONTRADICTIONS, SourceContradictionType } from './source-contradiction.ts';
import { SOURCE_FIELDS } from './source-answers.ts';
import { VerificationType } from './verification.ts';

const CheckedPersonType = builder.objectRef<CheckedPerson>('CheckedPerson').implement({
  description: 'Somebody about whom a check asked: what its report rests on, in the types of the household’s view.',
  fields: (t) => ({
    personId: t.id({ resolve: ({ member }) => member.personId }),
    name: t.string({ resolve: ({ member }) => member.name }),
    maskedNumber: t.string({ resolve: ({ member }) => maskCertificate(member.certificate) }),
  }),
});

for (const { id, name, type, description } of SOURCE_FIELDS) {
  builder.objectField(CheckedPersonType, name, (t) =>
    t.field({ type, description, complexity: { field: 5 }, resolve: ({ answerOf }) => answerOf(id) }),
  );
}

builder.objectField(CheckedPersonType, 'contradictions', (t) =>
  t.field({
    type: [SourceContradictionType],
    description: `${CONTRADICTIONS} It reckons on the evidence of this check.`,
    complexity: { field: 5 },
    resolve: ({ contradictions }) => [...contradictions()],
  }),
);

builder.objectField(VerificationType, 'persons', (t) =>
  t.field({
    type: [CheckedPersonType],
    description: 'The evidence by person and department.',
    complexity: { field: 10 },
    resolve: async (verification, _args, { reader, services }) => [
      ...(await seeCheckedPersons(reader, services, verification)),
    ],
  }),
);
