import type { Fact } from '../evidence/facts.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { Basis } from './basis.ts';
import { canonicalBytes } from './canonical.ts';
import type { Comparable } from './changes.ts';
import { evidenceOfMembers } from './obligors.ts';
import { buildByEdition } from './editions.ts';
import type { ReportDocument } from './document.ts';
import { tablesChanged } from './versions.ts';

/** The stored parts from which a version is composed again. */
export type Replayed = {
  readonly document: ReportDocument;
  readonly basis: Basis;
  /** Facts by commitment to the raw answer; one that is absent was erased. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly pack: PolicyPack;
  readonly previous: Comparable | null;
};

/** A place of the document whose value comes out otherwise. */
export type Difference = { readonly path: string; readonly stored: string; readonly again: string };

export type Replay = {
  /** Byte for byte; where facts are gone, in everything that does not rest on them. */
  readonly same: boolean;
  readonly differences: readonly Difference[];
  /** Questions whose facts were erased by policy. */
  readonly gone: readonly string[];
  /** The parts that depend on them and were not compared. */
  readonly notCompared: readonly string[];
  /** Tables whose content is no longer what it was: the first thing to look at where a figure differs. */
  readonly tables: readonly string[];
};

/** The parts that are computed from facts across persons and sources. */
const RESTS_ON_FACTS: ReadonlySet<string> = new Set([
  'contradictions',
  'comparison',
  'conclusions',
  'doubts',
  'visitPoints',
  'overall',
  'overallWords',
  'contests',
  'withoutDisputed',
  'changes',
]);
const ASSESSED_FROM_FACTS: ReadonlySet<string> = new Set(['found', 'higher', 'rigid']);

/**
 * Draws a stored version up again by the versions that it records, and says what comes out otherwise. Pure.
 * @throws Problem UNKNOWN_VERSION where a version or the edition is not held.
 */
export function replayReport({ document, basis, facts, pack, previous }: Replayed): Replay {
  const { salt: _salt, packId: _packId, previousVersion: _previousVersion, evidence, ...rest } = basis;
  // Nothing of a document rests on what support obligors own; their facts are not under its seal.
  const gone = evidenceOfMembers(rest.household, evidence).filter(
    ({ commitment, kind }) => commitment !== null && kind !== null && !facts.has(commitment),
  );
  const whole = evidence.map((piece) => ({
    ...piece,
    facts: piece.commitment === null ? [] : (facts.get(piece.commitment) ?? []),
  }));
  const again = buildByEdition(document.edition, { ...rest, evidence: whole, pack, previous }, document.versions);
  const goneIds = new Set(gone.map(({ questionId }) => questionId));
  const all = sameBytes(document, again) ? [] : differencesOf('', document, again);
  const resting = goneIds.size === 0 ? [] : restingOn(document, goneIds);
  const differences = all.filter(
    ({ path }) =>
      !resting.some((place) => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`)),
  );
  return {
    same: differences.length === 0,
    differences,
    gone: [...goneIds],
    notCompared: resting,
    tables: tablesChanged(document.versions, pack),
  };
}

/** Places of a document that rest on facts which are gone. */
function restingOn({ indicators }: ReportDocument, gone: ReadonlySet<string>): readonly string[] {
  return [
    ...indicators.filter(({ evidence }) => evidence.some((id) => gone.has(id))).map(({ id }) => `indicators[${id}]`),
    ...[...ASSESSED_FROM_FACTS].map((part) => `assessment.${part}`),
    ...RESTS_ON_FACTS,
  ];
}

function sameBytes(a: unknown, b: unknown): boolean {
  const [left, right] = [canonicalBytes(a), canonicalBytes(b)];
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function differencesOf(path: string, stored: unknown, again: unknown): readonly Difference[] {
  if (isList(stored) && isList(again)) {
    return [...Array(Math.max(stored.length, again.length)).keys()].flatMap((index) =>
      differencesOf(`${path}[${nameOf(stored[index] ?? again[index], index)}]`, stored[index], again[index]),
    );
  }
  if (isObject(stored) && isObject(again)) {
    const keys = [...new Set([...Object.keys(stored), ...Object.keys(again)])];
    return keys.flatMap((key) => differencesOf(path === '' ? key : `${path}.${key}`, stored[key], again[key]));
  }
  return stored === again ? [] : [{ path, stored: shown(stored), again: shown(again) }];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Indicators are named by id, all else by its place. */
function nameOf(value: unknown, index: number): string {
  return isObject(value) && typeof value['id'] === 'string' && /^I\d\d$/.test(value['id'])
    ? value['id']
    : String(index);
}

function shown(value: unknown): string {
  return value === undefined ? '—' : JSON.stringify(value);
}
