import { ASSESSMENT_VERSIONS } from '../assessment/registry.ts';
import { PROVINCES, DIVISIONS } from '../identity/divisions.ts';
import { INDICATORS } from '../indicators/registry.ts';
import { HOLIDAY_YEARS, PUBLISHED_THROUGH } from '../platform/holidays.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { digestOf } from './canonical.ts';
import { HOLIDAY_EDITIONS, REGION_EDITIONS } from './known-tables.ts';

/** The versions that one evaluation used. Tables without a version number are named by the SHA-256 of their content. */
export type Versions = {
  readonly pack: { readonly id: string; readonly sha256: string };
  /** By indicator id. */
  readonly indicators: Readonly<Record<string, number>>;
  readonly assessment: number;
  /** The holidays by which deadlines in working days were computed when they were set. */
  readonly holidays: { readonly publishedThrough: string; readonly sha256: string };
  /** By which divisions are named, GB/T 2260. */
  readonly regions: { readonly sha256: string };
};

const HOLIDAYS: Versions['holidays'] = { publishedThrough: PUBLISHED_THROUGH, sha256: tableDigest(HOLIDAY_YEARS) };
const REGIONS: Versions['regions'] = { sha256: tableDigest(PROVINCES, DIVISIONS) };
const CURRENT_INDICATORS = Object.fromEntries(INDICATORS.map(({ id, version }) => [id, version]));

/** The versions in force today, with this pack. */
export function currentVersions(pack: PolicyPack): Versions {
  return {
    pack: { id: pack.id, sha256: packDigest(pack) },
    indicators: CURRENT_INDICATORS,
    assessment: ASSESSMENT_VERSIONS[0].version,
    holidays: HOLIDAYS,
    regions: REGIONS,
  };
}

/**
 * Tables whose content has changed: a new evaluation by these versions says so next to the result. A table that has
 * only grown since counts as unchanged.
 */
export function tablesChanged(versions: Versions, pack: PolicyPack): readonly ('pack' | 'holidays' | 'regions')[] {
  const stands = {
    pack: versions.pack.sha256 === packDigest(pack),
    holidays: isKnown(HOLIDAY_EDITIONS, versions.holidays),
    regions: isKnown(REGION_EDITIONS, versions.regions),
  };
  return (['pack', 'holidays', 'regions'] as const).filter((table) => !stands[table]);
}

function isKnown(editions: readonly { readonly sha256: string }[], recorded: { readonly sha256: string }): boolean {
  return editions.some(({ sha256 }) => sha256 === recorded.sha256);
}

/** For the page; a digest by its first twelve digits, enough to tell two tables apart. */
export function printVersions({ pack, indicators, assessment, holidays, regions }: Versions): string {
  const rules = Object.entries(indicators).map(([id, version]) => `${id} v${version}`);
  const tables = [
    `规则包 ${pack.sha256.slice(0, 12)}`,
    `节假日表至 ${holidays.publishedThrough} ${holidays.sha256.slice(0, 12)}`,
    `区划表 ${regions.sha256.slice(0, 12)}`,
  ];
  return [...rules, `收支计算 v${assessment}`, ...tables].join('、');
}

const digests = new WeakMap<PolicyPack, string>();

/** SHA-256 of a pack's canonical bytes, hex. A pack never changes once read, so it is computed once. */
function packDigest(pack: PolicyPack): string {
  const known = digests.get(pack);
  if (known !== undefined) return known;
  const digest = digestOf(pack);
  digests.set(pack, digest);
  return digest;
}

/** As pairs in the order of their keys: codes and years are no keys of canonical JSON. */
function tableDigest(...tables: readonly Readonly<Record<string, unknown>>[]): string {
  return digestOf(tables.map((table) => Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1))));
}
