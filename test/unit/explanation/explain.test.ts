import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { renderExplanation } from '../../../src/explanation/render-explanation.ts';
import { whoIsTold } from '../../../src/explanation/who-is-told.ts';
import type { HouseholdMember } from '../../../src/household/member.ts';
import { INDICATORS } from '../../../src/indicators/registry.ts';
import { RESULTS } from '../../../src/indicators/outcome.ts';
import { LINES_TOLD, MISSING_TOLD, REASONS_TOLD, RESULTS_TOLD, WHY } from '../../../src/explanation/plain-words.ts';
import { fact } from '../indicators/facts.ts';
import { lifeOf } from './lives-told.ts';
import { BASE_DATE, day, holding, piece, schooling, vehicle } from '../indicators/world.ts';
import { input, membersOf, OUTSIDE, TODAY, told, WITH_CHILD, zh } from './told.ts';

describe('who is told', () => {
  it.each<[string, Partial<HouseholdMember>, readonly (readonly string[])[]]>([
    [
      'a child through its guardian',
      {},
      [
        ['p1', 'p1', 'p3'],
        ['p2', 'p2'],
      ],
    ],
    [
      'a child of thirteen through the other parent',
      { birthDate: day('2004-12-31'), guardianPersonId: 'p2' },
      [
        ['p1', 'p1'],
        ['p2', 'p2', 'p3'],
      ],
    ],
    [
      'a minor of seventeen, who does not sign, through the guardian',
      { birthDate: day('2000-06-01') },
      [
        ['p1', 'p1', 'p3'],
        ['p2', 'p2'],
      ],
    ],
    [
      'an adult without full capacity through the guardian',
      { birthDate: day('1990-01-01'), capacity: 'NONE' },
      [
        ['p1', 'p1', 'p3'],
        ['p2', 'p2'],
      ],
    ],
    [
      'a child through a guardian who is no member, who is told of nobody else',
      { guardianPersonId: OUTSIDE },
      [
        ['p1', 'p1'],
        ['p2', 'p2'],
        [OUTSIDE, 'p3'],
      ],
    ],
    [
      'nobody of a child whose guardian the form does not name',
      { guardianPersonId: null },
      [
        ['p1', 'p1'],
        ['p2', 'p2'],
      ],
    ],
    [
      'a grown child themselves, and their former guardian no more',
      { birthDate: day('1999-12-31'), capacity: 'FULL' },
      [
        ['p1', 'p1'],
        ['p2', 'p2'],
        ['p3', 'p3'],
      ],
    ],
  ])('%s', (_what, changes, expected) => {
    const members = membersOf(WITH_CHILD.map((one) => (one.personId === 'p3' ? { ...one, ...changes } : one)));
    const answer = whoIsTold({ householdId: 'h1', number: 1, members }, TODAY);
    expect(answer.map(({ reader, about }) => [reader.personId, ...about.map(({ personId }) => personId)])).toEqual(
      expected,
    );
  });
});

describe('a child whose guardian the form does not name', () => {
  it.each(['p2', OUTSIDE])('is told of to %s, who signed for it', (signer) => {
    const members = membersOf(WITH_CHILD.map((one) => ({ ...one, guardianPersonId: null })));
    const signedFor = new Map([
      ['p3', signer],
      ['p1', 'p2'],
    ]);
    const told = whoIsTold({ householdId: 'h1', number: 1, members }, TODAY, signedFor);
    const about = new Map(
      told.map(({ reader, about: them }) => [reader.personId, them.map(({ personId }) => personId)]),
    );
    expect(about.get(signer)).toContain('p3');
    expect(about.get('p1')).toEqual(['p1']);
  });
});

