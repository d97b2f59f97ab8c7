import type { EvidencePiece } from '../evidence/piece.ts';
import { canonicalBytes } from './canonical.ts';
import type { ReportInput } from './input.ts';

/**
 * The stored inputs of a version, so that it can be composed again: all except the facts, which stay with their
 * answers, the pack, which is named by id and digest, and the previous version.
 */
export type Basis = Omit<ReportInput, 'evidence' | 'pack' | 'previous'> & {
  /** 32 random bytes, hex: the digest of the basis tells nothing of what it holds. */
  readonly salt: string;
  readonly packId: string;
  readonly evidence: readonly Omit<EvidencePiece, 'facts'>[];
  /** Number of the version with which this one was compared; `null` where there was none. */
  readonly previousVersion: number | null;
};

/** The basis as canonical bytes. An instant is `{"at": …}`, so that it comes back as one. */
export function writeBasis(basis: Basis): Uint8Array {
  return canonicalBytes(withoutDates(basis));
}

/** @throws SyntaxError for what is no JSON. What was written by {@link writeBasis} is trusted to be a basis. */
export function readBasis(bytes: Uint8Array): Basis {
  return withDates(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))) as Basis;
}

/** Takes an input apart. */
export function basisOf(input: ReportInput, salt: string, previousVersion: number | null): Basis {
  const { evidence, pack, previous: _previous, ...rest } = input;
  return {
    ...rest,
    salt,
    packId: pack.id,
    evidence: evidence.map(({ facts: _facts, ...piece }) => piece),
    previousVersion,
  };
}

function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return { at: value.toISOString() };
  if (Array.isArray(value)) return value.map(withoutDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutDates(one)]));
}

function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'at' && typeof first[1] === 'string') return new Date(first[1]);
  return Object.fromEntries(entries.map(([key, one]) => [key, withDates(one)]));
}
