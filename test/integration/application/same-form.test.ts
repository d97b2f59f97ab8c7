import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizenChecksum } from '../../../src/identity/citizen-number.ts';
import { LIANGXI, openAppRoom } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';

const REGISTER = `mutation ($input: RegisterApplicationInput!) { registerApplication(input: $input) {
  __typename ... on Problem { code field } ... on RegisterApplicationSuccess { application { id } } } }`;

let people = 0;
/** A form of a family of its own; 梁溪 was founded in 2015, so the number is nobody's. */
function formOf(name: string) {
  const first = `32021319810101${String((people += 1)).padStart(3, '0')}`;
  const number = first + citizenChecksum(first);
  return {
    category: 'MINIMUM_LIVING',
    unit: 'HOUSEHOLD',
    division: '320213',
    residence: 'URBAN',
    delegated: false,
    staffRelative: false,
    applicant: '1',
    members: [{ key: '1', name, relation: '本人', certificate: { type: 'CITIZEN_NUMBER', number } }],
  };
}

describe('the same form handed in twice', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const register = async (input: object, as: Claims = LIANGXI) => {
    const { data, errors } = await room.ask(REGISTER, { as, variables: { input } });
    expect(errors).toBeUndefined();
    return data?.['registerApplication'] as { application?: { id: string }; code?: string; field?: string };
  };
  const idOf = async (input: object, as?: Claims) => (await register(input, as)).application?.id;
  const casesOf = async (ids: readonly (string | undefined)[]) => new Set(ids).size;

  it('by a double click or a slow line is one case, however it was typed', async () => {
    const form = formOf('测试己');
    const clicks = await Promise.all([idOf(form), idOf(form), idOf(form)]);
    expect(await casesOf(clicks)).toBe(1);
    const [member] = form.members;
    const spaced = { ...form, members: [{ ...member, name: '测试 己', relation: '01' }] };
    expect(await idOf(spaced)).toBe(clicks[0]);
    const rows = await room.services.db.selectFrom('application').select('id').execute();
    expect(rows).toHaveLength(1);
    expect(await room.looks()).toContain('REGISTER_APPLICATION REPEATED');
  });

  it('is two cases where anything differs, another person hands it in, or another key is given', async () => {
    const form = formOf('测试庚');
    const ids = [
      await idOf(form),
      await idOf({ ...form, residence: 'RURAL' }),
      await idOf(form, { ...LIANGXI, subject: 'colleague' }),
      await idOf({ ...form, idempotencyKey: 'once' }),
      await idOf({ ...form, idempotencyKey: 'twice' }),
    ];
    expect(await casesOf(ids)).toBe(5);
  });

  it('is a new case on another day', async () => {
    const form = formOf('测试辛');
    const first = await idOf(form);
    room.room.services.clock.advance(86_400_000);
    expect(await idOf(form)).not.toBe(first);
  });

  it('is no case at all where the first has ended, unless it is said to be meant anew', async () => {
    const form = formOf('测试壬');
    const first = await idOf(form);
    await room.ask(
      'mutation ($id: ID!) { endApplication(applicationId: $id, reason: MISTAKE, why: "误登记") { __typename } }',
      {
        variables: { id: first },
      },
    );
    expect(await register(form)).toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect(await idOf({ ...form, idempotencyKey: 'anew' })).not.toBe(first);
  });

  it('that is not in order is refused as before', async () => {
    expect(await register({ ...formOf('测试癸'), applicant: '2' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'applicant',
    });
  });
});
