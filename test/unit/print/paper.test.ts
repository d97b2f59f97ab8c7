import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/print/fonts.ts';
import { inspectionPaper } from '../../../src/print/inspection-paper.ts';
import type { Notice } from '../../../src/decision/notice.ts';
import { noticePaper } from '../../../src/print/notice-paper.ts';
import { printPaper } from '../../../src/print/paper.ts';
import { reportPaper } from '../../../src/print/report-paper.ts';
import { buildReport } from '../../../src/report/build.ts';
import { inspectionSheet } from '../../../src/report/inspection-sheet.ts';
import { sample } from '../report/sample.ts';
import { largeHousehold } from './large-household.ts';

const MARKS = { printedBy: 'demo-caseworker', printedAt: '2018-03-05 12:00:00' };
const seal = { checkCode: 'ABCDEFGHJKLMNPQRSTUV', keyId: 'sign-1', algorithm: 'Ed25519' };
const publicUrl = 'https://hedui.example.cn';
const paper = (where: string | null = publicUrl) =>
  reportPaper(buildReport(sample()), { review: null, seal, publicUrl: where });

describe('a printed report', () => {
  it('is the same bytes for the same document, printer and time', { timeout: 30_000 }, async () => {
    const [once, again] = [await printPaper(paper(), MARKS), await printPaper(paper(), MARKS)];
    expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
    expect(Buffer.from(once).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it(
    'of eight members and nineteen sources is printed whole, on as many pages as it takes',
    { timeout: 60_000 },
    async () => {
      const large = reportPaper(largeHousehold(), { review: null, seal, publicUrl });
      const bytes = Buffer.from(await printPaper(large, MARKS)).toString('latin1');
      expect(bytes.match(/\/Type \/Page\n/g)?.length).toBeGreaterThan(7);
      const words = JSON.stringify(large.content);
      for (const name of ['王𠮷', '龚䶮', '阿依古丽·买买提明·吐尔逊江']) expect(words).toContain(name);
    },
  );

  it('leads to the check page by its QR code, and holds the bare code where nobody said where that is', () => {
    const qr = (where: string | null) => JSON.stringify(paper(where).content).match(/"qr":"([^"]+)"/)?.[1];
    expect(qr(publicUrl)).toBe('https://hedui.example.cn/check/ABCDEFGHJKLMNPQRSTUV');
    expect(qr(null)).toBe('ABCDEFGHJKLMNPQRSTUV');
  });

  it('of before reports were signed says so, and has no QR code', () => {
    const unsigned = reportPaper(buildReport(sample()), { review: null, seal: null, publicUrl });
    const words = JSON.stringify(unsigned.content);
    expect(words).toContain('签名缺失：本版应有电子签名而没有');
    expect(words).not.toContain('"qr"');
  });

  it('shows both figures of what is in dispute', () => {
    const document = largeHousehold();
    const [without] = document.indicators;
    if (without === undefined) throw new Error('there are indicators');
    const disputed = { ...document, withoutDisputed: { indicators: [without], assessment: null, conclusions: [] } };
    const words = (of: typeof disputed | typeof document) =>
      JSON.stringify(reportPaper(of, { review: null, seal, publicUrl }).content);
    expect(words(disputed)).toContain('不计入争议事实');
    expect(words(document)).not.toContain('不计入争议事实');
  });

  it('says that people are made up and that nobody has reviewed it', () => {
    expect(paper().marks).toEqual(['演示数据', '未经复核']);
  });

  it('prints a character that the font lacks as 〓 with its code point', () => {
    expect(printable('𠮷田')).toBe('〓(U+20BB7)田');
    expect(printable('䶮·买买提')).toBe('䶮·买买提');
  });
});

describe('a printed notice', () => {
  it('is a letter to the applicant', { timeout: 30_000 }, async () => {
    const words = (zh: string) => ({ zh, en: zh });
    const stored: Notice = {
      shapeVersion: 1,
      demoMark: '演示数据',
      title: words('社会救助审核确认告知书'),
      number: 'GZ-1',
      kind: 'APPROVED',
      addressee: '王建国',
      date: buildReport(sample()).verification.baseDate,
      office: '无锡市梁溪区民政局',
      applicationNumber: 'SQ-1',
      report: { number: 'HD-1', version: 1 },
      monthlyFen: null,
      from: null,
      until: null,
      paragraphs: [words('您家庭的申请，经审核确认予以同意。')],
      reasons: [],
      remedies: [],
      law: [{ document: '《社会救助暂行办法》', article: '第六十五条', verified: true }],
    };
    const notice = noticePaper(stored, null);
    expect(notice.marks).toEqual(['演示数据']);
    expect((await printPaper(notice, MARKS)).length).toBeGreaterThan(1_000);
    const remarked = noticePaper(stored, '本决定须复核。');
    expect(JSON.stringify(remarked.content[0])).toContain('【打印时附注，非告知书正文】本决定须复核。');
    expect(JSON.stringify(remarked.content.slice(1))).toBe(JSON.stringify(noticePaper(stored, null).content));
  });
});

it('a printed inspection sheet has the eleven lines, room beside each, and places for three signatures and the day', async () => {
  const document = largeHousehold();
  const sheet = inspectionPaper(inspectionSheet(document), new Date(document.issuedAt));
  const words = JSON.stringify(sheet.content);
  for (const { id, names, resultWords } of document.indicators) {
    expect(words).toContain(`${id}\\n${names.zh}`);
    expect(words).toContain(resultWords.zh);
  }
  expect(words.match(/\\n\\n\\n/g)).toHaveLength(document.indicators.length);
  expect(words.match(/签字/g)).toHaveLength(3);
  expect(sheet.marks).toEqual(document.demoMark === null ? [] : [document.demoMark]);
  const [once, again] = [await printPaper(sheet, MARKS), await printPaper(sheet, MARKS)];
  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
}, 30_000);
