import type { RuleEngine } from './engine.ts';
import { jsonRules } from './json-rules.ts';
import { ours } from './ours.ts';
import { zen } from './zen.ts';

/** Ours first; the others are held against it. */
export const ENGINES: readonly [RuleEngine, ...RuleEngine[]] = [ours, jsonRules, zen];
