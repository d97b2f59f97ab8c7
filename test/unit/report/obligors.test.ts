import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_KINDS } from '../../../src/evidence/answer.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { whoIsTold } from '../../../src/explanation/who-is-told.ts';
import type { PolicyPack } from '../../../src/policy/pack.ts';
import { buildReport } from '../../../src/report/build.ts';
import { openWhole } from '../../../src/report/report-file.ts';
import { replayReport } from '../../../src/report/replay.ts';
import { renderCoverage } from '../../../src/report/render-coverage.ts';
import { renderReport } from '../../../src/report/render-text.ts';
import type { ReportInput } from '../../../src/report/input.ts';
import { fact } from '../indicators/facts.ts';
import { LIVES } from '../indicators/lives.ts';
import { BASE_DATE, cleanEvidence, PACK, piece } from '../indicators/world.ts';
import { sample } from './sample.ts';
import { sealedSample } from './sealed.ts';

/** The pack with a rule of what the obligation of `o1`, the son in another household, needs. */
const asking = (verified = false): PolicyPack => ({
  ...PACK,
  rules: {
    ...PACK.rules,
    obligorSources: {
      value: {
        MINIMUM_LIVING: {
          'civil-affairs': ['AID_ENTITLEMENT'],
          'household-register': ['HOUSEHOLD_REGISTRATION'],
          tax: ['TAXED_INCOME_MONTH'],
        },
      },
      document: '测试规则',
      article: '一',
      verified,
    },
  },
});
const DEPARTMENTS = [...new Set(cleanEvidence().map(({ sourceId }) => sourceId))].map((id) => ({
  id,
  department: { zh: id, en: id },
  subject: { zh: id, en: id },
  territory: '320200',
  institutions: [],
}));
/** Nothing is open and nothing is amiss, but for the pack's own standing. */
const clean = (changes: Partial<ReportInput> = {}): ReportInput =>
  sample({ evidence: cleanEvidence().map(wholeSource), sources: DEPARTMENTS, pack: asking(), ...changes });
const wholeSource = (one: EvidencePiece): EvidencePiece => ({ ...one, institution: null });
const withAnswers = (...about: readonly EvidencePiece[]) => clean({ evidence: [...clean().evidence, ...about] });

const RICH = piece('o1', 'tax', null, 'HIT', [
  fact('TAXED_INCOME_MONTH', { incomeFen: 7_654_321, payerName: '秘密公司' }),
]);
const IN_RELIEF = piece('o1', 'civil-affairs', null, 'HIT', [fact('AID_ENTITLEMENT', { monthlyFen: 9_876_500 })]);
const REFUSED = { ...piece('o1', 'household-register', null, 'NOT_AUTHORISED'), reason: 'NOT_SIGNED' };

/** Any possible outcome of one question about the obligor. */
const anything: fc.Arbitrary<EvidencePiece> = fc
  .tuple(fc.constantFrom(...LIVES), fc.constantFrom(null, ...ANSWER_KINDS))
  .chain(([[sourceId, known], kind]) =>
    fc
      .array(known, { maxLength: kind === 'HIT' || kind === 'PARTIAL' ? 3 : 0 })
      .map((facts) => piece('o1', sourceId, null, kind, facts)),
  );

