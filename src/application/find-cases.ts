import { sql } from 'kysely';
import { tokensWanted } from '../household/name-tokens.ts';
import type { NameWish } from '../household/name-tokens.ts';
import type { Certificate } from '../identity/certificate.ts';
import type { RegionCode } from '../identity/region.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { addressWanted } from './contact-store.ts';
import type { ApplicationState, Category } from './application.ts';
import { divisionPrefix, isNoMistake, isOlderThan, pageOf } from './list.ts';
import type { ApplicationPage } from './list.ts';
import { isOwnedBy } from './owner.ts';
import { assertPageSize } from './position.ts';

/** The search terms; an absent term excludes nothing. All terms about a person concern one and the same person. */
export type CaseSearch = {
  /** Only in this place and the places within it. */
  readonly division: RegionCode;
  readonly certificate?: Certificate;
  readonly names?: readonly NameWish[];
  /** Number of any paper of the case: application, letter, report, decision, objection, dispute, correction ticket. */
  readonly paper?: string;
  /** A part of the living address: a street, an estate or a village, with or without a number. */
  readonly address?: string;
  /** 12 digits of a village or community. */
  readonly community?: string;
  /** Subject of the person who works on the case. */
  readonly owner?: string;
  readonly categories?: readonly Category[];
  readonly states?: readonly ApplicationState[];
  /** Only among these cases, known from elsewhere. */
  readonly among?: readonly string[];
};

/** How many cases there are; from the most on nobody counts further. */
export type FoundCount = { readonly count: number; readonly orMore: boolean };

/** Beyond it a count would only tell how common a name is. */
export const MOST_COUNTED = 1_000;

/**
 * Cases in which somebody or something is as sought, as their present household version stands; newest first.
 *
 * @param page.first 1 to 100.
 * @throws Problem INVALID_INPUT for a cursor that was not given out here, or another `first`.
 */
export async function findCases(
  db: Database,
  vault: FieldVault,
  search: CaseSearch,
  page: { readonly first: number; readonly after: string | null },
): Promise<ApplicationPage> {
  const { first, after } = page;
  assertPageSize(first);
  let query = sought(db, vault, search).selectAll('found');
  if (after !== null) query = query.where(isOlderThan('found', after));
  const rows = await query
    .orderBy('found.created_at', 'desc')
    .orderBy('found.id', 'desc')
    .limit(first + 1)
    .execute();
  return pageOf(rows, first);
}

/** How many cases {@link findCases} would page through, up to {@link MOST_COUNTED}. */
export async function countCases(db: Database, vault: FieldVault, search: CaseSearch): Promise<FoundCount> {
  const some = sought(db, vault, search)
    .select('found.id')
    .limit(MOST_COUNTED + 1);
  const { count } = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return { count: Math.min(Number(count), MOST_COUNTED), orMore: Number(count) > MOST_COUNTED };
}

function sought(db: Database, vault: FieldVault, search: CaseSearch) {
  const { certificate, names = [], paper, address, community, owner, categories, states, among } = search;
  const isOfPerson = certificate !== undefined || names.length > 0;
  let query = (isOfPerson ? fromPeople(db, vault, certificate, names) : db.selectFrom('application as found')).where(
    'found.division',
    'like',
    `${divisionPrefix(search.division)}%`,
  );
  query = query.where(isNoMistake('found'));
  if (categories !== undefined) query = query.where('found.category', 'in', categories);
  if (states !== undefined) query = query.where('found.state', 'in', states);
  if (among !== undefined) query = query.where(sql<boolean>`found.id = ANY(${among}::uuid[])`);
  if (paper !== undefined) query = query.where(sql<boolean>`found.id IN (${casesOfPaper(paper)})`);
  if (address !== undefined) query = query.where(sql<boolean>`found.id IN (${casesAtAddress(vault, address)})`);
  if (owner !== undefined) query = query.where(isOwnedBy(owner));
  if (community !== undefined) query = query.where(sql<boolean>`found.id IN (${casesInCommunity(community)})`);
  return query;
}

/**
 * Cases whose household version has somebody as sought. The people are found first and for themselves (`MATERIALIZED`):
 * left to choose, the planner at times walks through all cases, newest first, and looks for 150 tokens in each.
 */
function fromPeople(db: Database, vault: FieldVault, certificate: Certificate | undefined, names: readonly NameWish[]) {
  return db
    .with(
      (cte) => cte('who').materialized(),
      () =>
        sql<{ household_id: string; household_version: number }>`
          (SELECT DISTINCT household_id, household_version FROM (${peopleSought(vault, certificate, names)}) AS people)`,
    )
    .selectFrom('who')
    .innerJoin('application as found', (join) =>
      join
        .onRef('found.household_id', '=', 'who.household_id')
        .onRef('found.household_version', '=', 'who.household_version'),
    );
}

/** Places in household versions of those who have the certificate and every one of the names. */
function peopleSought(vault: FieldVault, certificate: Certificate | undefined, names: readonly NameWish[]) {
  const conditions = names.map(
    (wish) => sql`
      SELECT household_id, household_version, person_id FROM name_token
      WHERE token = ANY(${[...tokensWanted(vault, wish)]}::bytea[])`,
  );
  if (certificate !== undefined) {
    conditions.push(sql`
      SELECT household_id, household_version, person_id FROM household_member
      WHERE person_id IN (SELECT id FROM person WHERE certificate_blind = ${vault.blindIndex(certificate)})`);
  }
  return sql.join(conditions, sql` INTERSECT `);
}

/** The cases whose newest address has every place that is sought, and the number where one is. */
function casesAtAddress(vault: FieldVault, address: string) {
  const having = addressWanted(vault, address).map(
    (token) => sql`SELECT application_id, number FROM address_token WHERE token = ${token}`,
  );
  return sql`SELECT application_id FROM (${sql.join(having, sql` INTERSECT `)}) AS there WHERE ${isNewest('there')}`;
}

function casesInCommunity(community: string) {
  return sql`SELECT application_id FROM application_contact AS there
    WHERE community = ${community} AND ${isNewest('there')}`;
}

function isNewest(contact: string) {
  return sql`NOT EXISTS (SELECT FROM application_contact AS later
    WHERE later.application_id = ${sql.ref(`${contact}.application_id`)}
    AND later.number > ${sql.ref(`${contact}.number`)})`;
}

/** The cases to which a paper of this number belongs. */
function casesOfPaper(number: string) {
  return sql`
    SELECT id FROM application WHERE number = ${number}
    UNION ALL SELECT application_id FROM letter WHERE letter_number = ${number}
    UNION ALL SELECT verification.application_id FROM report
      JOIN verification ON verification.id = report.verification_id WHERE report.number = ${number}
    UNION ALL SELECT application_id FROM decision WHERE number = ${number}
    UNION ALL SELECT application_id FROM objection WHERE number = ${number}
    UNION ALL SELECT application_id FROM identity_dispute WHERE number = ${number}
    UNION ALL SELECT identity_dispute.application_id FROM correction_ticket
      JOIN identity_dispute ON identity_dispute.id = correction_ticket.dispute_id
      WHERE correction_ticket.number = ${number}`;
}
