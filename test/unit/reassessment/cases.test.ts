import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import type { PolicyPack } from '../../../src/policy/pack.ts';
import { evaluateCase } from '../../../src/reassessment/evaluate.ts';
import { readCaseFile } from '../../../src/reassessment/read-case-file.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07-3');
const sources = planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id)));

const textOf = (name: string) => readFileSync(new URL(`cases/${name}.json`, import.meta.url), 'utf8');
const judge = (text: string, pack: PolicyPack = PACK, among = sources) =>
  evaluateCase(readCaseFile(text, among), pack, among);

function indicator(evaluation: ReturnType<typeof judge>, id: string) {
  const found = evaluation.indicators.find((one) => one.id === id);
  if (found === undefined) throw new Error(`every evaluation has ${id}`);
  return { ...found, words: [...found.reasons, ...found.notes].map(({ zh }) => zh) };
}

describe('cases that failed once', () => {
  it('land told to both spouses is one plot, covered by whichever of them declared it', () => {
    const evaluation = judge(textOf('one-plot-told-to-both-spouses'));
    const { result, figure, words } = indicator(evaluation, 'I07');
    expect([result, figure]).toEqual(['MEETS', { unit: 'FEN', value: 1_200_000 }]);
    expect(words).toContain('承包地：1 项被告知不止一次，各计一次');
    expect(evaluation.assessment?.higher).toBeNull();
    expect(evaluation.overall).toBe('NO_DOUBT');
  });

  it('the newest dividend of each person and collective counts', () => {
    const { figure, words } = indicator(judge(textOf('dividends-of-two-years')), 'I07');
    expect(figure?.value).toBe(310_000);
    expect(words.join()).toMatch(/二村，2017年.* 3,000\.00 元.*一村，2018年.* 100\.00 元/);
  });

  it('a pension told twice is one, and the figure is the sum of its lines', () => {
    const { result, figure, words } = indicator(judge(textOf('pension-told-twice')), 'I06');
    expect([result, figure?.value]).toEqual(['MEETS', 240_000]);
    expect(words).toContain('养老等待遇：1 项被告知不止一次，各计一次');
  });

  it('one car under both spouses is one car', () => {
    const { vehiclesAllowed } = PACK.rules;
    const pack = { ...PACK, rules: { ...PACK.rules, vehiclesAllowed: { ...vehiclesAllowed, value: 1 } } };
    const { result, figure } = indicator(judge(textOf('one-car-told-to-both-spouses'), pack), 'I02');
    expect([result, figure?.value]).toEqual(['MEETS', 1]);
  });

  it('a holding told twice in one answer counts once', () => {
    const { result, figure } = indicator(judge(textOf('one-holding-told-twice')), 'I03');
    expect([result, figure?.value]).toEqual(['MEETS', 150_000]);
  });

  it('dollars are no yuan: the sum is a lower bound, and agrees with nothing', () => {
    const evaluation = judge(textOf('dollars'));
    const { result, figure } = indicator(evaluation, 'I03');
    expect([result, figure?.value]).toEqual(['WARNING', 0]);
    const row = evaluation.comparison.find(({ item }) => item.zh === '存款及理财');
    expect([row?.found, row?.status]).toEqual([0, 'NOT_CHECKED']);
  });
});

/** A case file with some answers of its own. */
function withAnswers(...evidence: readonly object[]): string {
  return JSON.stringify({ ...(JSON.parse(textOf('one-holding-told-twice')) as object), evidence });
}

const holding = {
  type: 'BANK_HOLDING',
  bankCode: 'OWN-BANK',
  balanceFen: 11_229_567,
  wealthManagementFen: 0,
  accountCount: 1,
  dormantAccountCount: 0,
  largestOutflowFen: 0,
  largestOutflowOn: null,
};

