import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decide } from '../../support/acts.ts';
import { deciding, officer } from '../decision/deciding.ts';
import { AUDITOR, LIANGXI, openAppRoom, signedApp, XINWU } from './app-room.ts';
import type { AppRoom, Claims, SignedApp } from './app-room.ts';

let room: AppRoom;
let signed: SignedApp;
/** Ids of things of 梁溪区, and of nothing. */
const there = { application: '', household: '', verification: '', decision: '' };
const nowhere = {
  application: crypto.randomUUID(),
  household: crypto.randomUUID(),
  verification: crypto.randomUUID(),
  decision: 'JD-320213-20180201-009999',
};
type Ids = typeof there;
const blank = () => Promise.resolve(new Uint8Array());

beforeAll(async () => {
  room = await openAppRoom();
  const { services } = room;
  const { reviewed, input } = deciding(() => room);
  const { application, verification } = await reviewed({ I02: 'EXCEEDS' });
  const { number } = await decide(services, officer('officer-1'), input(verification));
  // So that a stream of its progress ends.
  await services.db.updateTable('verification').set({ state: 'ISSUED_COMPLETE' }).execute();
  Object.assign(there, {
    application: application.id,
    household: application.householdId,
    verification: verification.id,
    decision: number,
  });
  // The statements are those in front of it; laying out a page takes seconds.
  signed = await signedApp(services, { printer: { report: blank, inspectionSheet: blank, notice: blank } });
});
afterAll(() => room.close());

const ASKED = 'id household { members { name } } decisions { number }';
const QUERIES: Readonly<Record<string, (ids: Ids) => readonly [query: string, id: string]>> = {
  application: (ids) => [`query($id: ID!) { application(id: $id) { ${ASKED} } }`, ids.application],
  'node of an application': (ids) => ['query($id: ID!) { node(id: $id) { id } }', `Application:${ids.application}`],
  verification: (ids) => ['query($id: ID!) { verification(id: $id) { state report { text } } }', ids.verification],
  'node of a verification': (ids) => ['query($id: ID!) { node(id: $id) { id } }', `Verification:${ids.verification}`],
  household: (ids) => ['query($id: ID!) { household(id: $id) { members { name } } }', ids.household],
  'progress by subscription': (ids) => [
    'subscription($id: ID!) { verificationProgress(id: $id) { event } }',
    ids.verification,
  ],
};
const ROUTES: Readonly<Record<string, (ids: Ids) => string>> = {
  'progress by the route': (ids) => `/verifications/${ids.verification}/progress`,
  'the PDF of a report': (ids) => `/verifications/${ids.verification}/report.pdf`,
  'the inspection sheet': (ids) => `/verifications/${ids.verification}/inspection-sheet.pdf`,
  'the notice of a decision': (ids) => `/decisions/${ids.decision}/notice.pdf`,
};

/** The answer of a read, and the statements that it runs. */
async function read(way: string, ids: Ids, as: Claims): Promise<{ answer: string; statements: string[] }> {
  const statements: string[] = [];
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function said(this: Client, ...args) {
    const [first] = args as unknown[];
    statements.push(typeof first === 'string' ? first : ((first as { text?: string }).text ?? ''));
    return original.apply(this, args);
  });
  const headers = {
    authorization: `Bearer ${await signed.token(as)}`,
    'content-type': 'application/json',
    accept: 'text/event-stream, application/json',
    'x-check-id': 'the-same-for-both',
  };
  const [query, id] = QUERIES[way]?.(ids) ?? ['', ''];
  const response = await (query === ''
    ? signed.app.request(ROUTES[way]?.(ids) ?? '', { headers })
    : signed.app.request('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables: { id } }) }));
  const answer = `${response.status} ${await response.text()}`;
  spy.mockRestore();
  return { answer, statements };
}
const original = Client.prototype.query as (...args: unknown[]) => unknown;

describe('what lies in another place', () => {
  it.for([...Object.keys(QUERIES), ...Object.keys(ROUTES)])(
    'costs the same statements and has the same answer as what does not exist: %s',
    async (way) => {
      const absent = await read(way, nowhere, XINWU);
      const elsewhere = await read(way, there, XINWU);
      expect(absent.answer).toContain('NOT_FOUND');
      expect(elsewhere.answer).toBe(absent.answer);
      expect(elsewhere.statements).toEqual(absent.statements);
      expect(absent.statements.filter((text) => /INSERT INTO "look_log"/.test(text))).toHaveLength(1);
      // And the way leads somewhere for those whose case it is.
      const own = await read(way, there, way.includes('PDF') ? AUDITOR : LIANGXI);
      expect(own.answer).not.toContain('NOT_FOUND');
    },
  );

  it('is in the audit log as refused, and so is what does not exist', async () => {
    const before = (await room.looks()).length;
    await read('application', nowhere, XINWU);
    await read('the notice of a decision', there, XINWU);
    expect((await room.looks()).slice(before)).toEqual(['READ_APPLICATION REFUSED', 'READ_APPLICATION REFUSED']);
  });
});
