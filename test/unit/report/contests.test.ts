import { describe, expect, it } from 'vitest';
import type { Contest } from '../../../src/contested/contest.ts';
import { factKey } from '../../../src/contested/fact-key.ts';
import { buildReport } from '../../../src/report/build.ts';
import { renderReport } from '../../../src/report/render-text.ts';
import { holding } from '../indicators/world.ts';
import { sample } from './sample.ts';

const given = sample();
const account = given.evidence.find(({ sourceId, kind }) => sourceId === 'banks' && kind === 'HIT');
if (account === undefined) throw new Error('the sample has an account');
const key = factKey(account, holding(1_250_000));

function contest(changes: Partial<Contest> = {}): Contest {
  return {
    id: 'o1',
    number: 'YY-320213-20180212-000001',
    kind: 'OBJECTION',
    personId: account?.personId ?? '',
    what: '银行存款',
    why: '不是本人的账户',
    filedAt: new Date('2018-02-13T01:00:00Z'),
    state: 'OPEN',
    outcome: null,
    reason: null,
    settledAt: null,
    effect: 'NONE',
    keys: [key],
    ...changes,
  };
}
const settled = { state: 'SETTLED', reason: '银行确认串户', settledAt: new Date('2018-02-20T01:00:00Z') } as const;
const money = (contests: readonly Contest[]): number | undefined =>
  buildReport(sample({ contests })).indicators.find(({ id }) => id === 'I03')?.figure?.value;

describe('a report with objections', () => {
  it('is the same, byte for byte, where there are none', () => {
    const document = buildReport(sample());
    expect(Object.keys(document)).not.toContain('contests');
    expect(Object.keys(document)).not.toContain('withoutDisputed');
  });

  it('computes as before while one is open, and says that it is', () => {
    const document = buildReport(sample({ contests: [contest()] }));
    expect(money([contest()])).toBe(money([]));
    expect(document.contests?.[0]).toMatchObject({ outcomeWords: { zh: '处理中' }, filedOn: '2018-02-13' });
    expect(document.doubts.map(({ zh }) => zh)).toContain('异议 YY-320213-20180212-000001 尚未办结');
  });

  it('leaves a fact that is set aside out of the figures and on the page', () => {
    const aside = contest({ ...settled, outcome: 'NOT_THIS_PERSON', effect: 'SET_ASIDE' });
    expect(money([])).toBeGreaterThan(money([aside]) ?? 0);
    const document = buildReport(sample({ contests: [aside] }));
    expect(document.contests?.[0]?.facts).toEqual([{ key, text: expect.stringContaining('12,500.00 元') }]);
    expect(document.answers).toEqual(buildReport(sample()).answers);
    const page = renderReport(document, { width: 120 });
    expect(page).toContain('【异议和争议】');
    expect(page).toContain('12,500.00 元');
  });

  it('keeps the figures where a fact stands and is explained', () => {
    expect(money([contest({ ...settled, outcome: 'EXPLAINED' })])).toBe(money([]));
  });

  it('shows both figures of what is in dispute', () => {
    const dispute = contest({ kind: 'STOLEN_IDENTITY', effect: 'BESIDE' });
    const document = buildReport(sample({ contests: [dispute] }));
    expect(document.indicators).toEqual(buildReport(sample()).indicators);
    expect(document.withoutDisputed?.indicators.map(({ id }) => id)).toEqual(['I03']);
    expect(document.doubts.some(({ zh }) => zh.includes('争议期间不得停发或减发救助'))).toBe(true);
    expect(renderReport(document, { width: 120 })).toContain('【计入与不计入争议事实的对比】');
  });

  it('explains in the next version how an objection ended', () => {
    const previous = buildReport(sample({ contests: [contest()] }));
    const contests = [contest({ ...settled, outcome: 'NOT_THIS_PERSON', effect: 'SET_ASIDE' })];
    const { changes } = buildReport(sample({ contests, previous, version: 2 }));
    expect(changes.map(({ zh }) => zh)).toContain(
      '异议 YY-320213-20180212-000001：处理中 → 并非本人（列明但不计入计算）',
    );
    expect(changes.some(({ zh }) => zh.startsWith('I03 金融资产数值'))).toBe(true);
  });
});
