import { describe, expect, it } from 'vitest';
import { realEstate } from '../../../src/indicators/i01-real-estate.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import { allFound, found } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, day, declared, home, input, PACK, piece, withPieces } from './world.ts';

const hit = (personId: string, ...facts: Parameters<typeof piece>[4] & object) =>
  piece(personId, 'real-estate', null, 'HIT', facts);
const HOME = {
  kind: 'HOME',
  address: '梁溪区演示路1号101室',
  areaHundredths: 6800,
  usage: 'RESIDENTIAL',
  origin: null,
  acquiredOn: null,
} as const;
const noSoleHomeRule: typeof PACK = {
  ...PACK,
  rules: {
    ...PACK.rules,
    exemptions: {
      ...PACK.rules.exemptions,
      soleNonResidential: { ...PACK.rules.exemptions.soleNonResidential, value: false },
    },
  },
};

const twoAllowed: typeof PACK = {
  ...PACK,
  rules: { ...PACK.rules, homesAllowed: { ...PACK.rules.homesAllowed, value: 2 } },
};

type Case = readonly [name: string, result: Result, figure: number | null, input: IndicatorInput, says?: RegExp];

const CASES: readonly Case[] = [
  [
    'a home bought and not registered yet',
    'WARNING',
    0,
    input(found('housing-contracts', fact('HOUSING_CONTRACT'))),
    /2017-08-01 网签购买演示花园2号，900,000\.00 元，尚未登记/,
  ],
  [
    'a home sold whose title stands',
    'WARNING',
    1,
    input(allFound({ 'real-estate': [home()], 'housing-contracts': [fact('HOUSING_CONTRACT', { role: 'SELLER' })] })),
    /网签出售/,
  ],
  [
    'a contract cancelled',
    'MEETS',
    0,
    input(found('housing-contracts', fact('HOUSING_CONTRACT', { status: 'CANCELLED' }))),
  ],
  [
    'a contract whose title came',
    'MEETS',
    0,
    input(found('housing-contracts', fact('HOUSING_CONTRACT', { status: 'REGISTERED' }))),
  ],
  ['a home rented from the city', 'MEETS', 0, input(found('housing-contracts', fact('PUBLIC_RENTAL')))],
  ['contracts silent', 'PENDING', 0, input(withPieces(piece('p2', 'housing-contracts', null, 'NO_RESPONSE')))],
  ['every register says none', 'MEETS', 0, input(cleanEvidence())],
  ['one home', 'MEETS', 1, input(withPieces(hit('p1', home())))],
  ['one homestead', 'MEETS', 1, input(withPieces(hit('p1', home({ usage: 'HOMESTEAD' }))))],
  [
    'one home held jointly by two members counts once',
    'MEETS',
    1,
    input(withPieces(hit('p1', home({ tenure: 'JOINT' })), hit('p2', home({ tenure: 'JOINT' })))),
  ],
  [
    'one home whose shares within the family make the whole',
    'MEETS',
    1,
    input(
      withPieces(
        hit('p1', home({ tenure: 'BY_SHARE', sharePercent: 60 })),
        hit('p2', home({ tenure: 'BY_SHARE', sharePercent: 40 })),
      ),
    ),
  ],
  ['a home without a day of registration', 'MEETS', 1, input(withPieces(hit('p1', home({ registeredOn: null }))))],
  [
    'two homes where the policy allows two',
    'MEETS',
    2,
    input(withPieces(hit('p1', home(), home({ unitNumber: 'U2', address: '新吴区演示路2号' }))), { pack: twoAllowed }),
  ],
  [
    'two homes',
    'EXCEEDS',
    2,
    input(withPieces(hit('p1', home(), home({ unitNumber: 'U2', address: '新吴区演示路2号' })))),
    /2 套/,
  ],
  [
    'two homes of two members',
    'EXCEEDS',
    2,
    input(withPieces(hit('p1', home()), hit('p2', home({ unitNumber: 'U2' })))),
  ],
  [
    'two homes known, a third answer missing',
    'EXCEEDS',
    2,
    input(withPieces(hit('p1', home(), home({ unitNumber: 'U2' })), piece('p2', 'real-estate', null, 'NO_RESPONSE'))),
  ],
  [
    'two homes in a part of an answer',
    'EXCEEDS',
    2,
    input(withPieces(piece('p1', 'real-estate', null, 'PARTIAL', [home(), home({ unitNumber: 'U2' })]))),
  ],
  [
    'a share beside a whole home',
    'WARNING',
    2,
    input(withPieces(hit('p1', home(), home({ unitNumber: 'U2', tenure: 'BY_SHARE', sharePercent: 25 })))),
    /家庭以外的人共有/,
  ],
  [
    'a joint home of one member and somebody outside',
    'WARNING',
    1,
    input(withPieces(hit('p1', home({ tenure: 'JOINT' })))),
    /共有/,
  ],
  [
    'premises that are no home',
    'WARNING',
    1,
    input(withPieces(hit('p1', home(), home({ unitNumber: 'U2', usage: 'NON_RESIDENTIAL' })))),
    /非住宅/,
  ],
  ['a parking place', 'WARNING', 0, input(withPieces(hit('p1', home({ usage: 'PARKING' })))), /非住宅/],
  [
    'premises where the policy knows no sole-home rule',
    'WARNING',
    0,
    input(withPieces(hit('p1', home({ usage: 'NON_RESIDENTIAL' }))), { pack: noSoleHomeRule }),
  ],
  ['a historical title', 'WARNING', 0, input(withPieces(hit('p1', home({ status: 'HISTORICAL' })))), /历史登记/],
  ['a demolished house', 'WARNING', 0, input(withPieces(hit('p1', home({ status: 'DEMOLISHED' })))), /已灭失/],
  [
    'a recent purchase',
    'WARNING',
    1,
    input(withPieces(hit('p1', home({ registeredOn: day('2015-01-31') })))),
    /近 36 个月/,
  ],
  ['a purchase a day earlier', 'MEETS', 1, input(withPieces(hit('p1', home({ registeredOn: day('2015-01-30') }))))],
  [
    'the number under another name',
    'WARNING',
    0,
    input(withPieces(piece('p2', 'real-estate', null, 'IDENTITY_MISMATCH'))),
    /姓名与证件号码不符/,
  ],
  [
    'data out of date, whatever they say',
    'WARNING',
    0,
    input(withPieces(piece('p2', 'real-estate', null, 'STALE', [home(), home({ unitNumber: 'U2' })]))),
    /过期/,
  ],
  ['silence', 'PENDING', 0, input(withPieces(piece('p2', 'real-estate', null, 'NO_RESPONSE'))), /未反馈/],
  ['an answer outstanding', 'PENDING', 0, input(withPieces(piece('p2', 'real-estate', null, null))), /尚未反馈/],
  ['a part of an answer', 'PENDING', 0, input(withPieces(piece('p2', 'real-estate', null, 'PARTIAL')))],
  ['no question about a member', 'PENDING', 0, input(cleanEvidence().filter(({ personId }) => personId !== 'p3'))],
  ['no evidence at all', 'PENDING', null, input([])],
  [
    'a member who has not signed',
    'NOT_AUTHORISED',
    0,
    input(withPieces(piece('p2', 'real-estate', null, 'NOT_AUTHORISED'))),
  ],
  [
    'a member who has not signed beside silence',
    'PENDING',
    0,
    input(
      withPieces(piece('p1', 'real-estate', null, 'NO_RESPONSE'), piece('p2', 'real-estate', null, 'NOT_AUTHORISED')),
    ),
    /未授权/,
  ],
  [
    'a member who has not signed beside a name that does not fit',
    'NOT_AUTHORISED',
    0,
    input(
      withPieces(
        piece('p1', 'real-estate', null, 'IDENTITY_MISMATCH'),
        piece('p2', 'real-estate', null, 'NOT_AUTHORISED'),
      ),
    ),
  ],
  ['a register that is not connected', 'WARNING', null, input([], { sources: [] }), /未接入/],
  [
    'more homes declared than found',
    'WARNING',
    0,
    input(cleanEvidence(), { declared: [declared(HOME)] }),
    /申报，未核对/,
  ],
  [
    'a home declared by somebody who does not count',
    'MEETS',
    0,
    input(cleanEvidence(), { declared: [declared(HOME, 'somebody')] }),
  ],
  ['what was declared was found', 'MEETS', 1, input(withPieces(hit('p1', home())), { declared: [declared(HOME)] })],
  ['nobody counts', 'NOT_APPLICABLE', null, input(cleanEvidence(), { counted: [] })],
  [
    'a standard not confirmed, on which homes do not rest',
    'MEETS',
    1,
    input(withPieces(hit('p1', home())), { packNotice: '标准待确认（依据 2017-07-01）' }),
  ],
];

