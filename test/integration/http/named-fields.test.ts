import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppRoom } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { REGISTER, registration } from './case-forms.ts';

let room: AppRoom;
beforeAll(async () => {
  room = await openAppRoom();
});
afterAll(() => room.close());

const [father] = registration().members;
const form = (changes: Record<string, unknown>) => registration({ declared: [], ...changes });

/** The same form with one thing wrong in it, and the path by which the refusal must name it. */
const FORMS: readonly (readonly [name: string, changes: Record<string, unknown>, field: string])[] = [
  ['an unknown field of the form', { colour: 'red' }, 'colour'],
  ['an unknown field of a person', { members: [{ ...father, colour: 'red' }] }, 'members[0].colour'],
  [
    'an unknown field of a certificate',
    { members: [father, { ...father, key: 'b', certificate: { ...father?.certificate, colour: 'red' } }] },
    'members[1].certificate.colour',
  ],
  ['a missing field of the form', { residence: undefined }, 'residence'],
  ['a missing field of a person', { members: [{ ...father, name: undefined }] }, 'members[0].name'],
  ['an amount as text', { declared: [home('100')] }, 'declared[0].content.home.areaHundredths'],
  ['two kinds in one', { declared: [{ content: { ...home(1).content, ...job().content } }] }, 'declared[0].content'],
];

function home(areaHundredths: unknown) {
  return { content: { home: { address: '梁溪区测试路一号', areaHundredths, usage: 'RESIDENTIAL' } } };
}
function job() {
  return { content: { jobCost: { yearlyFen: 1 } } };
}

/** A form as it is written into the query itself. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && /^[A-Z_]+$/.test(value) ? value : JSON.stringify(value);
  }
  const given = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{ ${given.map(([key, one]) => `${key}: ${literal(one)}`).join(', ')} }`;
}

const inVariables = (input: unknown) => room.ask(REGISTER, { variables: { input } });
const inLiterals = (input: unknown) =>
  room.ask(`mutation { registerApplication(input: ${literal(input)}) { __typename } }`);

describe.for([
  ['variables', inVariables],
  ['literals', inLiterals],
] as const)('a mistake in %s', ([, ask]) => {
  it.for(FORMS)('is named by its own path: %s', async ([, changes, field]) => {
    const answer = await ask(form(changes));
    expect(answer.data).toBeFalsy();
    expect(answer.errors?.map(({ extensions }) => extensions['field'])).toEqual([field]);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u) });
    expect(JSON.stringify(answer.errors)).not.toMatch(/测试|3202|２/);
  });

  it('is named each time that the same query comes', async () => {
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask(form({ colour: 'red', size: 1 }));
      expect(answer.errors?.map(({ extensions }) => extensions['field'])).toEqual(['colour', 'size']);
    }
  });

  it('is named in the words of both languages', async () => {
    const unknown = await ask(form({ colour: 'red' }));
    expect(unknown.errors?.[0]?.extensions).toMatchObject({
      zh: '不认识字段 colour；请核对 RegisterApplicationInput 的字段名。',
      en: 'unknown field "colour" of RegisterApplicationInput',
    });
    const missing = await ask(form({ residence: undefined }));
    expect(missing.errors?.[0]?.extensions).toMatchObject({
      zh: '缺少必填字段 residence。',
      en: 'the required field "residence" is missing',
    });
  });

  it('is named by what it lies in where its own name could be a person’s number', async () => {
    const answer = await ask(form({ members: [{ ...father, _320213196001010011: 1 }] }));
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      field: 'members[0]',
      en: 'a field that PersonInput does not have',
    });
    expect(JSON.stringify(answer.errors)).not.toContain('3202');
  });
});

describe('a mistake elsewhere', () => {
  it('in a field’s name that is a person’s name is told without it', async () => {
    const answer = await inVariables(form({ members: [{ ...father, 测试甲: '"' }] }));
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'members[0]',
      en: 'a field that PersonInput does not have',
    });
    expect(JSON.stringify(answer.errors)).not.toContain('测试');
  });

  it('in a field with a name of 60,000 letters is told at once and by no path', async () => {
    const start = performance.now();
    const answer = await inLiterals(form({ ['a'.repeat(60_000)]: 1 }));
    expect(answer.errors?.[0]?.extensions).toMatchObject({ en: 'a field that RegisterApplicationInput does not have' });
    expect(answer.errors?.[0]?.extensions).not.toHaveProperty('field');
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('in the default of a variable is named by the variable', async () => {
    const query = `query($id: ID = 1.5) { application(id: $id) { number } }`;
    const answer = await room.ask(query);
    expect(answer.errors?.map(({ extensions }) => extensions['field'])).toContain('id');
  });

  it('in an argument is named by the argument, one in the selection by nothing', async () => {
    const argument = await room.ask('{ applications(first: "many") { edges { cursor } } }');
    expect(argument.errors?.map(({ extensions }) => extensions['field'])).toEqual(['first']);
    const selection = await room.ask('{ noSuchField }');
    expect(selection.errors?.[0]?.extensions).not.toHaveProperty('field');
  });
});
