import type { Migration } from 'kysely/migration';
import { casesMigration } from './0001-cases.ts';
import { verificationMigration } from './0002-verification.ts';
import { lookLogMigration } from './0003-look-log.ts';
import { sourceGuardMigration } from './0004-source-guard.ts';
import { verificationHouseholdMigration } from './0005-verification-household.ts';
import { sourceWatchMigration } from './0006-source-watch.ts';
import { lookupMigration } from './0007-lookups.ts';
import { partialAnswerMigration } from './0008-partial-answers.ts';
import { takenAnswerMigration } from './0009-taken-answers.ts';
import { reportSealMigration } from './0010-report-seals.ts';
import { reviewMigration } from './0011-reviews.ts';
import { objectionMigration } from './0012-objections.ts';
import { decisionMigration } from './0014-decisions.ts';
import { disputeMigration } from './0015-disputes.ts';
import { policyEffectMigration } from './0016-policy-effects.ts';
import { signedActsMigration } from './0018-signed-acts.ts';
import { questionFormMigration } from './0019-question-forms.ts';
import { policyEffectDecisionMigration } from './0021-policy-effect-decision.ts';
import { termsOfContestsMigration } from './0022-terms-of-contests.ts';
import { findingsToldMigration } from './0023-findings-told.ts';
import { unsignedActsMigration } from './0026-unsigned-acts.ts';
import { keyProofMigration } from './0028-key-proof.ts';
import { actKeyMigration } from './0031-act-keys.ts';
import { registrarMigration } from './0032-registrar-apart.ts';
import { staffMigration } from './0033-staff.ts';
import { openQuestionsMigration } from './0027-open-questions.ts';
import { workItemMigration } from './0034-work-items.ts';
import { policyPacksMigration } from './0036-policy-packs.ts';
import { policyValuesMigration } from './0037-policy-values.ts';
import { holidayYearsMigration } from './0038-holiday-years.ts';
import { unreadRecordsMigration } from './0037-unread-records.ts';
import { peopleAcrossCasesMigration } from './0038-people-across-cases.ts';
import { leftToTheCheckMigration } from './0039-left-to-the-check.ts';
import { findMigration } from './0045-find.ts';
import { endsMigration } from './0046-ends.ts';
import { contactMigration } from './0047-contact.ts';
import { caseOwnerMigration } from './0048-case-owner.ts';

/** In order, by name; a migration that has landed is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-cases': casesMigration,
  '0002-verification': verificationMigration,
  '0003-look-log': lookLogMigration,
  '0004-source-guard': sourceGuardMigration,
  '0005-verification-household': verificationHouseholdMigration,
  '0006-source-watch': sourceWatchMigration,
  '0007-lookups': lookupMigration,
  '0008-partial-answers': partialAnswerMigration,
  '0009-taken-answers': takenAnswerMigration,
  '0010-report-seals': reportSealMigration,
  '0011-reviews': reviewMigration,
  '0012-objections': objectionMigration,
  '0014-decisions': decisionMigration,
  '0015-disputes': disputeMigration,
  '0016-policy-effects': policyEffectMigration,
  '0018-signed-acts': signedActsMigration,
  '0019-question-forms': questionFormMigration,
  '0021-policy-effect-decision': policyEffectDecisionMigration,
  '0022-terms-of-contests': termsOfContestsMigration,
  '0023-findings-told': findingsToldMigration,
  '0026-unsigned-acts': unsignedActsMigration,
  '0027-open-questions': openQuestionsMigration,
  '0028-key-proof': keyProofMigration,
  '0031-act-keys': actKeyMigration,
  '0032-registrar-apart': registrarMigration,
  '0033-staff': staffMigration,
  '0034-work-items': workItemMigration,
  '0036-policy-packs': policyPacksMigration,
  '0037-policy-values': policyValuesMigration,
  '0038-holiday-years': holidayYearsMigration,
  '0037-unread-records': unreadRecordsMigration,
  '0038-people-across-cases': peopleAcrossCasesMigration,
  '0039-left-to-the-check': leftToTheCheckMigration,
  '0045-find': findMigration,
  '0046-ends': endsMigration,
  '0047-contact': contactMigration,
  '0048-case-owner': caseOwnerMigration,
};