describe('a source of its own', () => {
  const [banks] = sources.filter(({ id }) => id === 'banks');
  if (banks === undefined) throw new Error('banks are in the registry');
  const own = { ...banks, id: 'own-bank', facts: ['BANK_HOLDING' as const], institutions: [] };

  it('that tells what banks tell is heard as a bank', () => {
    const text = withAnswers({ member: '甲', source: 'own-bank', kind: 'HIT', facts: [holding] });
    const evaluation = judge(text, PACK, [...sources, own]);
    expect(indicator(evaluation, 'I03').figure?.value).toBe(5_614_784);
    const row = evaluation.comparison.find(({ item }) => item.zh === '存款及理财');
    expect([row?.found, row?.status]).toEqual([11_229_567, 'DIFFERS']);
    expect(indicator(evaluation, 'I03').sourceNames).toContainEqual(own.department);
  });

  it('in the place of all others is as good as they', () => {
    const alone = [...sources.filter(({ id }) => id !== 'banks'), own];
    expect(indicator(judge(withAnswers(), PACK, alone), 'I03')).toMatchObject({ result: 'MEETS', missing: [] });
  });

  it('is missed by the kind of fact where there is none', () => {
    const none = sources.filter(({ id }) => id !== 'banks');
    const { result, missing, words } = indicator(judge(withAnswers(), PACK, none), 'I03');
    expect(result).toBe('WARNING');
    expect(missing.map(({ fact, kind }) => [fact, kind])).toEqual([
      ['BANK_HOLDING', 'NOT_CONNECTED'],
      ['BANK_HOLDING', 'NOT_CONNECTED'],
    ]);
    expect(words.join()).toContain('未接入：在一家银行的存款和理财（');
  });
});

describe('answers of a file are taken as a check takes them', () => {
  const at = { member: '甲', source: 'banks', institution: 'DEMO-A' };
  const told = { ...holding, bankCode: 'DEMO-A' };

  it('data older than their source promises are out of date', () => {
    const evaluation = judge(withAnswers({ ...at, kind: 'HIT', facts: [told], dataDate: '2017-01-01' }));
    expect(indicator(evaluation, 'I03')).toMatchObject({ result: 'WARNING', figure: { value: 0 } });
    expect(indicator(evaluation, 'I03').words.join()).toContain('数据过期');
  });

  it('of two answers to one question the later holds', () => {
    const evaluation = judge(withAnswers({ ...at, kind: 'HIT', facts: [told] }, { ...at, kind: 'NO_RECORD' }));
    expect(indicator(evaluation, 'I03').figure?.value).toBe(0);
  });

  it('what is told in two ways stands in the table of contradictions, both sides of it', () => {
    const evaluation = judge(withAnswers({ ...at, kind: 'HIT', facts: [told, { ...told, balanceFen: 100 }] }));
    expect(indicator(evaluation, 'I03').figure?.value).toBe(5_614_784);
    expect(evaluation.contradictions).toMatchObject([{ personName: '甲', about: { zh: '在一家银行的存款和理财' } }]);
    const said = evaluation.contradictions[0]?.sides.map(({ words }) => words.zh);
    expect(said).toEqual(['账户余额合计 112,295.67 元', '账户余额合计 1.00 元']);
  });

  it('is not complete where all who could tell a kind of fact know somebody under another name, or of old', () => {
    const every = (kind: string) =>
      sources
        .filter(({ id }) => id === 'banks')
        .flatMap(({ institutions }) => institutions.map(({ code }) => ({ ...at, institution: code, kind })));
    expect(judge(withAnswers()).completeness).toBe('COMPLETE');
    for (const kind of ['IDENTITY_MISMATCH', 'STALE']) {
      expect(judge(withAnswers(...every(kind)))).toMatchObject({
        completeness: 'INCOMPLETE',
        overall: 'DATA_INCOMPLETE',
      });
      expect(judge(withAnswers(...every(kind).slice(1))).completeness).toBe('COMPLETE');
    }
  });

  it('says on every page what no source can be asked about, and takes it for no doubt', () => {
    const { overall, statements } = judge(withAnswers());
    expect(overall).toBe('NO_DOUBT');
    expect(statements.map(({ zh }) => zh).join()).toMatch(/不包括以下内容.*互联网金融资产（支付机构）/);
  });
});
