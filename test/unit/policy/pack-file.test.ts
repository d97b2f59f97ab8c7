import { describe, expect, it } from 'vitest';
import wuxi from '../../../src/policy/packs/wuxi-2017-07.json' with { type: 'json' };
import { readPackFiles } from '../../../src/policy/pack-file.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';

const frame = {
  inherits: wuxi.id,
  title: { zh: '试行', en: 'proposal' },
  region: '320213',
  exceptRegions: [],
  residence: 'URBAN',
  effectiveFrom: '2018-07-01',
  effectiveTo: null,
  confirmedUntil: '2019-06-30',
  knownSince: '2018-06-20',
  chosenBy: 'BASE_DATE',
};
const raised = { dibaoStandardFen: { ...wuxi.rules.dibaoStandardFen, value: 90_000 } };
const text = (changes: object) => JSON.stringify({ id: 'next', ...frame, rules: raised, ...changes }, null, 2);
const read = (...texts: readonly string[]) =>
  readPackFiles(
    texts.map((one, index) => ({ name: `${index}.json`, text: one })),
    POLICY_PACKS,
  );
const refusal = (words: string) =>
  expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(words) });

describe('a policy file', () => {
  it('needs to state only what differs from the pack it inherits', () => {
    const [pack] = read(text({}));
    expect(pack?.rules.dibaoStandardFen?.value).toBe(90_000);
    expect(pack?.rules.edgeMultiple).toEqual(wuxi.rules.edgeMultiple);
  });

  it('inherits exemptions one by one, and lists whole', () => {
    const soleNonResidential = { ...wuxi.rules.exemptions.soleNonResidential, value: false };
    const [pack] = read(text({ rules: { exemptions: { soleNonResidential }, incomeExclusions: [] } }));
    expect(pack?.rules.exemptions).toEqual({ ...wuxi.rules.exemptions, soleNonResidential });
    expect(pack?.rules.incomeExclusions).toEqual([]);
  });

  it.each([
    ['an unknown key', { rules: { ...raised, standrad: 1 } }, /0\.json:23:5 rules\.standrad: .*correct its name/s],
    ['a wrong date', { effectiveFrom: '2018-02-30' }, /0\.json:11:3 effectiveFrom: write a day/],
    ['a missing field', { chosenBy: undefined }, /0\.json:1:1 chosenBy: it is missing; add it/],
    ['an unknown word', { residence: 'CITY' }, /residence: it is one of: URBAN, RURAL, ANY/],
    [
      'a gap or an overlap',
      { region: '320200' },
      /overlaps wuxi-urban-2017-07-3, which is open; say "follows": "wuxi-urban-2017-07-3"/,
    ],
    ['a pack that is not there', { inherits: 'nothing' }, /inherits: there is no such pack/],
    ['what leads back to itself', { inherits: 'next' }, /inherits: it leads back to itself/],
    ['a pack of another place', { region: '340000' }, /inherits: wuxi-urban-2017-07 is of a division/],
    [
      'another pack in its place',
      { supersedes: wuxi.id },
      /supersedes: it takes the place of another pack of the same/,
    ],
  ])('with %s is refused by line, column and way to mend', (_, changes, words) => {
    expect(() => read(text(changes))).toThrow(expect.objectContaining({ message: expect.stringMatching(words) }));
  });

  it('that is no JSON, or says a thing twice, is refused by line and column', () => {
    expect(() => read('{\n  "id": "next",\n}')).toThrow(refusal('0.json line 3, column 1'));
    expect(() => read('{\n  "id": "next",\n  "id": "other"\n}')).toThrow(refusal('0.json line 3, column 3: id stands'));
  });

  it('of a district ends with the pack of the city that it follows', () => {
    const first = text({ id: 'first', region: '320200', residence: 'RURAL', effectiveTo: '2019-06-30' });
    const own = (effectiveTo: string | null) =>
      text({ id: 'own', inherits: 'first', region: '320213', residence: 'RURAL', effectiveTo });
    expect(read(first, own('2019-06-30'))).toHaveLength(2);
    expect(() => read(first, own(null))).toThrow(refusal('effectiveTo: outlasts first'));
  });

  it('ends the open pack that it follows, which nobody edits, and those that inherit from that one', () => {
    const next = text({ region: '320200', exceptRegions: ['320281', '320282'], follows: 'wuxi-urban-2017-07-3' });
    const own = { id: 'own', inherits: 'wuxi-urban-2017-07-3', effectiveFrom: '2018-01-01' };
    const after = { id: 'after', inherits: 'next', follows: 'own' };
    expect(read(next)).toHaveLength(1);
    expect(() => read(next, text(own))).toThrow(refusal('effectiveTo: outlasts wuxi-urban-2017-07-3'));
    expect(read(next, text(own), text(after)).map(({ id }) => id)).toEqual(['next', 'own', 'after']);
  });

  describe('that says what support obligors are asked', () => {
    const facts: ReadonlySet<string> = new Set(['TAXED_INCOME_MONTH']);
    const known = {
      sources: new Map(['tax', 'banks', 'real-estate', 'vehicles'].map((id) => [id, facts])),
      categories: new Set(['MINIMUM_LIVING']),
    };
    const asking = (value: unknown) =>
      text({ rules: { ...raised, obligorSources: { value, document: '测试', article: '', verified: false } } });
    const held = (value: unknown) =>
      readPackFiles([{ name: '0.json', text: asking(value) }], POLICY_PACKS.slice(0, 1), { apart: true, known });

    it('is read as it stands', () => {
      const value = { MINIMUM_LIVING: { tax: ['TAXED_INCOME_MONTH'] } };
      expect(held(value)[0]?.rules.obligorSources?.value).toEqual(value);
    });

    it.each([
      ['an unknown source', { MINIMUM_LIVING: { taxes: ['A'] } }, /MINIMUM_LIVING\.taxes: there is no such source/],
      ['an unknown category', { DIBAO: { tax: ['TAXED_INCOME_MONTH'] } }, /value\.DIBAO: there is no such category/],
      [
        'a fact of another source',
        { MINIMUM_LIVING: { tax: ['PENSION'] } },
        /tax\[0\]: this source speaks of no such fact/,
      ],
      ['a fact twice', { MINIMUM_LIVING: { tax: ['A', 'A'] } }, /MINIMUM_LIVING\.tax: each kind of fact is named once/],
      ['no fact', { MINIMUM_LIVING: { tax: [] } }, /MINIMUM_LIVING\.tax: it must be 1 or more/],
    ])('is refused with %s, by its line', (_, value, words) => {
      const message = expect.stringMatching(new RegExp(String.raw`0\.json:\d+:\d+ rules.*${words.source}`));
      expect(() => held(value)).toThrow(expect.objectContaining({ message }));
    });
  });
});
