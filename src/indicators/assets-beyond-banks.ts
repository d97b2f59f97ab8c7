import { formatYuan, sumFen } from '../identity/fen.ts';
import { isInYuan, unreckonedWords } from './bank-bounds.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { Words } from './outcome.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** Securities, insurance and housing fund of the members who count, integer fen, with what a visitor should ask about. */
export type AssetsBeyondBanks = {
  /** Market value and cash in all accounts, whatever their state: what is frozen is owned too. */
  readonly securitiesFen: number;
  /**
   * Cash values of the policies that members have taken out. What others took out for them is not theirs, and a policy
   * that has ended is paid out; one that lapsed still has its value.
   */
  readonly insuranceFen: number;
  /** Balances in the housing fund as far as the pack counts them: they can be drawn for few purposes. */
  readonly housingFundFen: number;
  /** Balances that the pack does not count, shown all the same. */
  readonly notes: readonly Words[];
  /** Securities without a value in yuan. */
  readonly unreckoned: readonly Words[];
  readonly warnings: readonly Words[];
  readonly visitHints: readonly Words[];
};

/** Reads them from what the depository, the insurers and the fund answered. */
export function assetsBeyondBanks(input: Pick<IndicatorInput, 'pack'>, reading: Reading): AssetsBeyondBanks {
  const held = factsOf(reading, 'SECURITIES_HOLDING');
  const policies = factsOf(reading, 'INSURANCE_POLICY').filter(
    ({ fact }) => fact.role === 'POLICYHOLDER' && fact.status !== 'ENDED',
  );
  const funds = factsOf(reading, 'HOUSING_FUND_ACCOUNT').filter(
    ({ fact }) => fact.status !== 'CLOSED' && fact.balanceFen > 0,
  );
  const fundCounts = input.pack.rules.housingFundIsAsset.value;
  const unreckoned = held
    .filter(({ fact }) => !isInYuan(fact) && fact.marketValueFen + fact.cashFen > 0)
    .map(({ member, fact }) => unreckonedWords(member.name, { zh: '证券账户', en: 'the depository' }, fact.currency));
  const asleep = held.filter(({ fact }) => fact.status !== 'NORMAL');
  return {
    securitiesFen: sumFen(held.map(({ fact }) => (isInYuan(fact) ? fact.marketValueFen + fact.cashFen : 0))),
    unreckoned,
    insuranceFen: sumFen(policies.map(({ fact }) => fact.cashValueFen)),
    housingFundFen: fundCounts ? sumFen(funds.map(({ fact }) => fact.balanceFen)) : 0,
    notes: (fundCounts ? [] : funds).map(({ member, fact }) => ({
      zh: `${member.name}：住房公积金余额 ${formatYuan(fact.balanceFen)} 元，只列示不计入`,
      en: `${member.name}: ${formatYuan(fact.balanceFen)} yuan in the housing fund, shown and not counted`,
    })),
    warnings: asleep.map(({ member, fact }) => {
      const amount = isInYuan(fact)
        ? `${formatYuan(fact.marketValueFen + fact.cashFen)} 元`
        : (fact.currency ?? '币种不详');
      const state = fact.status === 'FROZEN' ? { zh: '冻结', en: 'frozen' } : { zh: '休眠', en: 'dormant' };
      return {
        zh: `${member.name}：${fact.accountCount} 个${state.zh}证券账户，${amount}`,
        en: `${member.name}: ${fact.accountCount} ${state.en} securities account(s), ${amount.replace(' 元', ' yuan')}`,
      };
    }),
    visitHints: asleep.map(({ member }) => ({
      zh: `核实${member.name}的休眠或冻结证券账户`,
      en: `ask ${member.name} about the dormant or frozen securities account`,
    })),
  };
}
