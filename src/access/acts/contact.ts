import { recordContactInTrx } from '../../application/contact-store.ts';
import type { RecordedContact } from '../../application/contact-store.ts';
import { parseContact } from '../../application/contact.ts';
import type { ContactInput } from '../../application/contact.ts';
import { within } from '../../application/refusals.ts';
import type { CaseServices } from '../../application/services.ts';
import { Problem } from '../../platform/problem.ts';
import { defineAct } from './define-act.ts';
import { ofApplication } from './locate.ts';
import type { InCase } from './locate.ts';

/** A contact as it is to be, and the version that the caller has read. */
export type ContactWish = {
  readonly applicationId: string;
  readonly contact: ContactInput;
  readonly basedOn: number;
};

/** Records where a family lives and how it is reached, also while it is given aid. */
export const recordContactAct = defineAct<CaseServices, ContactWish, RecordedContact, InCase>({
  name: 'RECORD_CONTACT',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'RECORD_CONTACT',
  field: 'applicationId',
  locate: ofApplication,
  run({ services, application, ...acting }, { contact, basedOn }) {
    if (application.state !== 'ACCEPTED') throw ended();
    const parsed = within('contact', () => parseContact(contact, application.division));
    return recordContactInTrx(acting, services.vault, application, { contact: parsed, basedOn });
  },
});

function ended(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'applicationId',
    zh: '该申请已撤回或已办结，不再更改联系信息。',
    en: 'the application is withdrawn or closed; its contact is not changed any more',
  });
}