describe('an explanation', () => {
  it('says of each finding what was found, from whom, as of when, and by which rule it matters', () => {
    const { findings } = told(input(), 'p1');
    const homes = findings.find(({ matters }) => matters.some(({ indicatorId }) => indicatorId === 'I01'));
    expect(homes).toMatchObject({
      personId: 'p1',
      about: { zh: '您', en: 'you' },
      from: { zh: '无锡市不动产登记中心' },
      asOf: BASE_DATE,
    });
    expect(zh(homes?.found ?? [])[0]).toMatch(/^不动产登记：.*68\.00 平方米/);
    expect(homes?.matters[0]).toMatchObject({
      why: { zh: '房子是家里的财产。房子多了，可能不够条件。' },
      line: { zh: '最多 1 套住房', source: { verified: false } },
    });
  });

  it.each<[string, EvidencePiece, RegExp]>([
    [
      'months that say the same on one line',
      piece('p1', 'social-insurance', null, 'HIT', [
        fact('CONTRIBUTION_MONTH', { month: '2017-11' }),
        fact('CONTRIBUTION_MONTH', { month: '2017-12' }),
      ]),
      /^社会保险缴费（2017-11 到 2017-12，共 2 次）：.*缴费基数 3,200\.00 元/,
    ],
    [
      'medical expenses as a band, without a hospital',
      piece('p1', 'medical-insurance', null, 'HIT', [fact('MEDICAL_SETTLEMENT', { selfPaidFen: 612_345 })]),
      /^医疗费用结算：1 次，自己付的钱大约在 5,000–10,000 元 之间$/,
    ],
    [
      'a marriage without the other’s name and number',
      piece('p1', 'civil-affairs', null, 'HIT', [fact('MARRIAGE', { spouseName: '徐演示' })]),
      /^婚姻登记：登记状态 结婚，登记日期 [\d-]+，登记机关 [^徐]*$/,
    ],
    [
      'those on the same register by their number only',
      piece('p1', 'household-register', null, 'HIT', [fact('REGISTER_COMPANION', { name: '孙演示' })]),
      /^同户人员：1 人$/,
    ],
    ['a bank by its balance', piece('p1', 'banks', 'WXRCB', 'HIT', [holding(1_250_000)]), /账户余额合计 12,500\.00 元/],
    ['a car', piece('p1', 'vehicles', null, 'HIT', [vehicle()]), /^机动车登记：.*苏B00001/],
  ])('tells %s', (_what, answer, line) => {
    const { findings } = told(input([answer]), 'p1');
    const found = findings.flatMap((one) => zh(one.found));
    expect(found.filter((one) => line.test(one))).toHaveLength(1);
  });

  it('tells a guardian of the child, and the other parent not', () => {
    const school = piece('p3', 'education', null, 'HIT', [schooling({ schoolName: '演示小学' })]);
    expect(JSON.stringify(told(input([school]), 'p1').findings)).toContain('您照管的王小明');
    expect(JSON.stringify(told(input([school]), 'p2'))).not.toMatch(/王小明|演示小学/);
  });

  it('tells a guardian who is no member of the child, and of the family nothing', () => {
    const school = piece('p3', 'education', null, 'HIT', [schooling({ schoolName: '演示小学' })]);
    const members = membersOf(
      WITH_CHILD.map((one) => (one.personId === 'p3' ? { ...one, guardianPersonId: OUTSIDE } : one)),
    );
    const outside = told(input([school], { household: { householdId: 'h1', number: 1, members } }), OUTSIDE);
    expect(outside.findings.map(({ personId }) => personId)).toEqual(['p3']);
    expect(zh(outside.opening)[0]).toMatch(/^您照管的人家里申请救助。您代为签了字/);
    expect(outside.household).toEqual([]);
    expect(zh(outside.missing).filter((one) => /问了?您的/.test(one))).toEqual([]);
    expect(renderExplanation(outside, 80)).not.toMatch(/您家|王建国|李秀英/);
  });

  it('says where, until when and by which text to object, and marks what nobody has seen', () => {
    const text = zh(told(input(), 'p1').howToObject).join('\n');
    expect(text).toContain('到哪里说：梁溪区');
    expect(text).toContain('请在 2018年2月26日以前说（期限未核实）。依据：《试行办法》。');
    const bare = told(input(), 'p1', { objection: { office: '梁溪区', until: null } });
    expect(zh(bare.howToObject)).toContain('到什么时候：在规定的时间里说。');
  });

  it('names no day to object by where holidays are not published: not before, and why', () => {
    const until = { day: day('2027-01-08'), provisional: true, document: '《试行办法》', verified: true };
    const text = zh(told(input(), 'p1', { objection: { office: '梁溪区', until } }).howToObject).join('\n');
    expect(text).toContain('最后一天不早于 2027年1月8日（放假安排未公布）。');
    expect(text).not.toMatch(/1月8日以前/);
  });

  it('says that people decide, and once they have, where to read it', () => {
    expect(zh(told(input(), 'p1').opening)[1]).toBe('现在还没有决定。机器只查情况，批不批由工作人员决定。');
    expect(zh(told(input(), 'p1', { decided: true }).opening)[1]).toBe('决定已经作出，请看书面告知书。');
  });

  it('has words for every indicator, every result, and every kind of missing answer', () => {
    for (const { id } of INDICATORS) expect(WHY[id]?.zh).toMatch(/。$/);
    for (const result of RESULTS) expect(RESULTS_TOLD[result].en).not.toBe('');
    for (const tell of [...Object.values(MISSING_TOLD), ...Object.values(REASONS_TOLD)]) {
      expect(tell({ zh: '某处', en: 'there' }, { zh: '您', en: 'you' }).zh).toMatch(/某处.*您|您.*某处/);
    }
  });

  it('tells no line that is a sum of what the family declared', () => {
    expect(Object.keys(LINES_TOLD)).toEqual(['I01', 'I02', 'I03', 'I04', 'I09', 'I10']);
  });

  it('speaks in short sentences', () => {
    const { opening, missing, household, howToObject } = told(input(), 'p1');
    const sentences = zh([...opening, ...missing, ...household, ...howToObject]).flatMap((one) =>
      one.split(/[。；：、，]/),
    );
    for (const one of sentences) expect(one.length).toBeLessThanOrEqual(26);
  });

  it('is a page for paper, Chinese alone or with the English beside', () => {
    const explanation = told(input(), 'p1');
    const page = renderExplanation(explanation, 80);
    expect(page).toMatch(/^核对情况说明 {2}演示数据\n王建国：\n/);
    expect(page).not.toContain('Your family has asked for aid');
    expect(renderExplanation(explanation, 80, 'both')).toContain('Your family has asked for aid');
  });
});

