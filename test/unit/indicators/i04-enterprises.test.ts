import { describe } from 'vitest';
import { enterprises } from '../../../src/indicators/i04-enterprises.ts';
import { allFound, checkCases, found, packWith } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, day, input, piece, withPieces } from './world.ts';

const role = (changes: Parameters<typeof fact<'BUSINESS_ROLE'>>[1] = {}) => fact('BUSINESS_ROLE', changes);
const turnover = (changes: Parameters<typeof fact<'SOLE_TRADER_TURNOVER'>>[1] = {}) =>
  fact('SOLE_TRADER_TURNOVER', changes);
const registered = (changes: Parameters<typeof fact<'BUSINESS_ROLE'>>[1]) =>
  input(found('business-registration', role(changes)));
const both = (roles: ReturnType<typeof role>, tax: Parameters<typeof allFound>[0]['tax'] = [turnover()]) =>
  allFound({ 'business-registration': [roles], tax: tax ?? [] });

describe('I04 enterprises', () => {
  checkCases(enterprises, [
    ['no part in anything', 'MEETS', 0, input(cleanEvidence())],
    ['in business, revenue not known', 'WARNING', 1, registered({}), /存续，未见营收/],
    ['an officer on paper', 'WARNING', 1, registered({ role: 'OFFICER' }), /董事、监事/],
    ['a shop with invoices', 'EXCEEDS', 1, input(both(role())), /营收 30,000\.00 元/],
    [
      'a shop with invoices while a member is not answered for',
      'EXCEEDS',
      1,
      input([
        ...both(role()).filter(({ personId, sourceId }) => personId !== 'p2' || sourceId !== 'tax'),
        piece('p2', 'tax', null, 'NO_RESPONSE'),
      ]),
    ],
    [
      'the same where the policy allows one',
      'MEETS',
      1,
      input(both(role()), { pack: packWith('enterprisesAllowed', 1) }),
    ],
    [
      'invoices of more than a year ago',
      'WARNING',
      1,
      input(both(role(), [turnover({ until: day('2017-01-31') })])),
      /未见营收/,
    ],
    [
      'an assessed turnover is an estimate',
      'WARNING',
      1,
      input(both(role(), [turnover({ basis: 'ASSESSED' })])),
      /定额营业额/,
    ],
    [
      'a dividend of the enterprise itself',
      'EXCEEDS',
      1,
      input(
        both(role({ role: 'SHAREHOLDER' }), [
          fact('TAXED_INCOME_MONTH', { kind: 'INTEREST_DIVIDEND', payerCode: role().entityCode, incomeFen: 500_000 }),
        ]),
      ),
      /5,000\.00 元/,
    ],
    [
      'wages of the enterprise are no revenue of it',
      'WARNING',
      1,
      input(both(role(), [fact('TAXED_INCOME_MONTH', { payerCode: role().entityCode })])),
    ],
    ['deregistered', 'MEETS', 0, registered({ state: 'DEREGISTERED' }), /已注销，不计/],
    [
      'deregistered since, though an older entry has it in business',
      'MEETS',
      0,
      input(found('business-registration', role(), role({ state: 'DEREGISTERED', stateOn: day('2017-05-01') }))),
      /已注销，不计/,
    ],
    [
      'invoices under the older code of the same name',
      'EXCEEDS',
      1,
      input(both(role(), [turnover({ traderCode: '320213000012345' })])),
      /营收 30,000\.00 元/,
    ],
    [
      'invoices under an older code of another name',
      'WARNING',
      1,
      input(both(role(), [turnover({ traderCode: '320213000012345', traderName: '演示饭店' })])),
      /税务有演示饭店营业额/,
    ],
    [
      'invoices under another code of the same name',
      'WARNING',
      1,
      input(both(role(), [turnover({ traderCode: '91320213MA1BBBBB2Y' })])),
      /市场监管无其登记/,
    ],
    ['revoked', 'WARNING', 0, registered({ state: 'REVOKED' }), /吊销未注销/],
    ['a co-operative’s member', 'WARNING', 1, registered({ role: 'COOPERATIVE_MEMBER' }), /合作社成员/],
    ['listed as abnormal', 'WARNING', 1, registered({ abnormal: true }), /经营异常/],
    ['abnormal with revenue never fails by itself', 'WARNING', 1, input(both(role({ abnormal: true })))],
    ['a name in dispute', 'WARNING', 1, registered({ identityDisputed: true }), /冒名登记/],
    [
      'a name in dispute, with revenue',
      'WARNING',
      1,
      input(both(role({ identityDisputed: true }))),
      /冒名登记，税务另有营收/,
    ],
    ['a turnover without a registration', 'WARNING', 0, input(found('tax', turnover())), /市场监管无其登记/],
    [
      'one firm of husband and wife is one',
      'WARNING',
      1,
      input(
        withPieces(
          piece('p1', 'business-registration', null, 'HIT', [role()]),
          piece('p2', 'business-registration', null, 'HIT', [role({ role: 'SHAREHOLDER', subscribedFen: 100 })]),
        ),
      ),
      /认缴合计 1\.00 元/,
    ],
  ]);
});
