import { CASE_REMARKS, remarksOn } from '../src/rulebook/case-remarks.ts';
import type { CaseRemark, CaseRemarkCode } from '../src/rulebook/case-remarks.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';

const CodeEnum = builder.enumType('CaseRemarkCode', {
  values: Object.fromEntries(Object.entries(CASE_REMARKS).map(([code, zh]) => [code, { description: zh }])) as Record<
    CaseRemarkCode,
    { description: string }
  >,
});

const CaseRemarkType = builder.objectRef<CaseRemark>('CaseRemark').implement({
  description: 'What stands in the way of a case; nothing is refused by it.',
  fields: (t) => ({
    code: t.expose('code', { type: CodeEnum }),
    zh: t.exposeString('zh'),
    en: t.exposeString('en'),
    about: t.exposeStringList('about', {
      description: 'Rules that are missing, by their names in a policy file; or the division code now in use.',
    }),
  }),
});

builder.objectField(ApplicationType, 'remarks', (t) =>
  t.field({
    type: [CaseRemarkType],
    description:
      'Told at registration already, before the family has signed: values that the place has not entered, as of today, and a division that was abolished.',
    resolve: (application, _args, { services }) => [...remarksOn(application, services.packs, services.clock.now())],
  }),
);
