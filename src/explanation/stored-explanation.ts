import { getApplication } from '../application/read.ts';
import type { Letter } from '../authorisation/letter.ts';
import { readLetters } from '../authorisation/letter-store.ts';
import { readEvidenceBehind } from '../contested/read-contests.ts';
import { lawOf } from '../decision/case-law.ts';
import { findReview } from '../decision/review-store.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import { regionName } from '../identity/region.ts';
import { compareDates, shanghaiDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { endOfTerm } from '../policy/deadlines.ts';
import type { Term } from '../policy/deadlines.ts';
import { findPack } from '../verification/pack-of.ts';
import { readReport } from '../verification/report-store.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { Verification } from '../verification/verification.ts';
import { explain } from './explain.ts';
import type { Explanation, ObjectionTerm } from './explanation.ts';
import { whoIsTold } from './who-is-told.ts';
import type { Told } from './who-is-told.ts';

/** An explanation, and the ids of the people in it. */
export type ToldExplanation = { readonly explanation: Explanation; readonly about: readonly string[] };

/**
 * The explanations of the newest version of a report, for each adult of the household, after a second person has
 * approved the version. The term for an objection begins today, because the explanation is given today.
 *
 * @param personId one of the readers; all readers by default.
 * @throws Problem CONFLICT (no report yet), REPORT_NOT_REVIEWED, NOT_FOUND with field `personId` for a person who
 * receives no explanation of their own.
 */
export async function explainStored(
  services: VerificationServices,
  verification: Verification,
  personId: string | null,
): Promise<readonly ToldExplanation[]> {
  const { db, vault, packs, calendar, clock } = services;
  const report = await readReport(db, vault, verification.id);
  if (report === null) throw notDrawnUp();
  if ((await findReview(db, vault, report.id))?.verdict !== 'APPROVED') throw notReviewedYet();
  const application = await getApplication(db, verification.applicationId);
  const household = await readHouseholdVersion(db, vault, application.householdId, verification.householdVersion);
  const evidence = await readEvidenceBehind(db, vault, verification);
  const now = clock.now();
  const toldOn = shanghaiDate(now);
  const term = lawOf(packs, application, now)('OBJECTION', toldOn);
  const decision = await db.selectFrom('decision').select('id').where('report_id', '=', report.id).executeTakeFirst();
  const common = {
    document: report.document,
    evidence,
    toldOn,
    objection: { office: regionName(application.division), until: term === null ? null : untilOf(term) },
    medicalBoundsFen: findPack(packs, report.document.policy.packId).rules.medicalBandsFen.value,
    decided: decision !== undefined,
  };
  const signedFor = guardiansOf(await readLetters(db, application.id), verification.householdVersion);
  return wanted(whoIsTold(household, toldOn, signedFor), personId).map((told) => ({
    explanation: explain({ ...common, told }),
    about: told.about.map((member) => member.personId),
  }));

  function untilOf(objection: Term): NonNullable<ObjectionTerm['until']> {
    const { at, provisional } = endOfTerm(objection, now, calendar);
    return { day: shanghaiDate(at), provisional, document: objection.document, verified: objection.verified };
  }
}

/** The guardian who signed for each ward on the latest letter. */
function guardiansOf(letters: readonly Letter[], householdVersion: number): ReadonlyMap<string, string> {
  const grants = letters
    .filter((letter) => letter.householdVersion === householdVersion)
    .flatMap((letter) => letter.grants.filter(({ signedAs }) => signedAs === 'GUARDIAN'))
    .toSorted((a, b) => compareDates(a.signedOn, b.signedOn));
  return new Map(grants.map(({ personId, signedByPersonId }) => [personId, signedByPersonId]));
}

function wanted(told: readonly Told[], personId: string | null): readonly Told[] {
  if (personId === null) return told;
  const one = told.filter(({ reader }) => reader.personId === personId);
  if (one.length === 0) throw notTold();
  return one;
}

function notDrawnUp(): Problem {
  return new Problem({
    code: 'CONFLICT',
    zh: '该核对尚无报告，没有可以告知的内容；请等待首份报告。',
    en: 'there is no report yet, so nothing to tell; wait for the first one',
  });
}

function notReviewedYet(): Problem {
  return new Problem({
    code: 'REPORT_NOT_REVIEWED',
    zh: '最新一版报告未经复核，不能告知当事人；请先由复核人复核。',
    en: 'nobody has approved the newest version, so it is not told to the family; have it reviewed first',
  });
}

function notTold(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'personId',
    zh: '此人不是该家庭中由本人签字的成员，也不是其成员的监护人；未成年人和须由监护人代签的人，由其监护人听取说明。',
    en: 'this is no member who signs for themselves, and no member’s guardian; whoever’s guardian signs is told through the guardian',
  });
}
