import { PROBLEM_CODES } from '../src/platform/problem.ts';
import type { Problem } from '../src/platform/problem.ts';
import { builder } from './builder.ts';
import { ConflictProblem, ForbiddenProblem, InputProblem, NotFoundProblem } from './problems.ts';

const ProblemCodeEnum = builder.enumType('ProblemCode', {
  description: 'Stable codes of refusals; the same in `errors[].extensions.code`.',
  values: PROBLEM_CODES,
});

const ProblemInterface = builder.interfaceRef<Problem>('Problem').implement({
  description: 'A refusal: what is wrong, where, and how to mend it. Never repeats a number, a name or an amount.',
  fields: (t) => ({
    code: t.field({ type: ProblemCodeEnum, resolve: ({ code }) => code }),
    field: t.string({
      nullable: true,
      description: 'Path of the input field, e.g. `members[2].certificate.number`.',
      resolve: ({ details }) => details.field ?? null,
    }),
    zh: t.string({ resolve: ({ details }) => details.zh }),
    en: t.string({ resolve: ({ details }) => details.en }),
  }),
});

const KINDS = [
  [
    InputProblem,
    'InputProblem',
    'The input is not in order; nothing was written. Where several fields are wrong, the first.',
  ],
  [ConflictProblem, 'ConflictProblem', 'The input does not fit the state of things; nothing was written.'],
  [NotFoundProblem, 'NotFoundProblem', 'There is nothing under this id within the place that the caller serves.'],
  [ForbiddenProblem, 'ForbiddenProblem', 'The caller’s role, place or part in the case does not allow this.'],
] as const;

for (const [Kind, name, description] of KINDS) {
  builder.objectType(Kind, { name, description, interfaces: [ProblemInterface] });
}
