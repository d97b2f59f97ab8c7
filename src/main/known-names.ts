import { NOT_CONNECTED } from '../../adapters/not-connected.ts';
import { SOURCES } from '../../adapters/registry.ts';
import { CATEGORIES } from '../application/application.ts';
import type { KnownNames } from '../policy/known-names.ts';

/** The names that a policy file may contain: every registered source, connected or not, and every category of case. */
export const KNOWN_NAMES: KnownNames = {
  sources: new Map([
    ...SOURCES.map(({ id, facts }) => [id, new Set<string>(facts)] as const),
    ...NOT_CONNECTED.map(({ id }) => [id, new Set<string>()] as const),
  ]),
  categories: new Set(Object.keys(CATEGORIES)),
};
