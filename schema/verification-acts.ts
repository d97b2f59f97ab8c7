import { cancelVerificationAct, renewReportAct, requestVerificationAct } from '../src/access/acts/verification.ts';
import { seeReport } from '../src/access/see/verification.ts';
import { builder } from './builder.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';
import { ReportType } from './report.ts';
import { PurposeEnum, VerificationType } from './verification.ts';

const RequestVerificationInput = builder.inputType('RequestVerificationInput', {
  fields: (t) => ({
    applicationId: t.id({ required: true }),
    purpose: t.field({ type: PurposeEnum, required: true }),
    baseDate: t.field({
      type: 'CalendarDate',
      description: 'The day of which the sources are asked; today unless given.',
    }),
    idempotencyKey: t.string({
      required: true,
      description: 'Chosen by you: the same key asks for the same verification, however often it is sent.',
    }),
  }),
});

builder.mutationField('requestVerification', (t) =>
  t.field({
    type: VerificationType,
    description: 'Requests a verification of an application with a letter in force. Nothing is asked twice.',
    args: { input: t.arg({ type: RequestVerificationInput, required: true }) },
    authScopes: { perform: requestVerificationAct },
    errors: {
      union: { name: 'RequestVerificationResult' },
      result: { name: 'RequestVerificationSuccess' },
      dataField: { name: 'verification' },
    },
    resolve: (_root, { input }, { request }) =>
      answering(async () => {
        const { purpose, baseDate, idempotencyKey } = input;
        const wish = { applicationId: readId('Application', input.applicationId), purpose, idempotencyKey };
        return request(baseDate ? { ...wish, baseDate } : wish);
      }),
  }),
);

builder.mutationField('cancelVerification', (t) =>
  t.field({
    type: VerificationType,
    description: 'Ends a check before its report: the family withdrew, or it was requested by mistake.',
    args: { id: t.arg.id({ required: true }) },
    authScopes: { perform: cancelVerificationAct },
    errors: {
      union: { name: 'CancelVerificationResult' },
      result: { name: 'CancelVerificationSuccess' },
      dataField: { name: 'verification' },
    },
    resolve: (_root, { id }, { perform }) =>
      answering(async () => perform(cancelVerificationAct, { verificationId: readId('Verification', id) })),
  }),
);

builder.mutationField('renewReport', (t) =>
  t.field({
    type: ReportType,
    description: 'Gathers answers that came after the report into its next version, when there is anything new.',
    args: { verificationId: t.arg.id({ required: true }) },
    authScopes: { perform: renewReportAct },
    errors: {
      union: { name: 'RenewReportResult' },
      result: { name: 'RenewReportSuccess' },
      dataField: { name: 'report' },
    },
    resolve: (_root, { verificationId }, { perform, reader }) =>
      answering(async () => {
        const id = readId('Verification', verificationId);
        const renewed = await seeReport(reader, await perform(renewReportAct, { verificationId: id }));
        if (renewed === null) throw new Error('a report that was just issued is there');
        return renewed.document;
      }),
  }),
);
