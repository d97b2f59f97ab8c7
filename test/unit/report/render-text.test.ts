import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build.ts';
import { renderReport } from '../../../src/report/render-text.ts';
import { wrap } from '../../../src/report/text-table.ts';
import { kindWords } from '../../../src/report/kind-words.ts';
import { fact } from '../indicators/facts.ts';
import { day, piece } from '../indicators/world.ts';
import { sample } from './sample.ts';

const NOTICE = '标准待确认（依据 2017-07-01）';

describe('the report in a terminal', () => {
  it.each([80, 100, 140])('is never wider than %d columns', (width) => {
    const lines = renderReport(buildReport(sample({ packNotice: NOTICE })), { width }).split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  });

  it('keeps the borders of every table in line', () => {
    const lines = renderReport(buildReport(sample()), { width: 100 }).split('\n');
    let border = 0;
    for (const line of lines) {
      if (line.startsWith('┌')) border = stringWidth(line);
      else if (/^[│├└]/u.test(line)) expect(stringWidth(line)).toBe(border);
    }
    expect(border).toBeGreaterThan(0);
  });

  it('shows the table of indicators', () => {
    const text = renderReport(buildReport(sample()), { width: 100 });
    const rows = text.match(/│ I\d\d.*/gu) ?? [];
    expect(rows.map((row) => row.slice(2, 5))).toEqual(
      Array.from({ length: 11 }, (_, index) => `I${String(index + 1).padStart(2, '0')}`),
    );
    expect(rows[0]).toMatch(/I01 房产 +│ 符合 +│ +1 │ +1 \* │ 无锡市不动产登记中心/u);
    expect(rows[1]).toMatch(/I02 车辆 +│ 预警 +│ +0 │ +0 \* │/u);
    expect(rows[2]).toMatch(/I03 金融资产 +│ 待反馈 │ +4,166\.67 元 │ 19,680\.00 元 \* │/u);
    expect(rows[10]).toMatch(/I11 过度医疗 +│ 预警 +│ +0–5,000 元 │ +— │/u);
    expect(text).toContain('I01：建筑面积合计 68.00 平方米');
  });

  it('says in every section that people are synthetic and the standard is not confirmed', () => {
    const text = renderReport(buildReport(sample({ packNotice: NOTICE })), { width: 100 });
    for (const title of text.match(/^【.*$/gmu) ?? []) expect(title).toContain(`演示数据 · ${NOTICE}`);
    expect(renderReport(buildReport(sample({ demo: false })), { width: 100 })).not.toContain('演示数据');
  });

  it('says that a preliminary view was not issued', () => {
    expect(renderReport(buildReport(sample({ preliminary: true })), { width: 100 })).toContain('预览，未出具');
  });

  it('shows no computation where no income was declared, and says why', () => {
    const text = renderReport(buildReport(sample({ declared: [] })), { width: 100 });
    expect(text).toContain('未申报收入，不计算人均月收入');
    expect(text).not.toContain('算式');
  });

  it('says up to which day it may be used, and that the rule was not verified', () => {
    expect(renderReport(buildReport(sample()), { width: 100 })).toContain('有效期至 2018年8月12日（未核实：');
    expect(renderReport(buildReport(sample({ preliminary: true })), { width: 100 })).not.toContain('有效期至');
  });

  it('says why an answer is missing', () => {
    const evidence = sample().evidence.map((one) => (one.kind === 'NO_RESPONSE' ? { ...one, reason: 'BUSY' } : one));
    expect(renderReport(buildReport(sample({ evidence })), { width: 140 })).toMatch(/未反馈 │ [^│]*来源繁忙/u);
  });
});

describe('wrapping', () => {
  it('loses nothing but spaces at the ends of lines, and keeps to the width', () => {
    const text = fc.string({ unit: fc.constantFrom('中', '（', '）', '，', 'a', '1', ' ', '.', '𠮷') });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (given, width) => {
        const lines = wrap(given, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''));
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('keeps numbers whole and closing marks with their word', () => {
    expect(wrap('合计 1,234.50 元（已核）', 14)).toEqual(['合计 1,234.50', '元（已核）']);
  });
});

it('shows both sides of sources that contradict each other, each by its department', () => {
  const { evidence, sources } = sample();
  const pieces = [
    piece('p1', 'civil-affairs', null, 'HIT', [fact('MARRIAGE', { state: 'MARRIED' })]),
    piece('p1', 'household-register', null, 'HIT', [fact('HOUSEHOLD_REGISTRATION', { maritalState: 'UNMARRIED' })]),
  ];
  const names = { subject: { zh: '登记', en: 'register' }, territory: '320200', institutions: [] };
  const text = renderReport(
    buildReport(
      sample({
        evidence: [...evidence, ...pieces],
        sources: [
          ...sources.filter(({ id }) => id !== 'civil-affairs' && id !== 'household-register'),
          { id: 'civil-affairs', department: { zh: '民政局', en: 'civil affairs' }, ...names },
          { id: 'household-register', department: { zh: '公安户政', en: 'household register' }, ...names },
        ],
      }),
    ),
    { width: 200 },
  );
  expect(text).toMatch(/【相互矛盾的信息】.*\n.*（婚姻状况）：民政局：婚姻登记为结婚（.*）；公安户政：户籍登记为未婚/);
  expect(renderReport(buildReport(sample()), { width: 200 })).not.toContain('相互矛盾');
});

describe('the words of a kind', () => {
  it('say the territory and the period that an answer speaks of', () => {
    const period = { from: day('2017-02-01'), to: day('2018-01-31') };
    expect(kindWords('NO_RECORD', { territory: '320200', period }).zh).toBe(
      '无记录（无锡市，2017-02-01 至 2018-01-31）',
    );
    expect(kindWords('HIT', { territory: '320200', period: { from: null, to: day('2018-01-31') } }).zh).toBe(
      '有记录（无锡市，… 至 2018-01-31）',
    );
  });

  it('show the code of a territory that has no name here', () => {
    expect(kindWords('NO_RECORD', { territory: '999999', period: { from: null, to: null } }).zh).toBe(
      '无记录（999999）',
    );
  });

  it.each(['NO_RESPONSE', 'NOT_SENT', 'NOT_CONNECTED', 'NOT_AUTHORISED', 'OUTSTANDING', 'NOT_ASKED'] as const)(
    '%s never reads as none',
    (kind) => {
      expect(kindWords(kind, null).zh).not.toContain('无');
    },
  );
});
