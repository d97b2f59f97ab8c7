import { describe, expect, it } from 'vitest';
import { assertContent } from '../../../src/decision/decision-input.ts';
import type { DecisionInput } from '../../../src/decision/decision-input.ts';
import type { DecisionKind } from '../../../src/decision/decision-kind.ts';
import { daysOf, isAgainst, mayFollow } from '../../../src/decision/decision-rules.ts';
import { buildNotice } from '../../../src/decision/notice.ts';
import type { NoticeInput } from '../../../src/decision/notice.ts';
import { GROUND_WORDS } from '../../../src/decision/notice-words.ts';
import { renderNotice } from '../../../src/decision/render-notice.ts';
import { INDICATORS } from '../../../src/indicators/registry.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { findTerm } from '../../../src/policy/deadlines.ts';
import type { Term } from '../../../src/policy/deadlines.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';

const DAY = parseCalendarDate('2024-03-18');
const pack = POLICY_PACKS.find(({ rules }) => rules.deadlines !== undefined);
if (pack === undefined) throw new Error('a pack states the terms of procedure');
const term = (kind: Term['kind'], day = DAY) => findTerm(pack, kind, day);

const input = (kind: DecisionKind, changes: Partial<NoticeInput> = {}): NoticeInput => ({
  number: 'JD-320213-20240318-000007',
  kind,
  content: {
    reasons: '经核实情况属实',
    grounds: [],
    monthlyFen: 100_000,
    ...daysOf(kind, DAY, kind === 'GRACE_PERIOD' ? 6 : null),
  },
  amountBefore: 120_000,
  decidedOn: DAY,
  office: { zh: '无锡市梁溪区民政局', telephone: null },
  application: { number: 'SQ-1', category: 'MINIMUM_LIVING', division: '320213001', delegated: false },
  report: { number: 'HD-1', version: 2, demoMark: null, application: { applicantName: '测试甲' } },
  terms: {
    objection: term('OBJECTION'),
    reconsideration: term('RECONSIDERATION'),
    litigation: term('LITIGATION'),
  },
  procedure: term('CONFIRMATION'),
  ...changes,
});
const said = (kind: DecisionKind) => buildNotice(input(kind)).paragraphs[0]?.zh;

describe('the written notice', () => {
  it('says in plain words what was decided, from and until when', () => {
    expect(said('AMOUNT_CHANGED')).toBe(
      '您家庭的“最低生活保障”，自 2024年4月1日 起由每月 1,200.00 元调整为每月 1,000.00 元。',
    );
    expect(said('STOPPED')).toBe('您家庭的“最低生活保障”，自 2024年4月1日 起终止。');
    expect(said('GRACE_PERIOD')).toContain('自 2024年4月1日 起继续按现标准发放，至 2024年9月30日 止');
    expect(said('REFUSED')).toBe('您家庭的“最低生活保障”申请，经审核不予确认同意。');
  });

  it('cites the law of the day of the decision, and marks what nobody has seen', () => {
    const law = (kind: DecisionKind, changes: Partial<NoticeInput> = {}) =>
      buildNotice(input(kind, changes)).law.map(
        ({ document, article, verified }) => `${document.slice(0, 11)} ${article} ${verified}`,
      );
    expect(law('REFUSED')).toEqual(['《最低生活保障审核确认 第二十条 true', '《社会救助暂行办法》（ 第六十五条 true']);
    expect(law('STOPPED')[0]).toBe('《最低生活保障审核确认 第三十二条 true');
    expect(law('STOPPED', { decidedOn: parseCalendarDate('2018-03-05') })[0]).toBe(
      '《社会救助暂行办法》（ 第十三条 false',
    );
    expect(
      renderNotice(buildNotice(input('STOPPED', { decidedOn: parseCalendarDate('2018-03-05') })), null, 90),
    ).toContain('（未核实）');
  });

  it('tells how to object also where the law of the place sets no term', () => {
    const none = { objection: null, reconsideration: null, litigation: null };
    const { remedies } = buildNotice(input('REFUSED', { terms: none, procedure: null }));
    expect(remedies[0]?.zh).toContain('自收到本告知书之日起在规定期限内');
  });

  it('is the same for the same input, and plain JSON', () => {
    const notice = buildNotice(input('REFUSED'));
    expect(JSON.parse(JSON.stringify(notice))).toEqual(notice);
    expect(buildNotice(input('REFUSED'))).toEqual(notice);
  });

  it('has words without figures for every indicator', () => {
    for (const { id } of INDICATORS) expect(GROUND_WORDS[id]?.zh).toMatch(/^[^0-9]+$/);
  });
});

describe('what may be decided', () => {
  it('follows from what was decided before', () => {
    expect(mayFollow(null, 'STOPPED')).toBe(false);
    expect(mayFollow('REFUSED', 'APPROVED')).toBe(true);
    expect(mayFollow('APPROVED', 'REFUSED')).toBe(false);
    expect(mayFollow('GRACE_PERIOD', 'STOPPED')).toBe(true);
  });

  it('is against the family where something is refused, reduced or ends', () => {
    expect(isAgainst('AMOUNT_CHANGED', { before: 100, now: 99 })).toBe(true);
    expect(isAgainst('AMOUNT_CHANGED', { before: 100, now: 101 })).toBe(false);
    expect(isAgainst('APPROVED', { before: null, now: 100 })).toBe(false);
    expect(isAgainst('STOPPED', { before: 100, now: null })).toBe(true);
  });

  it.each<[string, Partial<DecisionInput>, string]>([
    ['a grace period longer than the law’s', { kind: 'GRACE_PERIOD', graceMonths: 7 }, 'graceMonths'],
    ['a grace period without months', { kind: 'GRACE_PERIOD', graceMonths: null }, 'graceMonths'],
    ['a stop with an amount', { kind: 'STOPPED', monthlyFen: 1 }, 'monthlyFen'],
    ['a change to the same amount', { kind: 'AMOUNT_CHANGED', monthlyFen: 100_000, grounds: [] }, 'monthlyFen'],
    ['a grant without an amount', { kind: 'APPROVED', grounds: [] }, 'monthlyFen'],
    ['a refusal with a cycle of re-verification', { kind: 'REFUSED', recheck: 'STABLE' }, 'recheck'],
    ['grounds for a grant', { kind: 'APPROVED', monthlyFen: 100 }, 'grounds'],
    ['a reduction without grounds', { kind: 'AMOUNT_CHANGED', monthlyFen: 90_000, grounds: [] }, 'grounds'],
  ])('is not %s', (_what, changes, field) => {
    const decision: DecisionInput = {
      verificationId: 'v',
      version: 1,
      kind: 'REFUSED',
      reasons: '理由',
      grounds: [{ finding: 'I02', established: null }],
      monthlyFen: null,
      graceMonths: null,
      recheck: null,
      unrelated: false,
      idempotencyKey: 'k',
      ...changes,
    };
    const refusal = () => assertContent(decision, { category: 'MINIMUM_LIVING' }, 100_000, term('GRACE'));
    expect(refusal).toThrow(Problem);
    expect(refusal).toThrow(expect.objectContaining({ details: expect.objectContaining({ field }) }));
  });

  it('knows no grace period before the law did', () => {
    const before = term('GRACE', parseCalendarDate('2018-03-05'));
    expect(before).toBeNull();
  });
});
