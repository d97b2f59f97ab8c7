import type { DeclaredContent, DeclaredItem } from '../../src/application/declared-item.ts';
import type { Fact } from '../../src/evidence/facts.ts';
import type { IndicatorInput } from '../../src/indicators/define-indicator.ts';
import { declared } from '../unit/indicators/world.ts';

/** A case with facts by person and source, `p2 tax`; every other question is answered with "no record". */
export type Branch = readonly [
  name: string,
  found: Readonly<Record<string, readonly Fact[]>>,
  items?: readonly DeclaredItem[],
  changes?: Partial<IndicatorInput>,
];

/** By the rule that is run. */
export type Branches = Readonly<Record<string, readonly Branch[]>>;

/** A declared item with the fields that no rule reads left empty. */
export const homeDeclared = declared({
  kind: 'HOME',
  address: '演示路',
  areaHundredths: 5_000,
  usage: 'RESIDENTIAL',
  origin: null,
  acquiredOn: null,
});

export function craftDeclared(plateNumber: string, craft: 'VEHICLE' | 'SHIP' = 'VEHICLE'): DeclaredItem {
  return declared({
    kind: 'VEHICLE',
    craft,
    plateNumber,
    model: null,
    displacementMl: null,
    boughtOn: null,
    priceFen: null,
  });
}

export function assetDeclared(
  assetKind: Extract<DeclaredContent, { kind: 'FINANCIAL_ASSET' }>['assetKind'],
  yuan: number,
): DeclaredItem {
  return declared({ kind: 'FINANCIAL_ASSET', assetKind, amountFen: yuan * 100, holder: null });
}

export function wageDeclared(yuan: number, payer: string | null, personId: string | null = 'p1'): DeclaredItem {
  return declared({ kind: 'INCOME', incomeKind: 'WAGE', item: 'SALARY', yearlyFen: yuan * 100, payer }, personId);
}
