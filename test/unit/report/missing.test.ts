import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build.ts';
import { canonicalBytes } from '../../../src/report/canonical.ts';
import { BANKS, cleanEvidence, piece } from '../indicators/world.ts';
import { sample } from './sample.ts';

const written = (value: unknown): string => new TextDecoder().decode(canonicalBytes(value));
const zh = (words: readonly { readonly zh: string }[]): string[] => words.map((one) => one.zh);

describe('a missing answer', () => {
  it('is not called silence where the source was never asked', () => {
    const silent = BANKS.map(({ code }) => piece('p2', 'banks', code, 'NO_RESPONSE'));
    const unsent = silent.map((one) => ({ ...one, askedAt: null, reason: 'OVERDUE' }));
    const rest = cleanEvidence().filter(({ personId, sourceId }) => personId !== 'p2' || sourceId !== 'banks');
    const report = buildReport(sample({ evidence: [...rest, ...unsent] }));
    const row = report.answers.find(({ personId, sourceId }) => personId === 'p2' && sourceId === 'banks');
    expect(row).toMatchObject({ kind: 'NOT_SENT', askedAt: null, words: { zh: '未能发出查询' } });
    expect(report.missing.map(({ kind }) => kind)).toEqual(['NOT_SENT', 'NOT_SENT']);
    expect(zh(report.doubts).join()).toContain('有查询未能发出：江苏银行（李秀英）、无锡农村商业银行（李秀英）');
    expect(written(report)).not.toContain('到期未反馈');
    expect(report).toMatchObject({ completeness: 'INCOMPLETE', overall: 'DATA_INCOMPLETE' });
    const [first, second] = [unsent.slice(0, 1), silent.slice(1)];
    const mixed = buildReport(sample({ evidence: [...rest, ...first, ...second] }));
    expect(mixed.missing.map(({ kind }) => kind)).toEqual(['NOT_SENT', 'NO_RESPONSE']);
  });

  it.each([
    ['NO_RESPONSE', 'OVERDUE', true, '已查询，到期未反馈；不等于无记录'],
    ['NO_RESPONSE', 'REFUSED', true, '已查询，未取得反馈：来源拒绝受理；不等于无记录'],
    ['NO_RESPONSE', 'UNENCODABLE', true, '没有发出：查询内容无法按来源要求的编码写出；不等于无记录'],
    ['NO_RESPONSE', 'WAITING_QUOTA', false, '没有发出：等候来源的查询限额；不等于无记录'],
    ['NO_RESPONSE', 'constructor', true, '已查询，未取得反馈：其他原因；不等于无记录'],
    ['NOT_AUTHORISED', 'AWAITING_SIGNATURES', false, '没有查询：等待全体计入成员签署授权书'],
    ['NOT_AUTHORISED', 'WITHDRAWN', false, '没有查询：本人已撤回授权'],
    ['NOT_AUTHORISED', null, false, '没有有效授权，没有查询'],
    ['NOT_CONNECTED', 'CERTIFICATE_NOT_KNOWN_TO_SOURCE', false, '没有查询：该来源不能按此种证件查询'],
    [null, 'TIMEOUT', true, '已列入查询，尚未到期；目前来源超时未应答'],
    ['STALE', null, true, '数据早于该来源承诺的时间'],
  ] as const)('says in plain words why it is missing: %s, %s, asked %s', (kind, reason, asked, why) => {
    const one = { ...piece('p1', 'vehicles', null, kind), reason };
    const changed = { ...one, askedAt: asked ? new Date('2018-02-01T01:00:00Z') : null };
    const evidence = cleanEvidence().map((each) => (each.questionId === one.questionId ? changed : each));
    const { missing, notAsked } = buildReport(sample({ evidence }));
    expect([...missing, ...notAsked].map((row) => row.why.zh)).toEqual([why]);
  });
});
