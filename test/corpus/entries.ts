import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSESSMENT_VERSIONS } from '../../src/assessment/registry.ts';
import type { IndicatorInput } from '../../src/indicators/define-indicator.ts';
import { INDICATOR_VERSIONS } from '../../src/indicators/registry.ts';
import { canonicalBytes } from '../../src/report/canonical.ts';
import { CASES } from './cases.ts';

export const CORPUS_FILE = join(import.meta.dirname, 'corpus.json');

/** `I01 v2 two homes`, with the SHA-256 of the canonical bytes of its input and, after a space, of its result. */
export type Entries = Readonly<Record<string, string>>;

/** The checked-in entries. */
export function checkedIn(): Entries {
  // The file is written by this folder's own command only.
  return JSON.parse(readFileSync(CORPUS_FILE, 'utf8')) as Entries;
}

/** The entries of one rule. */
export function entriesOf(rule: string, entries: Entries): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => key.startsWith(`${rule} `)));
}

/** The current results of all rules, or of one, each case with every version of its rule that exists. */
export function reckoned(only?: string): Entries {
  const entries = CASES.filter(({ rule }) => only === undefined || rule === only).flatMap(({ rule, name, input }) =>
    versionsOf(rule).map(({ version, run }): readonly [string, string] => [
      `${rule} v${version} ${name}`,
      `${digest(asEntered(input))} ${digest(run(input))}`,
    ]),
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The differences between the corpus and the rules, and the entries that the corpus lacks. */
export function compare(held: Entries, now: Entries) {
  const keys = Object.keys(now);
  const both = keys.filter((key) => held[key] !== undefined);
  const sameInput = (key: string): boolean => held[key]?.split(' ')[0] === now[key]?.split(' ')[0];
  return {
    /** Other bytes for the same input: the rule was changed without a version of its own. */
    changed: both.filter((key) => sameInput(key) && held[key] !== now[key]),
    /** Another input under the name of one that was entered. */
    replaced: both.filter((key) => !sameInput(key)),
    /** Entered, and no longer run: a case or a version was taken away. */
    gone: Object.keys(held).filter((key) => now[key] === undefined),
    missing: keys.filter((key) => held[key] === undefined),
  };
}

type Run = { readonly version: number; readonly run: (input: IndicatorInput) => unknown };

function versionsOf(rule: string): readonly Run[] {
  if (rule === 'assessment') return ASSESSMENT_VERSIONS.map(({ version, assess }) => ({ version, run: assess }));
  return INDICATOR_VERSIONS.flat()
    .filter(({ id }) => id === rule)
    .map(({ version, evaluate }) => ({ version, run: evaluate }));
}

/** Inputs were entered before sources said what they can tell; what the registry says is no part of a case. */
function asEntered({ sources, ...input }: IndicatorInput): unknown {
  return { ...input, sources: sources.map(({ facts: _facts, ...source }) => source) };
}

function digest(value: unknown): string {
  return createHash('sha256')
    .update(canonicalBytes(plain(value)))
    .digest('hex');
}

/** Instants as ISO text. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
