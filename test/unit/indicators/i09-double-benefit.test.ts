import { describe } from 'vitest';
import { doubleBenefit } from '../../../src/indicators/i09-double-benefit.ts';
import { allFound, checkCases, found, packWith } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, day, FAMILY, input, piece } from './world.ts';

const aid = (changes: Parameters<typeof fact<'AID_ENTITLEMENT'>>[1] = {}) => fact('AID_ENTITLEMENT', changes);
const given = (...entries: ReturnType<typeof aid>[]) => input(found('civil-affairs', ...entries));
const JIANGYIN = { division: '320281' };
const STRANGER = { headNumber: '320213198506151230' };
const assistance = fact('SUBSIDY_PAYMENT', { kind: 'SOCIAL_ASSISTANCE', item: '低保金' });

const CASE = { division: '320213001', category: 'MINIMUM_LIVING', purpose: 'APPLICATION' } as const;
const nobody = { personId: 'p9', certificate: { type: 'NONE', number: null } } as const;

describe('I09 benefits drawn twice', () => {
  checkCases(doubleBenefit, [
    ['no aid', 'MEETS', 0, input(cleanEvidence())],
    ['one allowance', 'MEETS', 1, given(aid()), /最低生活保障，.*梁溪区在享/],
    ['one that has ended', 'MEETS', 0, given(aid({ until: day('2017-11-30') }))],
    ['one that begins later', 'MEETS', 0, given(aid({ since: day('2018-03-01') }))],
    ['aid given once', 'MEETS', 0, given(aid({ program: 'TEMPORARY_AID', monthlyFen: 0, oneOffFen: 100_000 }))],
    ['the same from two places', 'EXCEEDS', 2, given(aid(), aid(JIANGYIN)), /梁溪区、.*江阴市同时享受/],
    [
      'where the policy allows two',
      'WARNING',
      2,
      { ...given(aid(), aid(JIANGYIN)), pack: packWith('sameBenefitAllowed', 2) },
    ],
    ['the same from a place that has no name here', 'EXCEEDS', 2, given(aid(), aid({ division: '999999' })), /999999/],
    [
      'the same from two places, and the treasury silent',
      'EXCEEDS',
      2,
      input([
        ...found('civil-affairs', aid(), aid(JIANGYIN)).filter(
          ({ personId, sourceId }) => personId !== 'p2' || sourceId !== 'finance',
        ),
        piece('p2', 'finance', null, 'NO_RESPONSE'),
      ]),
    ],
    ['the first place ended before the second', 'MEETS', 1, given(aid({ until: day('2017-11-30') }), aid(JIANGYIN))],
    ['two entries of one place', 'WARNING', 1, given(aid(), aid({ since: day('2017-01-01') })), /有 2 条在享记录/],
    [
      'the same told under an abolished division and its successor',
      'WARNING',
      1,
      given(aid(), aid({ division: '320202' })),
      /有 2 条在享记录/,
    ],
    ['the same told by county and village', 'WARNING', 1, given(aid(), aid({ division: '320213001' }))],
    [
      'the same told by the city and two counties',
      'EXCEEDS',
      2,
      given(aid(), aid({ division: '320200' }), aid(JIANGYIN)),
    ],
    [
      'the same from two townships of one county',
      'EXCEEDS',
      2,
      given(aid({ division: '320213001' }), aid({ division: '320213002' })),
    ],
    ['in the county of the case', 'MEETS', 1, { ...given(aid()), caseOf: CASE }],
    ['in another township of it', 'MEETS', 1, { ...given(aid({ division: '320213002' })), caseOf: CASE }],
    ['in the county that it was', 'MEETS', 1, { ...given(aid({ division: '320203' })), caseOf: CASE }],
    [
      'in another county than the case',
      'WARNING',
      1,
      { ...given(aid({ division: '330100' })), caseOf: CASE },
      /不在本案所在地/,
    ],
    [
      'in another county, and over',
      'MEETS',
      0,
      { ...given(aid({ division: '330100', until: day('2017-12-31') })), caseOf: CASE },
    ],
    ['one that ended, though another entry left it open', 'MEETS', 0, given(aid(), aid({ until: day('2017-11-30') }))],
    ['the head by the number of 15 digits', 'MEETS', 1, given(aid({ headNumber: '320213600101001' }))],
    [
      'a head who may be somebody on the form without a number',
      'MEETS',
      1,
      {
        ...given(aid(STRANGER)),
        onForm: [...FAMILY, { ...FAMILY[0], ...nobody, birthDate: day('1985-06-15') }] as typeof FAMILY,
      },
    ],
    [
      'a head of another day of birth is nobody on the form',
      'WARNING',
      1,
      {
        ...given(aid(STRANGER)),
        onForm: [...FAMILY, { ...FAMILY[0], ...nobody, birthDate: day('1985-06-16') }] as typeof FAMILY,
      },
    ],
    [
      'one card for one head, written in two ways',
      'WARNING',
      1,
      given(aid(), aid({ program: 'ORPHAN', headNumber: '320213600101001' })),
      /^(?!.*尾号)/u,
    ],
    [
      'paid by the treasury after it ended',
      'WARNING',
      0,
      input(
        allFound({
          finance: [{ ...assistance, month: '2018-01' }],
          'civil-affairs': [aid({ until: day('2017-11-30') })],
        }),
      ),
      /至 2018-01，民政登记的救助此前已停止/,
    ],
    [
      'paid by the treasury for its last month',
      'MEETS',
      0,
      input(allFound({ finance: [assistance], 'civil-affairs': [aid({ until: day('2017-11-30') })] })),
    ],
    [
      'a public home that one record leaves open',
      'MEETS',
      0,
      input(
        found(
          'housing-contracts',
          fact('PUBLIC_RENTAL'),
          fact('PUBLIC_RENTAL', { until: day('2016-06-30') }),
          fact('RENT_SUBSIDY'),
        ),
      ),
    ],
    [
      'money for rent that one record leaves open',
      'MEETS',
      0,
      input(
        found(
          'housing-contracts',
          fact('PUBLIC_RENTAL'),
          fact('RENT_SUBSIDY'),
          fact('RENT_SUBSIDY', { until: day('2017-06-30') }),
        ),
      ),
    ],
    [
      'two programmes that exclude each other',
      'WARNING',
      1,
      given(aid(), aid({ program: 'EXTREME_POVERTY' })),
      /同时在享/,
    ],
    ['temporary aid beside dibao', 'MEETS', 1, given(aid(), aid({ program: 'TEMPORARY_AID' }))],
    ['in somebody else’s household', 'WARNING', 1, given(aid(STRANGER)), /在另一户享受/],
    ['a head whom nobody wrote down', 'MEETS', 1, given(aid({ headNumber: null }))],
    [
      'one card for two households',
      'WARNING',
      1,
      given(aid(), aid({ ...STRANGER, program: 'TEMPORARY_AID' })),
      /尾号 7306/,
    ],
    [
      'a public home and money for rent',
      'WARNING',
      0,
      input(found('housing-contracts', fact('PUBLIC_RENTAL'), fact('RENT_SUBSIDY'))),
      /承租公房（演示公租房1号）又领取/,
    ],
    ['a public home', 'MEETS', 0, input(found('housing-contracts', fact('PUBLIC_RENTAL')))],
    [
      'money for rent since the public home was left',
      'MEETS',
      0,
      input(found('housing-contracts', fact('PUBLIC_RENTAL', { until: day('2016-06-30') }), fact('RENT_SUBSIDY'))),
    ],
    [
      'paid by the treasury, unknown to civil affairs: both are told',
      'WARNING',
      0,
      input(found('finance', assistance)),
      /财政发放低保金，民政无其救助记录/,
    ],
    [
      'paid by the treasury as granted',
      'MEETS',
      1,
      input(allFound({ finance: [assistance], 'civil-affairs': [aid()] })),
    ],
    ['paid long ago', 'MEETS', 0, input(found('finance', { ...assistance, month: '2017-06' }))],
    ['another subsidy', 'MEETS', 0, input(found('finance', fact('SUBSIDY_PAYMENT')))],
  ]);
});
