import { reissueReportInTrx } from '../../verification/issue-report.ts';
import type { Issuing } from '../../verification/issue-report.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { getVerification } from '../../verification/store.ts';
import { defineAct } from './define-act.ts';
import { ofVerification } from './locate.ts';
import type { OfCheck } from './locate.ts';

/** Evaluates answers that came after a report: a worker issues the next version where a result changes. */
export const weighLateAnswersAct = defineAct<
  VerificationServices,
  { readonly verificationId: string },
  Issuing,
  OfCheck
>({
  name: 'WEIGH_LATE_ANSWERS',
  roles: ['SYSTEM'],
  target: 'CASE',
  keyed: false,
  entry: 'ISSUE_REPORT',
  field: 'verificationId',
  locate: ofVerification,
  async run({ services, found: { verificationId }, application, ...acting }) {
    const issuing = await reissueReportInTrx(services, acting, verificationId, 'LATE_ANSWER');
    if (issuing === 'ISSUED') return issuing;
    const { purpose } = await getVerification(acting.trx, verificationId);
    acting.look({
      act: 'ISSUE_REPORT',
      purpose,
      applicationId: application.id,
      verificationId,
      fieldKinds: ['EVIDENCE'],
      outcome: 'UNCHANGED',
      division: application.division,
    });
    return issuing;
  },
});