describe('a report on a household that somebody else must support', () => {
  it('says the same whatever is known, or not, about the supporter', { timeout: 30_000 }, () => {
    const { coverage: _, ...without } = buildReport(clean());
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 6 }), (about) => {
        const { coverage: __, ...beside } = buildReport(withAnswers(...about));
        expect(beside).toEqual(without);
      }),
      { numRuns: 40 },
    );
  });

  it('is explained to each adult in the same words, and to the supporter not at all', () => {
    const readers = whoIsTold(clean().household, BASE_DATE);
    expect(readers.map(({ reader }) => reader.role)).toEqual(readers.map(() => 'MEMBER'));
    const told = (input: ReportInput) =>
      readers.map((one) =>
        explain({
          document: buildReport(input),
          evidence: input.evidence,
          told: one,
          toldOn: BASE_DATE,
          objection: {
            office: '梁溪区',
            until: { day: BASE_DATE, provisional: false, document: '测试规则', verified: false },
          },
          medicalBoundsFen: PACK.rules.medicalBandsFen.value,
          decided: false,
        }),
      );
    expect(told(withAnswers(RICH, IN_RELIEF, REFUSED))).toEqual(told(clean()));
  });

  it('is complete when only the supporter refuses, or a department is silent about them', () => {
    const silent = [piece('o1', 'civil-affairs', null, null), piece('o1', 'tax', null, 'NO_RESPONSE')];
    const { completeness, indicators, missing, notAsked } = buildReport(withAnswers(REFUSED, ...silent));
    expect(completeness).toBe('COMPLETE');
    expect(
      indicators.flatMap(({ result }) => (result === 'PENDING' || result === 'NOT_AUTHORISED' ? result : [])),
    ).toEqual([]);
    expect([...missing, ...notAsked].filter(({ personId }) => personId === 'o1')).toEqual([]);
  });

  it('tells in its coverage who was asked about the supporter and has answered, and no more', () => {
    const { coverage } = buildReport(withAnswers(RICH, IN_RELIEF, REFUSED));
    const rows = coverage.rows.filter(({ place, required }) => place === 4 && required);
    expect(rows.map(({ sourceId, asked, kinds }) => [sourceId, asked, kinds.map(({ kind }) => kind)])).toEqual([
      ['civil-affairs', 1, ['ANSWERED']],
      ['household-register', 0, ['NOT_AUTHORISED']],
      ['tax', 1, ['ANSWERED']],
    ]);
    const nothingFound = withAnswers({ ...RICH, kind: 'NO_RECORD', facts: [] }, IN_RELIEF, REFUSED);
    expect(buildReport(nothingFound).coverage).toEqual(coverage);
    expect(renderCoverage(coverage, 110)).toMatch(/成员、义务人×来源.*义务人4/s);
  });

  it('is drawn up again without their facts, which nothing rests on', () => {
    const { file } = sealedSample('Ed25519', withAnswers(RICH, IN_RELIEF, REFUSED));
    const { basis, facts, previous } = openWhole(file.whole ?? { basis: '', facts: [], previous: null });
    expect(file.seal.head.evidence.map(({ questionId }) => questionId)).not.toContain(RICH.questionId);
    const signed = new Set(file.seal.head.evidence.map(({ raw }) => raw));
    const kept = new Map([...facts].filter(([raw]) => signed.has(raw)));
    const again = replayReport({ document: file.document, basis, facts: kept, pack: asking(), previous });
    expect(again).toMatchObject({ same: true, gone: [], notCompared: [] });
  });

  it('says which sources the obligation does not need, and that a category asks nothing', () => {
    const why = (changes: Partial<ReportInput>) =>
      buildReport(clean(changes)).coverage.rows.flatMap(({ place, sourceId, required, why: [first] }) =>
        place === 4 && (sourceId === 'tax' || sourceId === 'vehicles') ? [[sourceId, required, first?.zh]] : [],
      );
    expect(why({})).toEqual([
      ['tax', true, '赡抚扶养义务人，须另行授权后查询'],
      ['vehicles', false, '赡抚扶养义务人，其义务不需要查询该来源'],
    ]);
    const medical = { application: { ...sample().application, category: 'MEDICAL_AID' as const } };
    expect(why(medical).map(([, required, zh]) => [required, zh])).toEqual([
      [false, '赡抚扶养义务人，该核对项目不要求查询'],
      [false, '赡抚扶养义务人，该核对项目不要求查询'],
    ]);
  });

  it('shows no figure, name or record of theirs, as text or as JSON', () => {
    const document = buildReport(withAnswers(RICH, IN_RELIEF, REFUSED));
    const shown = `${JSON.stringify(document)}${renderReport(document, { width: 110 })}`;
    expect(shown).not.toMatch(/7654321|76,543|9876500|98,765|秘密公司/);
    expect(shown).not.toContain(RICH.requestId);
  });

  it('says that their support stands as declared, and by which standing of the rule', () => {
    const said = (pack: PolicyPack) => buildReport(clean({ pack })).statements.map(({ zh }) => zh);
    expect(said(asking()).at(-1)).toMatch(/范围未核实.*未核对，按申报计/);
    expect(said(asking(true)).at(-1)).toMatch(/^赡（抚、扶）养义务人(?!.*未核实)/);
    expect(said(PACK)).toEqual(said(asking()).slice(0, -1));
    const alone = clean().household.members.filter(({ role }) => role === 'MEMBER');
    const { statements } = buildReport(clean({ household: { householdId: 'h1', number: 1, members: alone } }));
    expect(statements.map(({ zh }) => zh)).toEqual(said(PACK));
  });
});
