import { PHONE_OWNERS, REACHED_BY } from '../src/application/contact.ts';
import type { ContactInput as DomainContactInput, PhoneOwner, ReachedBy } from '../src/application/contact.ts';
import { builder } from './builder.ts';
import { given } from './given.ts';

function described<Code extends string>(words: Readonly<Record<Code, { readonly zh: string; readonly en: string }>>) {
  return Object.fromEntries(
    (Object.keys(words) as Code[]).map((code) => [code, { description: `${words[code].zh}: ${words[code].en}` }]),
  ) as Record<Code, { description: string }>;
}

export const PhoneOwnerEnum = builder.enumType('PhoneOwner', {
  description: 'Whose telephone it is.',
  values: described<PhoneOwner>(PHONE_OWNERS),
});
export const ReachedByEnum = builder.enumType('ReachedBy', {
  description: 'How the family is best reached.',
  values: described<ReachedBy>(REACHED_BY),
});

const PhoneInput = builder.inputType('PhoneInput', {
  fields: (t) => ({
    number: t.string({
      required: true,
      description: 'Mobile, or with its area code; spaces and dashes are understood.',
    }),
    owner: t.field({ type: PhoneOwnerEnum, required: true }),
  }),
});

export const ContactInput = builder.inputType('ContactInput', {
  description: 'Where the family lives, and how it is reached.',
  fields: (t) => ({
    address: t.string({ required: true, description: 'Living address, at most 200 characters.' }),
    community: t.string({ description: '12 digits of the village or community, within the division of the case.' }),
    phones: t.field({ type: [PhoneInput], description: 'At most five.' }),
    reachedBy: t.field({ type: ReachedByEnum, required: true }),
    reads: t.boolean({ description: 'Whether the applicant reads what is written to them.' }),
  }),
});

/** The contact of a form as the domain takes it. */
export function readContactInput(input: typeof ContactInput.$inferInput): DomainContactInput {
  return given(input);
}
