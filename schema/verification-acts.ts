import { assertOwnApplication } from '../src/access/see/case.ts';
import { seeReport, seeVerification } from '../src/access/see/verification.ts';
import { readIdempotencyKey } from '../src/application/idempotency-key.ts';
import { cancelVerification } from '../src/verification/cancel.ts';
import { reissueReport } from '../src/verification/issue-report.ts';
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
    authScopes: { may: 'REQUEST_VERIFICATION' },
    errors: {
      union: { name: 'RequestVerificationResult' },
      result: { name: 'RequestVerificationSuccess' },
      dataField: { name: 'verification' },
    },
    resolve: (_root, { input }, { request: requestCheck, reader }) =>
      answering(async () => {
        const { id } = await assertOwnApplication(
          reader,
          'REQUEST_VERIFICATION',
          readId('Application', input.applicationId),
        );
        const { purpose, baseDate, idempotencyKey } = input;
        const request = { applicationId: id, purpose, idempotencyKey: readIdempotencyKey(idempotencyKey) };
        return requestCheck(reader.actor, baseDate ? { ...request, baseDate } : request);
      }),
  }),
);

builder.mutationField('cancelVerification', (t) =>
  t.field({
    type: VerificationType,
    description: 'Ends a check before its report: the family withdrew, or it was requested by mistake.',
    args: { id: t.arg.id({ required: true }) },
    authScopes: { may: 'CANCEL_VERIFICATION' },
    errors: {
      union: { name: 'CancelVerificationResult' },
      result: { name: 'CancelVerificationSuccess' },
      dataField: { name: 'verification' },
    },
    resolve: (_root, { id }, { services, reader }) =>
      answering(async () => {
        const seen = await seeVerification(reader, readId('Verification', id));
        return cancelVerification(services, reader.actor, seen.id);
      }),
  }),
);

builder.mutationField('renewReport', (t) =>
  t.field({
    type: ReportType,
    description: 'Gathers answers that came after the report into its next version, when there is anything new.',
    args: { verificationId: t.arg.id({ required: true }) },
    authScopes: { may: 'RENEW_REPORT' },
    errors: {
      union: { name: 'RenewReportResult' },
      result: { name: 'RenewReportSuccess' },
      dataField: { name: 'report' },
    },
    resolve: (_root, { verificationId }, { services, reader }) =>
      answering(async () => {
        const seen = await seeVerification(reader, readId('Verification', verificationId));
        await reissueReport(services, reader.actor, seen.id, 'ON_REQUEST');
        const renewed = await seeReport(reader, seen);
        if (renewed === null) throw new Error('a report that was just issued is there');
        return renewed.document;
      }),
  }),
);
