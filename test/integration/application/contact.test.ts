import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeSheetToPrint } from '../../../src/access/see/print.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { AUDITOR, LIANGXI, openAppRoom, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';

const RECORD = `mutation ($id: ID!, $contact: ContactInput!, $basedOn: Int!) {
  recordContact(applicationId: $id, contact: $contact, basedOn: $basedOn) {
    __typename ... on Problem { code field zh } ... on RecordContactSuccess { contact { number address recordedBy } } } }`;
const READ = `query ($id: ID!) { application(id: $id) { contact {
  number address community phones { number owner ownerWords { zh } } reachedBy reads } } }`;
const FIND = `query ($search: CaseSearch!) { findCases(search: $search, purpose: RECHECK) { edges { node { application { number } } } } }`;

const CONTACT = {
  address: '学前街12号3单元501室',
  community: '320213001001',
  phones: [{ number: '13900000000', owner: 'RELATIVE' }],
  reachedBy: 'THROUGH_COMMITTEE',
  reads: false,
};

describe('where a family lives and how it is reached', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const record = async (id: string, basedOn: number, changes: object = {}, as: Claims = LIANGXI): Promise<object> => {
    const { data, errors } = await room.ask(RECORD, {
      as,
      variables: { id, basedOn, contact: { ...CONTACT, ...changes } },
    });
    return (data?.['recordContact'] as object | null) ?? { code: errors?.[0]?.extensions['code'] };
  };
  const found = async (search: object): Promise<string[]> => {
    const { data } = await room.ask(FIND, { variables: { search } });
    const page = data?.['findCases'] as { edges: { node: { application: { number: string } } }[] };
    return page.edges.map(({ node }) => node.application.number);
  };

  it('comes with the form, or later, in versions of which the newest stands', async () => {
    const { application } = await room.room.register({ contact: CONTACT });
    const read = async () => (await room.ask(READ, { variables: { id: application.id } })).data?.['application'];
    expect(await read()).toEqual({
      contact: {
        number: 1,
        ...CONTACT,
        phones: [{ number: '13900000000', owner: 'RELATIVE', ownerWords: { zh: '亲属' } }],
      },
    });
    expect(await record(application.id, 1, { address: '尤渡里36号' })).toMatchObject({
      contact: { number: 2, address: '尤渡里36号', recordedBy: 'caseworker-320213' },
    });
    expect(await read()).toMatchObject({ contact: { number: 2, address: '尤渡里36号' } });
    expect(await room.looks()).toContain('RECORD_CONTACT DONE');
    const later = await room.room.register();
    expect((await room.ask(READ, { variables: { id: later.application.id } })).data).toEqual({
      application: { contact: null },
    });
    expect(await record(later.application.id, 0)).toMatchObject({ contact: { number: 1 } });
  });

  it('changed by two at once is changed by one, and the other is told what is different', async () => {
    const { application } = await room.room.register({ contact: CONTACT });
    const both = await Promise.all([
      record(application.id, 1, { reads: true }),
      record(application.id, 1, { address: '尤渡里36号' }, { ...LIANGXI, subject: 'colleague' }),
    ]);
    const refused = both.filter((one) => 'code' in one);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      code: 'CONFLICT',
      field: 'basedOn',
      zh: expect.stringMatching(/地址、识字情况/),
    });
    expect(JSON.stringify(refused)).not.toMatch(/尤渡里|学前街/);
  });

  it('is found by street, with its number, by community, and no longer by what it was before', async () => {
    const { application } = await room.room.register({ contact: { ...CONTACT, address: '棉花巷7号' } });
    expect(await found({ address: '梁溪区棉花巷' })).toEqual([application.number]);
    expect(await found({ address: '棉花巷七号' })).toEqual([application.number]);
    expect(await found({ address: '棉花巷8号' })).toEqual([]);
    expect(await found({ address: '棉花巷', community: '320213001001' })).toEqual([application.number]);
    await record(application.id, 1, { address: '小娄巷1号', community: '320213001002' });
    expect(await found({ address: '棉花巷' })).toEqual([]);
    expect(await found({ address: '小娄巷' })).toEqual([application.number]);
    expect(await found({ community: '320213001002' })).toEqual([application.number]);
    const bare = await room.ask(FIND, { variables: { search: { address: '无锡市' } } });
    expect(bare.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'address' });
  });

  it('lies sealed', async () => {
    const { application } = await room.room.register({ contact: CONTACT });
    const row = await room.services.db
      .selectFrom('application_contact')
      .selectAll()
      .where('application_id', '=', application.id)
      .executeTakeFirstOrThrow();
    expect(row.contact_cipher.toString('utf8')).not.toMatch(/学前街|13900000000/);
    const tokens = await room.services.db
      .selectFrom('address_token')
      .select('token')
      .where('application_id', '=', application.id)
      .execute();
    expect(tokens).toHaveLength(2);
  });

  it('goes along to the home on the inspection sheet', async () => {
    const { verification } = await requestedCheck(room.room, room.services, { contact: CONTACT });
    await drawUp(room.services, verification);
    const principal = { kind: 'STAFF', subject: 'visitor', division: '320213', roles: ['CASEWORKER'] } as const;
    const reader = {
      services: room.services,
      principal,
      actor: { subject: 'visitor', role: 'CASEWORKER', division: '320213', checkId: 'c' },
    } as const;
    const { whereabouts } = await seeSheetToPrint(reader, verification.id);
    expect(whereabouts).toEqual([
      '居住地址 学前街12号3单元501室　村（社区）代码 320213001001',
      '电话 13900000000（亲属）　联系方式 通过村（居）委会　申请人能否阅读 不能，须当面说明',
    ]);
  });

  it('is refused with the path of what is wrong, in a form and by itself', async () => {
    const { application } = await room.room.register();
    expect(await record(application.id, 0, { community: '320214001001' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'contact.community',
    });
    await expect(room.room.register({ contact: { ...CONTACT, address: '' } })).rejects.toMatchObject({
      details: { field: 'contact.address' },
    });
  });

  it.each([
    ['another place', XINWU, 'NOT_FOUND'],
    ['supervision', AUDITOR, 'FORBIDDEN'],
  ])('is not changed from %s, nor after the end', async (_who, as, code) => {
    const { application } = await room.room.register();
    expect(await record(application.id, 0, {}, as)).toMatchObject({ code });
    await room.ask('mutation ($id: ID!) { withdrawApplication(applicationId: $id, why: "撤回") { __typename } }', {
      variables: { id: application.id },
    });
    expect(await record(application.id, 0)).toMatchObject({ code: 'CONFLICT', field: 'applicationId' });
  });
});
