import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexNamesAct } from '../../../src/access/acts/index-names.ts';
import { perform } from '../../../src/access/acts/perform.ts';
import { SEARCH_RATE } from '../../../src/access/search-rate.ts';
import { citizenChecksum } from '../../../src/identity/citizen-number.ts';
import { openWorkItemInTrx } from '../../../src/work-items/open-item.ts';
import { FATHER } from '../../support/family.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';

const FIND = `query ($search: CaseSearch!, $purpose: SearchPurpose!, $first: Int, $after: String) {
  findCases(search: $search, purpose: $purpose, first: $first, after: $after) {
    edges { cursor node { application { number } people { name maskedNumber relation role } } }
    pageInfo { hasNextPage endCursor } total { count orMore } } }`;

type Found = {
  readonly edges: readonly {
    readonly node: {
      readonly application: { readonly number: string };
      readonly people: readonly { readonly name: string }[];
    };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly total: { readonly count: number; readonly orMore: boolean };
};

/** A number that cannot belong to anyone: 梁溪 was founded in 2015. */
let people = 0;
function madeUpNumber(): string {
  const first = `32021319800101${String((people += 1)).padStart(3, '0')}`;
  return first + citizenChecksum(first);
}

/** Each test has its own searcher: one person may search so often a minute. */
let searchers = 0;

describe('finding cases through the public endpoint', () => {
  let room: AppRoom;
  const numbers: Record<string, string> = {};
  const register = async (key: string, name: string, division = '320213001') => {
    room.room.services.clock.advance(1_000);
    const number = madeUpNumber();
    const { application } = await room.room.register({
      members: [{ ...FATHER, key: 'father', name, certificate: { type: 'CITIZEN_NUMBER', number } }],
      obligors: [],
      declared: [],
      division,
    });
    numbers[key] = application.number;
    return { application, number };
  };
  const ask = (search: object, as: Claims, page: object = {}) =>
    room.ask(FIND, { as, variables: { search, purpose: 'CASE_HANDLING', ...page } });
  const find = async (search: object, as: Claims = someone(), page: object = {}): Promise<Found> => {
    const answer = await ask(search, as, page);
    expect(answer.errors).toBeUndefined();
    return answer.data?.['findCases'] as Found;
  };
  const someone = (): Claims => ({ ...LIANGXI, subject: `searcher-${(searchers += 1)}` });
  const named = ({ edges }: Found) => edges.map(({ node }) => node.people.map(({ name }) => name).join());
  beforeAll(async () => {
    room = await openAppRoom();
    for (const [key, name] of [
      ['a', '王小芳'],
      ['b', '王芳'],
      ['c', '王明'],
      ['d', '欧阳芳'],
      ['e', '单芳'],
    ] as const) {
      await register(key, name);
    }
    await register('f', '王芳', '320214001');
  });
  afterAll(() => room.close());

  it('goes by whole name, surname, surname and one character, and initials, the newest first', async () => {
    expect(named(await find({ name: '王 芳' }))).toEqual(['王芳']);
    expect(named(await find({ surname: '王' }))).toEqual(['王明', '王芳', '王小芳']);
    expect(named(await find({ surname: '王', character: '芳' }))).toEqual(['王芳', '王小芳']);
    expect(named(await find({ surname: '欧阳' }))).toEqual(['欧阳芳']);
    expect(named(await find({ initials: 'wf' }))).toEqual(['王芳']);
    expect(named(await find({ initials: 'DF' }))).toEqual(['单芳']);
    expect(named(await find({ initials: 'SF' }))).toEqual(['单芳']);
    expect((await find({ name: '王大明' })).total).toEqual({ count: 0, orMore: false });
  });

  it('goes by the number of a person in any spelling, with a name only where both are one person', async () => {
    const { number } = await register('g', '陈芳');
    const typed = ` ${number.slice(0, 6)} ${number.slice(6)} `;
    const found = await find({ number: typed });
    expect(found.edges).toMatchObject([
      { node: { application: { number: numbers['g'] }, people: [{ name: '陈芳', relation: '02' }] } },
    ]);
    expect(JSON.stringify(found)).not.toContain(number);
    expect(named(await find({ number, surname: '陈' }))).toEqual(['陈芳']);
    expect(named(await find({ number, surname: '王' }))).toEqual([]);
  });

  it('goes by the number of a paper, category, state and what is overdue, and combines them', async () => {
    const { application } = await register('h', '赵强');
    expect(named(await find({ paper: numbers['h'] }))).toEqual(['赵强']);
    expect(named(await find({ surname: '赵', states: ['CLOSED'] }))).toEqual([]);
    expect(named(await find({ surname: '赵', states: ['ACCEPTED'], categories: ['MINIMUM_LIVING'] }))).toEqual([
      '赵强',
    ]);
    expect(named(await find({ surname: '赵', overdue: true }))).toEqual([]);
    await room.services.db.transaction().execute((trx) =>
      openWorkItemInTrx(trx, {
        kind: 'TASK',
        origin: 'CASE',
        reason: 'REVIEW_LATE_VERSION',
        applicationId: application.id,
        subject: { kind: 'APPLICATION', id: application.id },
        due: { at: new Date('2018-01-31T00:00:00Z'), provisional: false },
        division: application.division,
        by: 'test',
        at: room.services.clock.now(),
      }),
    );
    expect(named(await find({ overdue: true }))).toEqual(['赵强']);
  });

  it('stays within the place of whoever searches', async () => {
    expect(named(await find({ name: '王芳' }, { ...XINWU, subject: 'xinwu-1' }))).toEqual(['王芳']);
    const city = await find({ name: '王芳' }, { role: 'CASEWORKER', division: '320200', subject: 'city-1' });
    expect(city.total.count).toBe(2);
    const elsewhere = await ask({ name: '王芳', division: '320214' }, someone());
    expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', field: 'division' });
  });

  it('pages by a cursor that what is registered meanwhile does not move', async () => {
    const searcher = someone();
    const first = await find({ surname: '王' }, searcher, { first: 2 });
    await register('i', '王新');
    const rest = await find({ surname: '王' }, searcher, { first: 2, after: first.pageInfo.endCursor });
    expect([...named(first), ...named(rest)]).toEqual(['王明', '王芳', '王小芳']);
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(rest.total).toEqual({ count: 4, orMore: false });
  });

  it('finds a person in every case of theirs, also an obligor, and each keeps one set of tokens', async () => {
    const { application } = await room.room.register({ declared: [] });
    await room.room.register({ declared: [] });
    const found = await find({ name: '测试戊' });
    expect(found.edges).toHaveLength(2);
    expect(found.edges[0]?.node.people).toMatchObject([{ name: '测试戊', role: 'OBLIGOR' }]);
    const tokens = await room.services.db
      .selectFrom('name_token')
      .select(['token', 'person_id', 'household_id'])
      .where('person_id', '=', application.applicantPersonId)
      .execute();
    expect(new Set(tokens.map(({ household_id }) => household_id)).size).toBe(2);
    expect(tokens.length).toBe(2 * new Set(tokens.map(({ token }) => token.toString('hex'))).size);
  });

  it('is on record with its purpose and what it went by, and with each person who was shown', async () => {
    const searcher = someone();
    await room.ask(FIND, { as: searcher, variables: { search: { name: '王明' }, purpose: 'ENQUIRY' } });
    const looks = await room.services.db
      .selectFrom('look_log')
      .select(['act', 'purpose', 'field_kinds', 'outcome', 'application_id', 'person_id'])
      .where('actor', '=', searcher.subject ?? '')
      .orderBy('seq')
      .execute();
    expect(looks.slice(0, 2)).toMatchObject([
      { act: 'FIND_CASES', purpose: 'ENQUIRY', field_kinds: ['NAME'], application_id: null },
      { act: 'READ_APPLICATION', purpose: 'ENQUIRY', field_kinds: expect.arrayContaining(['NAME']) },
    ]);
    expect(looks[1]?.person_id).not.toBeNull();
    expect(JSON.stringify(looks)).not.toContain('王明');
  });

  it('refuses whoever searches faster than at a counter, and records that too', async () => {
    const hasty = someone();
    for (let time = 0; time < SEARCH_RATE.perMinute; time += 1) await find({ paper: 'none' }, hasty);
    const refused = await ask({ paper: 'none' }, hasty);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'TOO_MANY_SEARCHES' });
    expect((await room.looks()).at(-1)).toBe('FIND_CASES REFUSED');
    room.room.services.clock.advance(61_000);
    await find({ paper: 'none' }, hasty);
  });

  it('is for staff of cases, with the purpose of their role', async () => {
    expect((await ask({ name: '王芳' }, OPERATOR)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const asAuditor = (purpose: string) =>
      room.ask(FIND, { as: AUDITOR, variables: { search: { name: '王芳' }, purpose } });
    expect((await asAuditor('ENQUIRY')).errors?.[0]?.extensions).toMatchObject({ field: 'purpose' });
    expect((await asAuditor('SUPERVISION')).errors).toBeUndefined();
    const caseworker = await room.ask(FIND, {
      as: someone(),
      variables: { search: { name: '王芳' }, purpose: 'SUPERVISION' },
    });
    expect(caseworker.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'purpose' });
  });

  it('finds cases of before once their names are indexed, and a second run finds nothing to do', async () => {
    const { application } = await register('j', '魏征');
    await withOwner(room, (owner) =>
      owner.query('DELETE FROM name_token WHERE household_id = $1', [application.householdId]),
    );
    expect(named(await find({ name: '魏征' }))).toEqual([]);
    const operator = { kind: 'STAFF', subject: 'cli', division: '320200', roles: ['OPERATOR'] } as const;
    const index = () => perform(room.services, operator, 'index', indexNamesAct, { most: 10 });
    expect([await index(), await index()]).toEqual([1, 0]);
    expect(named(await find({ name: '魏征' }))).toEqual(['魏征']);
  });

  it('keeps no name in any table, in whatever form it was sought', async () => {
    const dump = await withOwner(room, async (owner) => {
      const { rows: tables } = await owner.query<{ name: string }>(
        `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
      );
      const texts = [];
      for (const { name } of tables) {
        const { rows } = await owner.query<{ text: string | null }>(
          `SELECT string_agg(t::text, ' ') AS text FROM ${name} t`,
        );
        texts.push(rows[0]?.text ?? '');
      }
      return texts.join('\n');
    });
    expect(dump).toContain(numbers['a']);
    for (const name of ['王小芳', '王芳', '小芳', '欧阳', '单芳', 'WXF', '测试甲']) {
      expect(dump).not.toContain(name);
      expect(dump).not.toContain(Buffer.from(name).toString('hex'));
    }
  });
});

async function withOwner<T>({ room }: AppRoom, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: room.database.ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
