import { SOURCES } from '../../adapters/registry.ts';
import { createPopulation, everyone } from '../../adapters/sandbox/population.ts';
import type { SyntheticHousehold, SyntheticPerson } from '../../adapters/sandbox/person.ts';
import type { Fact } from '../../src/evidence/facts.ts';
import { readHouseholdVersion } from '../../src/household/household-store.ts';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import { planSources } from '../../src/main/planned-sources.ts';
import type { ClaimedQuestion } from '../../src/verification/claim-questions.ts';
import { performTogether } from '../../src/access/acts/perform-together.ts';
import { requestVerificationAct } from '../../src/access/acts/verification.ts';
import type { PlannedSource } from '../../src/sources/planned-source.ts';
import type { VerificationServices } from '../../src/verification/services.ts';
import type { TakenAnswer } from '../../src/verification/take-answers.ts';
import { CASEWORKER, registrationOf } from './house.ts';
import {
  claimQuestions,
  issueReports,
  planChecks,
  principalOf,
  recordLetter,
  registerApplication,
  takeAnswers,
} from './acts.ts';

const AT_ONCE = 50;
const MOST_QUESTIONS = 2_000;

/** Every source connected, and every bank asked for amounts at once, so that one answer settles each question. */
export function sourcesOfTheStock(): readonly PlannedSource[] {
  return planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id))).map(
    ({ lineQuestions: _lines, ...source }) => source,
  );
}

/**
 * Fills a database with random households of the sandbox, each with its letter, a check in which every source has
 * answered what the sandbox knows, and a report: stored by the functions that a caseworker and a worker run, without
 * the network between them.
 *
 * @param services with {@link sourcesOfTheStock}.
 * @param range positions in the population of this seed, the last one excluded.
 * @param told after each lot, up to which position there are.
 */
export async function fillStock(
  services: VerificationServices,
  seed: string,
  range: { readonly from: number; readonly until: number },
  told: (until: number) => void = () => undefined,
): Promise<void> {
  const population = createPopulation(seed);
  for (let { from } = range; from < range.until; from += AT_ONCE) {
    const positions = Array.from({ length: Math.min(AT_ONCE, range.until - from) }, (_, index) => from + index);
    const households = positions.map((position) => population.household(position));
    await fillLot(services, households, from);
    told(from + households.length);
  }
}

async function fillLot(
  services: VerificationServices,
  households: readonly SyntheticHousehold[],
  from: number,
): Promise<void> {
  const applicationIds: string[] = [];
  for (const [index, household] of households.entries()) {
    applicationIds.push(await admit(services, household, from + index + 1));
  }
  const requested = await performTogether(
    services,
    requestVerificationAct,
    applicationIds.map((applicationId) => ({
      principal: principalOf(CASEWORKER),
      requestId: CASEWORKER.checkId,
      input: { applicationId, purpose: 'APPLICATION' as const, idempotencyKey: crypto.randomUUID() },
    })),
  );
  const ids = requested.map((one) => {
    if ('id' in one) return one.id;
    throw one;
  });
  await planChecks(services, ids);
  const people = new Map(households.flatMap(everyone).map((person) => [person.certificate.number, person]));
  for (const source of services.sources.filter(({ connected }) => connected)) {
    for (let more = true; more;) {
      const claim = await claimQuestions(services, { files: [{ source, most: MOST_QUESTIONS }] });
      const answers = claim.questions.map((question) => answerOf(services, source, question, people));
      await takeAnswers(services, answers);
      more = claim.more.has(source.id) && claim.questions.length > 0;
    }
  }
  const issued = await issueReports(services, ids);
  for (const [id, state] of issued) if (state !== 'ISSUED') throw new Error(`check ${id} is ${state}`);
}

async function admit(services: VerificationServices, family: SyntheticHousehold, position: number): Promise<string> {
  const application = await registerApplication(services, CASEWORKER, registrationOf(family));
  const { householdId, householdVersion } = application;
  const household = await readHouseholdVersion(services.db, services.vault, householdId, householdVersion);
  const day = shanghaiDate(services.clock.now());
  await recordLetter(services, CASEWORKER, {
    applicationId: application.id,
    letterNumber: `锡核授〔${day.slice(0, 'YYYY'.length)}〕${String(position).padStart(6, '0')}号`,
    signedOn: day,
    grants: household.members.map(({ personId }) => ({
      personId,
      sources: services.sources.map(({ id }) => id),
      purposes: ['SOCIAL_ASSISTANCE_CHECK'],
    })),
  });
  return application.id;
}

/** The sandbox's answer about the person at this source. */
function answerOf(
  services: VerificationServices,
  source: PlannedSource,
  question: ClaimedQuestion,
  people: ReadonlyMap<string | null, SyntheticPerson>,
): TakenAnswer {
  const person = people.get(question.certificate.number);
  const facts = (person?.facts ?? []).filter((fact) => source.facts.includes(fact.type) && isOfBody(fact, question));
  return {
    requestId: question.requestId,
    kind: facts.length === 0 ? 'NO_RECORD' : 'HIT',
    facts,
    coverage: { territory: source.territory, period: { from: null, to: null } },
    dataDate: shanghaiDate(services.clock.now()),
    raw: Buffer.from(JSON.stringify(facts)),
  };
}

function isOfBody(fact: Fact, { institution }: ClaimedQuestion): boolean {
  return institution === null || !('bankCode' in fact) || fact.bankCode === institution;
}
