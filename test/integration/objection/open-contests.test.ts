import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isContested } from '../../../src/objection/open-contests.ts';
import type { HouseholdVersion } from '../../../src/household/member.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { openAppRoom } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';
import { ASK_AGAIN, CONTESTABLE, FILE } from './operations.ts';
import type { Asked } from './room.ts';
import type { ObjectionAnswer, Row } from './operations.ts';
import { recordLetter } from '../../support/acts.ts';

/** Nobody works here, so that what is asked stays asked. */
describe('an objection while it is open', () => {
  let room: AppRoom;
  let check: Verification;
  let household: HouseholdVersion;
  let rows: readonly Row[];
  beforeAll(async () => {
    room = await openAppRoom();
    ({ verification: check, household } = await requestedCheck(room.room, room.services));
    await drawUp(room.services, check);
    rows = (await only<{ contestable: Row[] }>(CONTESTABLE, { id: check.id })).contestable;
  });
  afterAll(() => room.close());

  const only = async <Made>(query: string, variables: unknown): Promise<Asked<Made>> =>
    Object.values((await room.ask(query, { variables })).data ?? {})[0] as Asked<Made>;
  const file = async (key: string | undefined): Promise<string> => {
    const input = { verificationId: check.id, key, why: '与实际不符', idempotencyKey: crypto.randomUUID() };
    return (await only<{ objection: ObjectionAnswer }>(FILE, { input })).objection.id;
  };
  const ask = (objectionId: string) => only<{ objection: ObjectionAnswer }>(ASK_AGAIN, { objectionId });

  it('makes its case one in which nothing is decided against the family', async () => {
    expect(await isContested(room.services.db, check.applicationId)).toBe(false);
    const id = await file(rows.find(({ subject }) => subject === 'INDICATOR')?.key);
    expect(await isContested(room.services.db, check.applicationId)).toBe(true);
    expect(await ask(id), 'an indicator has no source').toMatchObject({ code: 'CONFLICT', field: 'objectionId' });
  });

  it('asks its source again under a letter for that purpose only, and once at a time', async () => {
    const id = await file(rows.find((row) => row.subject === 'ANSWER' && row.sourceId === 'real-estate')?.key);
    expect(await ask(id)).toMatchObject({ __typename: 'ConflictProblem', code: 'NO_LETTER' });
    await recordLetter(room.services, CASEWORKER, {
      applicationId: check.applicationId,
      letterNumber: '锡核授〔2018〕异议901号',
      signedOn: '2018-02-01',
      grants: household.members.map(({ personId }) => ({
        personId,
        sources: ['real-estate'],
        purposes: ['OBJECTION_REVIEW'],
      })),
    });
    const twice = await Promise.all([ask(id), ask(id)]);
    expect(twice.map(({ code }) => code ?? 'ASKED').sort()).toEqual(['ASKED', 'CONFLICT']);
    expect(await ask(id)).toMatchObject({ code: 'CONFLICT', field: 'objectionId' });
    const lookups = await room.services.db
      .selectFrom('verification')
      .select('id')
      .where('application_id', '=', check.applicationId)
      .where('kind', '=', 'LOOKUP')
      .execute();
    expect(lookups).toHaveLength(1);
  });
});
