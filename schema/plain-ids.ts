import SchemaBuilder, {
  BasePlugin,
  createInputValueMapper,
  mapInputFields,
  resolveInputTypeConfig,
} from '@pothos/core';
import type { InputTypeFieldsMapping, PothosOutputFieldConfig, SchemaTypes } from '@pothos/core';
import { plainId } from '../src/access/reader.ts';

/** Pothos is told of its plugins in this namespace. */
declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes, T extends object = object> {
      plainIds: PlainIdsPlugin<Types>;
    }
  }
}

/** Writes every argument of type `ID`, at any depth of an input, as our tables do, before a resolver sees it. */
class PlainIdsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  private readonly mapped = new Map<string, InputTypeFieldsMapping<Types, true>>();

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const ids = mapInputFields(
      field.args,
      this.buildCache,
      ({ type }) => (resolveInputTypeConfig(type, this.buildCache).name === 'ID' ? true : null),
      this.mapped,
    );
    if (ids === null) return field;
    const write = createInputValueMapper(ids, (id) => (typeof id === 'string' ? plainId(id) : id));
    return { ...field, argMappers: [...(field.argMappers ?? []), (args) => write(args)] };
  }
}

export const PLAIN_IDS = 'plainIds';

SchemaBuilder.registerPlugin(PLAIN_IDS, PlainIdsPlugin);
