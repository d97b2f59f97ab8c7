import { z } from 'zod';
import { NOT_CONNECTED } from '../../adapters/not-connected.ts';
import { SOURCES } from '../../adapters/registry.ts';
import type { DeclaredLine, SyntheticHousehold, SyntheticPerson } from '../../adapters/sandbox/person.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { DemoClient } from './demo-client.ts';

/** A picture of one white point: the demo's letter is signed by nobody, and says so by being empty. */
const EMPTY_SCAN = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';

const REGISTER = `
  mutation Register($input: RegisterApplicationInput!) {
    registerApplication(input: $input) {
      __typename
      ... on RegisterApplicationSuccess {
        application { id number household { members { personId name maskedNumber relationName { zh } } } }
      }
      ... on Problem { code field zh en }
    }
  }`;

const RECORD = `
  mutation Record($input: RecordLetterInput!) {
    recordLetter(input: $input) {
      __typename
      ... on RecordLetterSuccess { letter { letterNumber } }
      ... on Problem { code field zh en }
    }
  }`;

const refusal = { code: z.string().optional(), zh: z.string().optional(), en: z.string().optional() };

const registered = z.object({
  registerApplication: z.object({
    ...refusal,
    application: z
      .object({
        id: z.string(),
        number: z.string(),
        household: z.object({
          members: z.array(
            z.object({
              personId: z.string(),
              name: z.string(),
              maskedNumber: z.string(),
              relationName: z.object({ zh: z.string() }),
            }),
          ),
        }),
      })
      .optional(),
  }),
});

const recorded = z.object({
  recordLetter: z.object({ ...refusal, letter: z.object({ letterNumber: z.string() }).optional() }),
});

/** A registered application with its letter. */
export type DemoCase = {
  readonly applicationId: string;
  readonly applicationNumber: string;
  /** The ids of the applicant and of the case, as an applicant's token states them. */
  readonly applicant: { readonly personId: string; readonly applicationId: string };
  readonly letterNumber: string;
  readonly members: readonly { readonly name: string; readonly maskedNumber: string; readonly relation: string }[];
};

/**
 * Registers a synthetic family and its signed letter through the public endpoint, as a caseworker would.
 *
 * @param today The demo's day; the letter is signed on it.
 * @throws Error with the gateway's own sentence when it refuses.
 */
export async function registerDemoCase(
  client: DemoClient,
  family: SyntheticHousehold,
  today: CalendarDate,
): Promise<DemoCase> {
  // Without a key, the same form on the same day is the same case; each demonstration is a case of its own.
  const input = { ...formOf(family), idempotencyKey: crypto.randomUUID() };
  const { registerApplication } = await client.query(registered, REGISTER, { input });
  const { application } = registerApplication;
  if (application === undefined) throw refused(registerApplication);
  // The number of the paper form is printed on it; the demo's follows the application's, so that each is new.
  const letterNumber = `锡核授〔2018〕${application.number.slice(-6)}号`;
  const sources = [...SOURCES, ...NOT_CONNECTED].map(({ id }) => id);
  const { recordLetter } = await client.query(recorded, RECORD, {
    input: {
      applicationId: application.id,
      letterNumber,
      signedOn: today,
      scan: { mediaType: 'image/png', bytes: EMPTY_SCAN },
      grants: application.household.members.map(({ personId }) => ({
        personId,
        sources,
        purposes: ['SOCIAL_ASSISTANCE_CHECK'],
      })),
    },
  });
  if (recordLetter.letter === undefined) throw refused(recordLetter);
  return {
    applicationId: application.id,
    applicationNumber: application.number,
    applicant: {
      personId: application.household.members[0]?.personId ?? '',
      applicationId: application.id.replace(/^Application:/, ''),
    },
    letterNumber: recordLetter.letter.letterNumber,
    members: application.household.members.map(({ name, maskedNumber, relationName }) => ({
      name,
      maskedNumber,
      relation: relationName.zh,
    })),
  };
}

function formOf(family: SyntheticHousehold) {
  return {
    category: 'MINIMUM_LIVING',
    applicant: family.members[0].key,
    members: family.members.map(personOf),
    obligors: family.obligors.map(personOf),
    unit: 'HOUSEHOLD',
    division: '320213',
    residence: 'URBAN',
    delegated: false,
    staffRelative: false,
    declared: family.declared.map(({ personKey, content }) => ({ person: personKey, content: contentOf(content) })),
  };
}

function personOf(person: SyntheticPerson) {
  return {
    key: person.key,
    name: person.name,
    certificate: person.certificate,
    birthDate: person.birthDate,
    relation: person.relation,
    capacity: person.capacity,
    livesTogether: person.livesTogether,
    guardian: person.guardianKey,
  };
}

function contentOf(content: DeclaredLine['content']) {
  switch (content.kind) {
    case 'INCOME': {
      const { kind: _, ...income } = content;
      return { income };
    }
    case 'RIGID_EXPENDITURE': {
      const { kind: _, ...rigidExpenditure } = content;
      return { rigidExpenditure };
    }
    case 'HOME': {
      const { kind: _, ...home } = content;
      return { home };
    }
    case 'FINANCIAL_ASSET': {
      const { kind: _, ...financialAsset } = content;
      return { financialAsset };
    }
  }
}

/** The gateway's refusal as the demo shows it. */
export function refused(problem: { zh?: string | undefined; en?: string | undefined }): Error {
  return new Error(`${problem.zh ?? ''}\n${problem.en ?? ''}`);
}
