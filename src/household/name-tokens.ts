import { Buffer } from 'node:buffer';
import { MOST_SHARDS, nameForms, shardsOf } from '../identity/name-search.ts';
import type { FieldVault } from '../protection/field-vault.ts';

/** How a name is sought; exactly one of these. */
export type NameWish =
  | { readonly by: 'FULL'; readonly name: string }
  | { readonly by: 'SURNAME'; readonly surname: string }
  | { readonly by: 'SURNAME_AND_ONE'; readonly surname: string; readonly character: string }
  /** In capitals. */
  | { readonly by: 'INITIALS'; readonly initials: string };

/** Two to the power of 128 fingerprints: none is met twice by chance. */
const TOKEN_BYTES = 16;

/**
 * The keyed tokens by which a name is found: of the whole name, of the surname, of the surname with each other character,
 * and of the initials. Each bears the person's shard, so that no token is borne by more people than a shard holds.
 */
export function tokensOfName(vault: FieldVault, name: string, shard: number): readonly Buffer[] {
  const { full, surname, others, initials } = nameForms(name);
  return [
    token(vault, 'FULL', full, shard),
    token(vault, 'SURNAME', surname, shard),
    ...others.map((other) => token(vault, 'SURNAME_AND_ONE', part(surname, other), shard)),
    ...initials.map((letters) => token(vault, 'INITIALS', letters, shard)),
  ];
}

/** The tokens of everybody whose name is as wished: one for each shard. */
export function tokensWanted(vault: FieldVault, wish: NameWish): readonly Buffer[] {
  switch (wish.by) {
    case 'FULL': {
      const { full, surname } = nameForms(wish.name);
      return inEachShard(shardsOf(surname), (shard) => token(vault, 'FULL', full, shard));
    }
    case 'SURNAME': {
      const surname = surnameAsSought(wish.surname);
      return inEachShard(shardsOf(surname), (shard) => token(vault, 'SURNAME', surname, shard));
    }
    case 'SURNAME_AND_ONE': {
      const surname = surnameAsSought(wish.surname);
      const { full: other } = nameForms(wish.character);
      return inEachShard(shardsOf(surname), (shard) => token(vault, 'SURNAME_AND_ONE', part(surname, other), shard));
    }
    case 'INITIALS':
      return inEachShard(MOST_SHARDS, (shard) => token(vault, 'INITIALS', wish.initials, shard));
  }
}

/** Whether somebody of this name is meant: what the tokens say, said of the name itself. */
export function isNamed(name: string, wish: NameWish): boolean {
  const { full, surname, others, initials } = nameForms(name);
  switch (wish.by) {
    case 'FULL':
      return full === nameForms(wish.name).full;
    case 'SURNAME':
      return surname === surnameAsSought(wish.surname);
    case 'SURNAME_AND_ONE':
      return surname === surnameAsSought(wish.surname) && others.includes(nameForms(wish.character).full);
    case 'INITIALS':
      return initials.includes(wish.initials);
  }
}

/**
 * The shard of somebody who is entered for the first time. People of one surname in one household share it: relations of a
 * household stand in the clear, and would otherwise tell which shards are of one surname.
 */
export function shardInHousehold(vault: FieldVault, name: string, householdId: string): number {
  const drawn = vault.fingerprint('find shard', Buffer.from(householdId, 'utf8')).readUInt32BE(0);
  return drawn % shardsOf(nameForms(name).surname);
}

/** The shard that tokens of this name were made with; `null` where they are of another name. */
export function shardOfTokens(vault: FieldVault, name: string, tokens: readonly Buffer[]): number | null {
  const { surname } = nameForms(name);
  const known = new Set(tokens.map((one) => one.toString('hex')));
  const shard = inEachShard(shardsOf(surname), (one) =>
    token(vault, 'SURNAME', surname, one).toString('hex'),
  ).findIndex((one) => known.has(one));
  return shard === -1 ? null : shard;
}

/** A surname by itself is one whole, of one character or of two. */
function surnameAsSought(text: string): string {
  return nameForms(text).full;
}

function part(surname: string, other: string): string {
  return `${surname}\0${other}`;
}

function inEachShard<T>(shards: number, make: (shard: number) => T): readonly T[] {
  return Array.from({ length: shards }, (_, shard) => make(shard));
}

function token(vault: FieldVault, kind: NameWish['by'], value: string, shard: number): Buffer {
  const text = Buffer.from(`${shard}\0${value}`, 'utf8');
  return vault.fingerprint(`find ${kind}`, text).subarray(0, TOKEN_BYTES);
}