describe('I01 real estate', () => {
  for (const [name, result, figure, given, says] of CASES) {
    it(`${name}: ${result}`, () => {
      const outcome = realEstate.evaluate(given);
      expect(outcome.result).toBe(result);
      expect(outcome.figure?.value ?? null).toBe(figure);
      if (says !== undefined) expect(outcome.reasons.map(({ zh }) => zh).join('；')).toMatch(says);
    });
  }

  it('names the source and the member whose answer is missing', () => {
    const outcome = realEstate.evaluate(input(withPieces(piece('p2', 'real-estate', null, 'NO_RESPONSE'))));
    expect(outcome.missing).toEqual([
      { personId: 'p2', sourceId: 'real-estate', institution: null, kind: 'NO_RESPONSE' },
    ]);
  });

  it('says that its line was not verified for Wuxi', () => {
    expect(realEstate.evaluate(input(cleanEvidence())).lineSource).toMatchObject({ verified: false });
  });

  it('sends the visitor to the sole-home question only where there is no home', () => {
    const shop = home({ unitNumber: 'U2', usage: 'NON_RESIDENTIAL' });
    const hints = (given: IndicatorInput) =>
      realEstate
        .evaluate(given)
        .visitHints.map(({ zh }) => zh)
        .join();
    expect(hints(input(withPieces(hit('p1', shop))))).toContain('唯一居所');
    expect(hints(input(withPieces(hit('p1', home(), shop))))).not.toContain('唯一居所');
  });
});
