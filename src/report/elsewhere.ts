import { placeName } from '../identity/region.ts';
import type { Words } from '../indicators/outcome.ts';
import type { ReportInput } from './input.ts';

/** A member of this case who stands in another open one: in which county, and nothing else of it. */
type Told = { readonly name: string; readonly place: string };

/** That members stand in another open case too, a doubt for each place. */
export function elsewhereDoubts(input: Pick<ReportInput, 'elsewhere' | 'household'>): readonly Words[] {
  return toldOf(input).map(({ name, place }) => ({
    zh: `${name}同时在另一未办结的申请中填报（${place}）`,
    en: `${name} stands in another open application too (${place})`,
  }));
}

/** Questions about them for a home visit. */
export function elsewherePoints(input: Pick<ReportInput, 'elsewhere' | 'household'>): readonly Words[] {
  const names = [...new Set(toldOf(input).map(({ name }) => name))];
  return names.map((name) => ({
    zh: `核实${name}实际与谁共同生活，应由哪一户申请`,
    en: `with whom does ${name} live, and which family should apply?`,
  }));
}

function toldOf({ elsewhere = [], household }: Pick<ReportInput, 'elsewhere' | 'household'>): readonly Told[] {
  return household.members.flatMap(({ personId, name }) =>
    elsewhere
      .filter((one) => one.personId === personId)
      .map(({ county }) => county)
      .toSorted()
      .map((county) => ({ name, place: placeName(county) })),
  );
}
