import { plainText } from '../evidence/fact-identity.ts';
import type { FactOf, HomeTitle } from '../evidence/facts.ts';
import { standingSpans } from '../evidence/histories/spans.ts';
import { formatYuan } from '../identity/fen.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { Words } from './outcome.ts';
import { factsOf, holderNames } from './reading.ts';
import type { Reading } from './reading.ts';
import { runsOn } from './year.ts';

/**
 * Contracts of sale that are filed and not yet in the register of titles, from either side. Offices seldom mark a contract
 * as done: one that the register of titles has overtaken is no doubt.
 */
export function contractDoubts(reading: Reading): readonly { readonly warning: Words; readonly visitHint: Words }[] {
  const titles = factsOf(reading, 'HOME_TITLE').map(({ fact }) => fact);
  return factsOf(reading, 'HOUSING_CONTRACT')
    .filter(({ fact }) => fact.status === 'FILED' && !isRegistered(fact, titles))
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

/**
 * Whether the register of titles already shows what a contract brought about: the title of a buyer, no older than the
 * contract, or of a seller nothing but titles of old. The two registers share only the address.
 */
function isRegistered({ address, role, signedOn }: FactOf<'HOUSING_CONTRACT'>, all: readonly HomeTitle[]): boolean {
  const titles = all.filter((title) => plainText(title.address) === plainText(address));
  if (role === 'SELLER') return titles.length > 0 && titles.every(({ status }) => status === 'HISTORICAL');
  return titles.some(({ status, registeredOn }) => status === 'CURRENT' && (registeredOn ?? '') >= signedOn);
}

/** A home rented from the city belongs to the city: shown, and not counted. */
export function rentalNotes(input: IndicatorInput, reading: Reading): readonly Words[] {
  return standingSpans(
    factsOf(reading, 'PUBLIC_RENTAL'),
    (a, b) => a.member.personId === b.member.personId && plainText(a.fact.address) === plainText(b.fact.address),
  )
    .filter(({ fact }) => runsOn(input.baseDate, fact.since, fact.until))
    .map((home) => ({
      zh: `${holderNames(home)}：承租公房${home.fact.address}，不计`,
      en: `${holderNames(home)}: rents ${home.fact.address} from the city, not counted`,
    }));
}
