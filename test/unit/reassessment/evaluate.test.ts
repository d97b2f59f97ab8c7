import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { evaluateCase } from '../../../src/reassessment/evaluate.ts';
import { readCaseFile } from '../../../src/reassessment/read-case-file.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07-2');
const sources = planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id)));
const text = readFileSync(new URL('../../../docs/examples/case.json', import.meta.url), 'utf8');
const example = JSON.parse(text) as Record<string, unknown>;
const changed = (changes: object) => JSON.stringify({ ...example, ...changes }, null, 2);
const evaluate = (changes: object = {}, pack = PACK) =>
  evaluateCase(readCaseFile(changed(changes), sources), pack, sources);
const results = (evaluation: ReturnType<typeof evaluate>) =>
  Object.fromEntries(evaluation.indicators.map(({ id, result }) => [id, result]));

describe('evaluating a case file', () => {
  it('judges the example of the documents by the functions that make reports', () => {
    const evaluation = evaluate();
    expect(results(evaluation)).toMatchObject({ I01: 'MEETS', I02: 'PENDING', I04: 'MEETS' });
    expect(evaluation).toMatchObject({ overall: 'DATA_INCOMPLETE', policy: { applies: true, notice: null } });
    expect(evaluation.assessment).toMatchObject({
      standard: { position: 'ABOVE_EDGE', perCapitaMonthlyFen: 150_000 },
      gap: { gapFen: 66_667, degree: 'GENERAL', ratioPermille: 556 },
    });
  });

  it('takes what is not listed for not asked unless the file says otherwise', () => {
    expect(results(evaluate({ unlistedAnswers: undefined }))).toMatchObject({ I01: 'PENDING', I05: 'PENDING' });
  });

  it('shows what a rule changes', () => {
    const rules = { ...PACK.rules, dibaoStandardFen: { ...PACK.rules.dibaoStandardFen, value: 160_000 } };
    const evaluation = evaluate({}, { ...PACK, rules });
    expect(evaluation.assessment).toMatchObject({
      standard: { position: 'BELOW_STANDARD' },
      gap: { degree: 'SEVERE' },
    });
  });

  it('says where the pack is not for such a case, and where its standard is not confirmed', () => {
    expect(evaluate({ residence: 'RURAL' }).policy.applies).toBe(false);
    expect(evaluate({ acceptedOn: '2019-03-01' }).policy.notice).toBe('标准待确认（依据 2017-07-01）');
  });

  it.each([
    ['no JSON', '{ "shape": 1,, }', /line 1, column 14/],
    [
      'an unknown relation',
      changed({ members: [{ key: 'a', relation: '邻里', birthDate: '1970-01-01' }] }),
      /11:7 members\[0\]\.relation: Unknown relation/,
    ],
    ['a field too many', changed({ income: 1 }), /income: there is no such field/],
    [
      'a fact of a wrong form',
      changed({ evidence: [{ member: '申请人', source: 'vehicles', kind: 'HIT', facts: [{ type: 'VEHICLE' }] }] }),
      /evidence\[0\]\.facts\[0\]\.\w+: it is missing; add it/,
    ],
    [
      'facts where nothing was found',
      changed({ evidence: [{ member: '申请人', source: 'vehicles', kind: 'HIT' }] }),
      /evidence\[0\]\.facts: a HIT has facts/,
    ],
    [
      'nobody of that name',
      changed({ evidence: [{ member: '无名', source: 'vehicles', kind: 'NO_RECORD' }] }),
      /evidence\[0\]\.member: no member has this key/,
    ],
    [
      'a source that is none',
      changed({ evidence: [{ member: '申请人', source: 'gossip', kind: 'NO_RECORD' }] }),
      /evidence\[0\]\.source: there is none; one of: /,
    ],
    [
      'a bank that is none',
      changed({ evidence: [{ member: '申请人', source: 'banks', kind: 'NO_RECORD' }] }),
      /evidence\[0\]\.institution: the body is one of: DEMO-A/,
    ],
    ['a day that never was', changed({ acceptedOn: '2018-02-30' }), /acceptedOn: /],
  ])('refuses %s in both languages, naming the place', (_, wrong, words) => {
    expect(() => readCaseFile(wrong, sources)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(words) }),
    );
  });
});
