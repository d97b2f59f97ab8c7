import type { RuleEngine } from './engine.ts';
import { jsonRules } from './json-rules.ts';
import { ours } from './ours.ts';
import { zen } from './zen.ts';

/** Our engine first; the others are compared with it. */
export const ENGINES: readonly [RuleEngine, ...RuleEngine[]] = [ours, jsonRules, zen];
