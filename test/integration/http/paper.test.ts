import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrinter } from '../../../src/main/printer.ts';
import { findPrintedSeal } from '../../../src/verification/report-seals.ts';
import { readPublished } from '../../support/published-form.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { requestedCheck } from '../../support/drawn-report.ts';
import { deciding, DAY, officer } from '../decision/deciding.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, signedApp, XINWU } from './app-room.ts';
import type { AppRoom, Claims, SignedApp } from './app-room.ts';
import { decide, issueReport, reissueReport } from '../../support/acts.ts';

const REVIEWER: Claims = { role: 'REVIEWER', division: '320213' };
const PARTNER: Claims = { role: 'PARTNER', division: '320213' };
const PUBLIC_URL = 'https://hedui.example.cn';

/** A report and a notice that leave the house on paper, and what anybody may ask of them. */
describe('on paper', () => {
  let room: AppRoom;
  let paper: SignedApp;
  let verificationId = '';
  let decisionNumber = '';
  const { reviewed, input } = deciding(() => room);

  beforeAll(async () => {
    room = await openAppRoom({ demo: true });
    const { services } = room;
    paper = await signedApp(services, { printer: openPrinter(PUBLIC_URL) });
    const { verification } = await requestedCheck(room.room, services);
    verificationId = verification.id;
    // Nobody is asked: the report says so of every source.
    await services.db.updateTable('verification').set({ state: 'ASKING' }).where('id', '=', verificationId).execute();
    expect(await issueReport(services, verificationId)).toBe('ISSUED');
    const decided = await reviewed({ I02: 'EXCEEDS' });
    decisionNumber = (await decide(services, officer('officer-1'), input(decided.verification))).number;
  });
  afterAll(() => room.close());

  const get = async (path: string, as: Claims, from = paper.app, token = paper.token) =>
    from.request(path, { headers: { authorization: `Bearer ${await token(as)}` } });
  const reportPdf = () => `/verifications/${verificationId}/report.pdf`;
  const sheetPdf = () => `/verifications/${verificationId}/inspection-sheet.pdf`;
  const noticePdf = () => `/decisions/${decisionNumber}/notice.pdf`;
  const looksAt = (act: 'PRINT_REPORT' | 'PRINT_NOTICE' | 'READ_PAPER_STATE') =>
    room.services.db.selectFrom('look_log').selectAll().where('act', '=', act).orderBy('seq').execute();

  describe('the PDF of a report', () => {
    it('is the same bytes for the same printer and time, and leaves an entry for each person that it was printed', async () => {
      const [once, again] = [await get(reportPdf(), REVIEWER), await get(`${reportPdf()}?version=1`, REVIEWER)];
      expect(once.headers.get('content-type')).toBe('application/pdf');
      expect(once.headers.get('content-disposition')).toMatch(/^inline; filename="HD-320213-\d+-\d+-v1\.pdf"$/);
      const bytes = Buffer.from(await once.arrayBuffer());
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.equals(Buffer.from(await again.arrayBuffer()))).toBe(true);
      const looks = await looksAt('PRINT_REPORT');
      expect(new Set(looks.map(({ person_id: person }) => person)).size).toBeGreaterThan(0);
      expect(looks[0]).toMatchObject({
        actor: 'reviewer-320213',
        role: 'REVIEWER',
        purpose: 'CASE_HANDLING',
        verification_id: verificationId,
        field_kinds: ['REPORT', 'REVIEW'],
        outcome: 'DONE',
      });
    }, 30_000);

    it.each([
      ['a version that there is not', '?version=9', 404, 'NOT_FOUND'],
      ['a version that is no number', '?version=x', 400, 'INVALID_INPUT'],
    ])('refuses %s', async (_what, query, status, code) => {
      const response = await get(`${reportPdf()}${query}`, LIANGXI);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    });
  });

  it('the inspection sheet of a version is printed, and that it was is in the log', async () => {
    const before = (await looksAt('PRINT_REPORT')).length;
    const response = await get(`${sheetPdf()}?version=1`, LIANGXI);
    expect(response.headers.get('content-disposition')).toMatch(/-v1-sheet\.pdf"$/);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await looksAt('PRINT_REPORT')).length).toBeGreaterThan(before);
  }, 30_000);

  describe('the PDF of a notice', () => {
    it('is printed with an entry that says so', async () => {
      const response = await get(noticePdf(), AUDITOR);
      expect(response.status).toBe(200);
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      expect(await looksAt('PRINT_NOTICE')).toMatchObject([
        { actor: 'auditor-320200', purpose: 'SUPERVISION', field_kinds: ['DECISION', 'NOTICE'], outcome: 'DONE' },
      ]);
    }, 30_000);

    it('of a decision that there is not is refused as one that is not the caller’s to see', async () => {
      const missing = await get('/decisions/JD-320213-20180301-999999/notice.pdf', LIANGXI);
      const elsewhere = await get(noticePdf(), XINWU);
      const told = async (response: Response) => {
        const { errors } = (await response.json()) as { errors: { message: string }[] };
        return [response.status, errors[0]?.message];
      };
      expect(await told(missing)).toEqual(await told(elsewhere));
    });
  });

  it.each([
    ['another division', XINWU, 404],
    ['a partner', PARTNER, 403],
    ['an operator', OPERATOR, 403],
  ] as const)('is not printed for %s, and no print is noted', async (_who, as, status) => {
    const before = (await looksAt('PRINT_REPORT')).length + (await looksAt('PRINT_NOTICE')).length;
    for (const path of [reportPdf(), sheetPdf(), noticePdf()]) expect((await get(path, as)).status).toBe(status);
    expect((await looksAt('PRINT_REPORT')).length + (await looksAt('PRINT_NOTICE')).length).toBe(before);
  });

  it('is not printed without a token', async () => {
    for (const path of [reportPdf(), sheetPdf(), noticePdf()]) expect((await paper.app.request(path)).status).toBe(401);
  });

  it('is refused at the edge, where there is no printer, in words that say where to go', async () => {
    for (const path of [reportPdf(), sheetPdf(), noticePdf()]) {
      const response = await get(path, LIANGXI, room.app, room.token);
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_OFFERED_HERE', zh: expect.stringContaining('hedui report print') } }],
      });
    }
  });

  describe('the public check page', () => {
    const codeOf = async (version: number) => {
      const { db, vault } = room.services;
      const report = await readPublished(db, vault, verificationId, version);
      return (await findPrintedSeal(db, report?.id ?? ''))?.checkCode ?? '';
    };
    const ask = async (code: string) => {
      const response = await room.app.request(`/check/${code}`, { headers: { accept: 'application/json' } });
      return (await response.json()) as { state: string; zh: string; en: string; askedAt: string; demoMark: string };
    };
    const entries = async () => (await looksAt('READ_PAPER_STATE')).map(({ outcome }) => outcome);

    it('needs no token, says genuine with the time, and shows nothing of anybody', async () => {
      const code = await codeOf(1);
      const response = await room.app.request(`/check/${code}`, { headers: { accept: 'text/html' } });
      const page = await response.text();
      expect(response.status).toBe(200);
      for (const word of ['真实有效', 'Genuine', '2018-02-01 10:00:00', '演示数据', 'lang="zh-CN"']) {
        expect(page).toContain(word);
      }
      const report = await readPublished(room.services.db, room.services.vault, verificationId);
      const { number, application, members } = report?.document ?? { number: '', application: null, members: [] };
      const told = [number, application?.number ?? '', application?.delegatingUnit ?? '', code, decisionNumber];
      for (const text of [...told, ...members.flatMap(({ name, maskedNumber }) => [name, maskedNumber])]) {
        expect(text).not.toBe('');
        expect(page).not.toContain(text);
      }
      expect(page).not.toMatch(/<script|<img|https?:\/\//);
    });

    it('runs nothing, and only its own style', async () => {
      const response = await room.app.request('/check');
      const style = /<style>([\s\S]*?)<\/style>/.exec(await response.text())?.[1] ?? '';
      const hash = createHash('sha256').update(style).digest('base64');
      expect(response.headers.get('content-security-policy')).toBe(
        `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      );
    });

    it('takes a code as it was typed from the paper', async () => {
      const code = await codeOf(1);
      const typed = encodeURIComponent((code.toLowerCase().match(/.{1,4}/g) ?? []).join(' '));
      const response = await room.app.request(`/check?code=${typed}`, { headers: { accept: 'application/json' } });
      expect(await response.json()).toMatchObject({ state: 'GENUINE' });
    });

    it.each([
      ['was never given out', 'ABCDEFGHJKLMNPQRSTUV'],
      ['is none', 'x'],
      ['is an attempt at markup', encodeURIComponent('<b>"1"</b>')],
    ])('gives one reply to a code that %s, and leaves no entry', async (_what, code) => {
      const before = await entries();
      const unknown = await room.app.request(`/check/${code}`);
      const known = await room.app.request(`/check/${await codeOf(1)}`);
      expect(unknown.status).toBe(known.status);
      const named = (response: Response) => [...response.headers.keys()].toSorted();
      expect(named(unknown)).toEqual(named(known));
      expect(await unknown.text()).toBe(await (await room.app.request('/check/OTHER')).text());
      expect(await entries()).toEqual(before);
    });

    it('tells JSON to who accepts JSON', async () => {
      expect(await ask(await codeOf(1))).toEqual({
        state: 'GENUINE',
        zh: '真实有效',
        en: 'Genuine',
        askedAt: '2018-02-01T02:00:00.000Z',
        demoMark: '演示数据',
      });
      expect((await ask('nothing')).state).toBe('UNKNOWN');
    });

    it('leaves one entry a minute in the log of the case, of nobody and about nobody', async () => {
      room.room.services.clock.advance(61_000);
      const before = (await entries()).length;
      for (let times = 0; times < 3; times += 1) await ask(await codeOf(1));
      const looks = await looksAt('READ_PAPER_STATE');
      expect(looks).toHaveLength(before + 1);
      expect(looks.at(-1)).toMatchObject({
        actor: 'public',
        role: 'PUBLIC',
        purpose: 'PUBLIC_CHECK',
        outcome: 'GENUINE',
        person_id: null,
        field_kinds: ['PAPER_STATE'],
      });
    });

    it('believes no row that is not as it was signed, and says so in the log of the case', async () => {
      const code = await codeOf(1);
      const owner = new Client({ connectionString: room.room.database.ownerUrl });
      await owner.connect();
      const turn = `UPDATE report_seal SET signature = translate(signature, '0123456789', '1032547698')`;
      try {
        await owner.query(turn);
        expect((await ask(code)).state).toBe('UNKNOWN');
        expect((await entries()).at(-1)).toBe('ALTERED');
        await owner.query(turn);
        expect((await ask(code)).state).toBe('GENUINE');
      } finally {
        await owner.end();
      }
    });

    it('says superseded once there is a newer version, and past its validity when that has run out', async () => {
      const first = await codeOf(1);
      await reissueReport(room.services, CASEWORKER, verificationId, 'CONTEST');
      const second = await codeOf(2);
      room.room.services.clock.advance(61_000);
      expect([(await ask(first)).state, (await ask(second)).state]).toEqual(['SUPERSEDED', 'GENUINE']);
      room.room.services.clock.advance(200 * DAY);
      expect([(await ask(first)).state, (await ask(second)).state]).toEqual(['SUPERSEDED', 'EXPIRED']);
      expect((await entries()).slice(-4)).toEqual(['SUPERSEDED', 'GENUINE', 'SUPERSEDED', 'EXPIRED']);
    });
  });
});
