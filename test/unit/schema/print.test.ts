import { readFile } from 'node:fs/promises';
import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { printedSchema } from '../../../schema/print.ts';

it('is checked in as the code says; `npm run schema` mends it', async () => {
  const checkedIn = await readFile(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(printedSchema()).toBe(checkedIn);
});

it('tells what is taken and refused in words that anyone can read', () => {
  const schema = buildSchema(printedSchema());
  for (const name of ['Fen', 'CalendarDate', 'DateTime']) expect(schema.getType(name)?.description).toBeTruthy();
  for (const name of ['registerApplication', 'recordLetter', 'requestVerification']) {
    const type = schema.getMutationType()?.getFields()[name]?.type.toString().replace('!', '') ?? '';
    const union = schema.getType(type);
    const members = union !== undefined && union !== null && 'getTypes' in union ? union.getTypes().map(String) : [];
    expect(members).toEqual(
      expect.arrayContaining(['InputProblem', 'ConflictProblem', 'NotFoundProblem', 'ForbiddenProblem']),
    );
  }
});
