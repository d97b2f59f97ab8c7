import { regionCovers } from '../identity/region.ts';
import { addDays } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PackFault } from './issue-words.ts';
import type { PackFrame, PolicyLayer, PolicyPack } from './pack.ts';

/** One id names one pack. */
export function idFaults(packs: readonly PackFrame[]): PackFault[] {
  const seen = new Set<string>();
  return packs.flatMap(({ id }) => {
    if (seen.has(id)) return [fault(id, 'id', '编号重复，请另取一个', 'used twice; give it another')];
    seen.add(id);
    return [];
  });
}

/** Faults between packs: the pack that another inherits from or replaces must exist and govern the same place. */
export function lineageFaults(packs: readonly PolicyPack[], layers: readonly PolicyLayer[] = []): PackFault[] {
  const inherited = new Map<string, PackFrame>([...packs, ...layers].map((pack) => [pack.id, pack]));
  const among = (kind: readonly PackFrame[]): PackFault[] => {
    const byId = new Map(kind.map((pack) => [pack.id, pack]));
    return kind.flatMap((pack) => [
      ...inheritFaults(pack, inherited, packs),
      ...followFaults(pack, byId),
      ...(pack.supersedes === undefined ? [] : supersedeFaults(pack, byId.get(pack.supersedes))),
    ]);
  };
  return [...among(packs), ...among(layers)];
}

function inheritFaults(
  pack: PackFrame,
  byId: ReadonlyMap<string, PackFrame>,
  packs: readonly PolicyPack[],
): PackFault[] {
  const { id, inherits, region } = pack;
  const above = byId.get(inherits ?? '');
  // A missing pack was reported when it was read, or has faults of its own.
  if (inherits === undefined || above === undefined) return [];
  if (!regionCovers(above.region, region)) {
    const zh = `${inherits} 的区划不包含 ${region}，只能沿用本级或上级的政策包`;
    return [fault(id, 'inherits', zh, `${inherits} is of a division that does not cover ${region}`)];
  }
  // The content of a layer stays in force until the place has a pack under the next one: `check` warns about it.
  if (!packs.some(({ id }) => id === above.id)) return [];
  const [end, own] = [endOf(above, packs), endOf(pack, packs)];
  // A county that follows its city follows it into its next pack too.
  if (above.region === region || end === null || (own !== null && own <= end)) return [];
  const zh = `超过所沿用的 ${inherits} 的失效日，请改为 ${end}，并为其后另建政策包`;
  return [
    fault(id, 'effectiveTo', zh, `outlasts ${inherits}, from which it inherits; end it on ${end} and enter the next`),
  ];
}

function supersedeFaults(pack: PackFrame, other: PackFrame | undefined): PackFault[] {
  const { id, supersedes } = pack;
  if (other === undefined) {
    return [
      fault(id, 'supersedes', `没有政策包 ${supersedes}`, `there is no pack ${supersedes}; name one that is there`),
    ];
  }
  const same = (['region', 'residence', 'effectiveFrom', 'effectiveTo'] as const).every(
    (key) => pack[key] === other[key],
  );
  if (same && other.id !== id) return [];
  const zh = '只能取代区划、城乡、起止日期都相同的另一个政策包';
  return [
    fault(id, 'supersedes', zh, 'it takes the place of another pack of the same division, residence and days only'),
  ];
}

/** The last day of a pack: its own, or the day before the pack that follows it; `null` where it is open. */
function endOf({ id, effectiveTo }: PackFrame, packs: readonly PolicyPack[]): CalendarDate | null {
  const standsFor = stoodInFor(id, packs);
  const next = packs.find(({ follows }) => follows !== undefined && standsFor.has(follows));
  return effectiveTo ?? (next === undefined ? null : addDays(next.effectiveFrom, -1));
}

/** A pack and those in whose place it is used. */
function stoodInFor(id: string, packs: readonly PackFrame[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !ids.has(at);) {
    ids.add(at);
    const current: string = at;
    at = packs.find((pack) => pack.id === current)?.supersedes;
  }
  return ids;
}

function followFaults(
  { id, follows, region, residence, effectiveFrom }: PackFrame,
  byId: ReadonlyMap<string, PackFrame>,
): PackFault[] {
  if (follows === undefined) return [];
  const before = byId.get(follows);
  if (before === undefined) {
    return [fault(id, 'follows', `没有政策包 ${follows}`, `there is no pack ${follows}; name one that is there`)];
  }
  if (before.region === region && before.residence === residence && before.effectiveFrom < effectiveFrom) return [];
  const zh = '只能接续同一区划、城乡且生效更早的政策包';
  return [fault(id, 'follows', zh, 'it follows a pack of the same division and residence that began before')];
}

/** Within one region and residence each pack must begin on the day after the one before it ends. */
export function spanFaults(packs: readonly PackFrame[]): PackFault[] {
  const faults: PackFault[] = [];
  const superseded = new Set(packs.map(({ supersedes }) => supersedes));
  const last = packs.filter(({ id }) => !superseded.has(id));
  for (const series of Map.groupBy(last, (pack) => `${pack.region} ${pack.residence}`).values()) {
    const inOrder = series.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    for (const [index, { id, effectiveFrom, follows }] of inOrder.entries()) {
      const before = inOrder[index - 1];
      if (before === undefined) continue;
      const dayBefore = addDays(effectiveFrom, -1);
      if (before.effectiveTo === null) {
        // A pack that was corrected late is followed by what followed it before.
        if (follows !== undefined && stoodInFor(before.id, packs).has(follows)) continue;
        const zh = `与 ${before.id} 重叠，后者未定失效日；请填写 "follows": "${before.id}"`;
        faults.push(
          fault(id, 'effectiveFrom', zh, `overlaps ${before.id}, which is open; say "follows": "${before.id}"`),
        );
      } else if (before.effectiveTo >= effectiveFrom) {
        const zh = `与 ${before.id} 重叠，请将后者的 effectiveTo 改为 ${dayBefore}`;
        faults.push(fault(id, 'effectiveFrom', zh, `overlaps ${before.id}; its effectiveTo must be ${dayBefore}`));
      } else if (before.effectiveTo !== dayBefore) {
        const next = addDays(before.effectiveTo, 1);
        const zh = `与 ${before.id} 之间有空档，请改为 ${next}`;
        faults.push(fault(id, 'effectiveFrom', zh, `leaves a gap after ${before.id}; begin on ${next}`));
      }
    }
  }
  return faults;
}

function fault(pack: string, field: string, zh: string, en: string): PackFault {
  return { pack, path: [field], zh, en };
}
