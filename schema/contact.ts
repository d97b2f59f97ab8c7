import { recordContactAct } from '../src/access/acts/contact.ts';
import { seeContact } from '../src/access/see/case.ts';
import type { RecordedContact } from '../src/application/contact-store.ts';
import { PHONE_OWNERS, REACHED_BY } from '../src/application/contact.ts';
import type { Contact } from '../src/application/contact.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { ContactInput, PhoneOwnerEnum, readContactInput, ReachedByEnum } from './contact-input.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';
import { WordsType } from './words.ts';

const PhoneType = builder.objectRef<Contact['phones'][number]>('Phone').implement({
  fields: (t) => ({
    number: t.exposeString('number'),
    owner: t.expose('owner', { type: PhoneOwnerEnum }),
    ownerWords: t.field({ type: WordsType, resolve: ({ owner }) => PHONE_OWNERS[owner] }),
  }),
});

const ContactType = builder.objectRef<RecordedContact>('Contact').implement({
  description: 'Where a family lives and how it is reached; a change is the next `number`.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Give it as `basedOn` with a change.' }),
    address: t.exposeString('address'),
    community: t.exposeString('community', { nullable: true, description: '12 digits of the village or community.' }),
    phones: t.field({ type: [PhoneType], resolve: ({ phones }) => [...phones] }),
    reachedBy: t.expose('reachedBy', { type: ReachedByEnum }),
    reachedByWords: t.field({ type: WordsType, resolve: ({ reachedBy }) => REACHED_BY[reachedBy] }),
    reads: t.exposeBoolean('reads', {
      nullable: true,
      description: 'Whether the applicant reads what is written to them; null where nobody has asked.',
    }),
    recordedBy: t.exposeString('recordedBy'),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
  }),
});

builder.objectField(ApplicationType, 'contact', (t) =>
  t.field({
    type: ContactType,
    nullable: true,
    description: 'The newest; null where none was recorded.',
    resolve: (application, _args, { reader }) => seeContact(reader, application),
  }),
);

builder.mutationField('recordContact', (t) =>
  t.field({
    type: ContactType,
    description:
      'Records where a family lives and how it is reached. Of two who change it at once one does, and the other is told what is different.',
    args: {
      applicationId: t.arg.id({ required: true }),
      contact: t.arg({ type: ContactInput, required: true }),
      basedOn: t.arg.int({
        required: true,
        description: '`number` of the contact that you have read; 0 where there was none.',
      }),
    },
    authScopes: { perform: recordContactAct },
    errors: {
      union: { name: 'RecordContactResult' },
      result: { name: 'RecordContactSuccess' },
      dataField: { name: 'contact' },
    },
    resolve: (_root, { applicationId, contact, basedOn }, { perform }) =>
      answering(async () =>
        perform(recordContactAct, {
          applicationId: readId('Application', applicationId),
          contact: readContactInput(contact),
          basedOn,
        }),
      ),
  }),
);