describe('of one adult another is told nothing', () => {
  const NUMBERS = WITH_CHILD.map(({ certificate }) => certificate.number);

  it('whatever departments know of the other: what one is told of themselves stays the same', () => {
    fc.assert(
      fc.property(lifeOf('p1'), lifeOf('p2'), lifeOf('p2'), (own, other, another) => {
        const { household: _one, ...first } = told(input([...own, ...other]), 'p1');
        const { household: _two, ...second } = told(input([...own, ...another]), 'p1');
        expect(first).toEqual(second);
      }),
      { numRuns: 20 },
    );
  });

  it('no amount, number, name or word of theirs, and no identity number at all, stands in it', () => {
    // Amounts and names that occur nowhere else.
    const secret = {
      banks: piece('p2', 'banks', 'WXRCB', 'HIT', [holding(7_654_321, { largestOutflowFen: 1_234_567 })]),
      tax: piece('p2', 'tax', null, 'HIT', [fact('TAXED_INCOME_MONTH', { incomeFen: 987_654, payerName: '秘密公司' })]),
      medical: piece('p2', 'medical-insurance', null, 'HIT', [fact('MEDICAL_SETTLEMENT', { selfPaidFen: 4_443_332 })]),
      cars: piece('p2', 'vehicles', null, 'HIT', [vehicle({ plateNumber: '苏B77777' })]),
    };
    fc.assert(
      fc.property(lifeOf('p1'), (own) => {
        const text = JSON.stringify(told(input([...own, ...Object.values(secret)]), 'p1'));
        expect(text).not.toMatch(/76,543|7654321|12,345|9,876|44,433|苏B77777|秘密公司|李秀英|王大明/);
        for (const number of NUMBERS) expect(text).not.toContain(number);
        expect(text).not.toMatch(/\d{17}[\dX]/);
      }),
      { numRuns: 20 },
    );
  });

  it('the household’s part holds no amount but the published standard', () => {
    fc.assert(
      fc.property(lifeOf('p1'), lifeOf('p2'), (own, other) => {
        const amounts = zh(told(input([...own, ...other]), 'p1').household)
          .join('')
          .match(/[\d,.]+ 元/g);
        expect(new Set(amounts)).toEqual(new Set(['820 元']));
      }),
      { numRuns: 20 },
    );
  });
});
