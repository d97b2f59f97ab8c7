import { describe, expect, it } from 'vitest';
import {
  isNamed,
  shardInHousehold,
  shardOfTokens,
  tokensOfName,
  tokensWanted,
} from '../../../src/household/name-tokens.ts';
import type { NameWish } from '../../../src/household/name-tokens.ts';
import { shardsOf } from '../../../src/identity/name-search.ts';
import { SURNAME_SHARES } from '../../../src/identity/surname-shares.ts';
import { FieldVault } from '../../../src/protection/field-vault.ts';
import { generateKeyring, parseKeyring } from '../../../src/protection/keyring.ts';

const vault = new FieldVault(parseKeyring(generateKeyring()));
const hex = (tokens: readonly Buffer[]) => tokens.map((token) => token.toString('hex'));

/** Whether the tokens of a name, with whatever shard, meet those that are wished for. */
function meets(name: string, wish: NameWish): boolean {
  const wanted = new Set(hex(tokensWanted(vault, wish)));
  return [0, 7, 15].every((shard) => hex(tokensOfName(vault, name, shard)).some((token) => wanted.has(token)));
}

describe('tokens of names', () => {
  const names = ['王小明', '王明', '欧阳修', '单雄信', '阿卜杜·热合曼', 'SMITH JOHN'];
  const wishes: readonly NameWish[] = [
    { by: 'FULL', name: '王明' },
    { by: 'SURNAME', surname: '王' },
    { by: 'SURNAME', surname: '欧阳' },
    { by: 'SURNAME', surname: '欧' },
    { by: 'SURNAME_AND_ONE', surname: '王', character: '明' },
    { by: 'SURNAME_AND_ONE', surname: '欧阳', character: '修' },
    { by: 'INITIALS', initials: 'WXM' },
    { by: 'INITIALS', initials: 'DXX' },
    { by: 'FULL', name: 'John Smith' },
  ];

  it.each(wishes)('meet a wish exactly where the name is as wished: %o', (wish) => {
    expect(names.filter((name) => meets(name, wish))).toEqual(names.filter((name) => isNamed(name, wish)));
  });

  it('find each name by some wish and no name by every wish', () => {
    const found = names.map((name) => wishes.filter((wish) => isNamed(name, wish)).length);
    expect(found).toEqual([3, 3, 2, 1, 0, 1]);
  });

  it('tell nothing to another key', () => {
    const other = new FieldVault(parseKeyring(generateKeyring()));
    const own = new Set(hex(tokensOfName(vault, '王小明', 3)));
    expect(hex(tokensOfName(other, '王小明', 3)).some((token) => own.has(token))).toBe(false);
  });

  it('tell with the key which shard they were made with, and none for another surname', () => {
    const tokens = tokensOfName(vault, '王小明', 77);
    expect(shardOfTokens(vault, '王明', tokens)).toBe(77);
    expect(shardOfTokens(vault, '李明', tokens)).toBeNull();
  });
});

describe('a reader of a dump who knows how frequent surnames are', () => {
  /** Names the surname of each group of one token by rank, and counts the people whose surname is right. */
  function guessedRight(groups: ReadonlyMap<string, readonly string[]>): number {
    const ranked = [...groups.values()].toSorted((a, b) => b.length - a.length);
    const expected = [...SURNAME_SHARES.keys()];
    const right = ranked.flatMap((people, rank) => people.filter((surname) => surname === expected[rank]));
    return right.length;
  }

  it('would name four people of five by the sizes of bare tokens, and one of ten by those of shards', () => {
    const people = [...SURNAME_SHARES].flatMap(([surname, perMillion]) =>
      Array.from({ length: Math.round(perMillion / 50) }, (_, at) => ({ surname, household: `${surname}${at}` })),
    );
    const bare = Map.groupBy(people, ({ surname }) => surname);
    const sharded = Map.groupBy(
      people,
      ({ surname, household }) => `${surname}${shardInHousehold(vault, surname, household)}`,
    );
    const surnames = (groups: typeof bare) =>
      new Map([...groups].map(([token, all]) => [token, all.map(({ surname }) => surname)]));
    expect(guessedRight(surnames(bare)) / people.length).toBeGreaterThan(0.8);
    expect(guessedRight(surnames(sharded)) / people.length).toBeLessThan(0.01);
    // Better than rank: to say of every large group what most large groups are.
    const large = [...sharded].filter(([, all]) => all.length > 5);
    const wang = large.filter(([token]) => token.startsWith('王')).length / large.length;
    expect(wang).toBeLessThan(0.1);
    expect(shardsOf('王')).toBe(150);
  });
});
