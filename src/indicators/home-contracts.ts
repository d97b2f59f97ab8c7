import { formatYuan } from '../identity/fen.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { Words } from './outcome.ts';
import { factsOf, holderNames } from './reading.ts';
import type { Reading } from './reading.ts';
import { runsOn } from './year.ts';

/** Contracts of sale that are filed and not yet in the register of titles, from either side. */
export function contractDoubts(reading: Reading): readonly { readonly warning: Words; readonly visitHint: Words }[] {
  return factsOf(reading, 'HOUSING_CONTRACT')
    .filter(({ fact }) => fact.status === 'FILED')
    .map((contract) => {
      const { fact } = contract;
      const name = holderNames(contract);
      const price = formatYuan(fact.priceFen);
      const bought = fact.role === 'BUYER';
      return {
        warning: {
          zh: `${name}：${fact.signedOn} 网签${bought ? '购买' : '出售'}${fact.address}，${price} 元，尚未登记`,
          en: `${name}: contract of ${fact.signedOn} to ${bought ? 'buy' : 'sell'} ${fact.address} for ${price} yuan, not registered yet`,
        },
        visitHint: bought
          ? { zh: `核实${fact.address}的购房资金和交付情况`, en: `how was ${fact.address} paid, is it handed over?` }
          : {
              zh: `核实${fact.address}是否已交付和售房所得`,
              en: `is ${fact.address} handed over, where is the money?`,
            },
      };
    });
}

/** A home rented from the city belongs to the city: shown, and not counted. */
export function rentalNotes(input: IndicatorInput, reading: Reading): readonly Words[] {
  return factsOf(reading, 'PUBLIC_RENTAL')
    .filter(({ fact }) => runsOn(input.baseDate, fact.since, fact.until))
    .map((home) => ({
      zh: `${holderNames(home)}：承租公房${home.fact.address}，不计`,
      en: `${holderNames(home)}: rents ${home.fact.address} from the city, not counted`,
    }));
}
