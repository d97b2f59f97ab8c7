import { z } from 'zod';
import { meaningOf } from './field-meaning.ts';

/**
 * The fields that identify a thing among others of its kind, so that a thing with two records counts once. Fields
 * are compared as `src/evidence/fact-identity.ts` writes them: width, case, spaces and dots do not matter.
 */
export type Identity<Field extends string = string> = {
  /** `PERSON`: told of another person it is another thing, like a pension. `ITSELF`: it is one, like a car. */
  readonly belongsTo: 'PERSON' | 'ITSELF';
  /** Fields that name it; none where nobody has two; `CONTENT` where no field names it, and only the same is the same. */
  readonly namedBy: readonly Field[] | 'CONTENT';
  /** Amounts that decide which counts where the same thing is told in two ways: the larger sum. */
  readonly weighs?: readonly Field[];
  /** Fields of a thing with `ITSELF` that describe the person's share in it and may differ between people. */
  readonly partBy?: readonly Field[];
};

/** One kind of fact: what a department can say about a person, in one form whatever the department's own. */
export type FactDefinition<Type extends string = string, Shape extends z.ZodRawShape = z.ZodRawShape> = {
  /** Stable, in capitals; stands in stored facts. */
  readonly type: Type;
  /** Name of the list of such facts in an answer; unique, so that every list can be asked for by name. */
  readonly list: string;
  readonly zh: string;
  readonly en: string;
  readonly identity: Identity;
  readonly schema: z.ZodObject<{ type: z.ZodLiteral<Type> } & Shape, z.core.$strict>;
};

/**
 * Defines a kind of fact. The schema is strict and knows its type by a literal, so that facts are told apart before
 * anything else of them is read.
 * @param definition.shape fields made by `src/evidence/fact-scalars.ts`; `nullable()` where the register may not know.
 */
export function defineFact<const Type extends string, Shape extends z.ZodRawShape>(definition: {
  readonly type: Type;
  readonly list: string;
  readonly zh: string;
  readonly en: string;
  readonly identity: Identity<NoInfer<keyof Shape & string>>;
  readonly shape: Shape;
}): FactDefinition<Type, Shape> {
  const { type, list, zh, en, identity, shape } = definition;
  return {
    type,
    list,
    zh,
    en,
    identity,
    schema: z.strictObject({ type: z.literal(type), ...shape }).meta({ description: `${zh} / ${en}` }),
  };
}

type FactField = ReturnType<typeof meaningOf> & { readonly name: string };
const fields = new WeakMap<FactDefinition, readonly FactField[]>();

/** The fields of a kind of fact with what they mean, `type` left out, in the order of their definition. */
export function fieldsOf(fact: FactDefinition): readonly FactField[] {
  const known = fields.get(fact);
  if (known !== undefined) return known;
  const found = Object.entries(fact.schema.shape)
    .filter(([name]) => name !== 'type')
    .map(([name, schema]) => ({ name, ...meaningOf(asType(schema)) }));
  fields.set(fact, found);
  return found;
}

function asType(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new RangeError('a field of a fact is a schema of classic zod');
}
