import { type GraphQLSchema, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { globalId } from '../../schema/Node.ts';
import type { EntityClass, Models } from './model.ts';
import type { Reader } from './reader.ts';
import { shownFields } from './types.ts';

/** What resolvers need of the context to read. */
export interface ReadingContext {
  read: Reader;
}

/**
 * Teaches a schema made of entity classes to answer from plain rows: ids become global, relations
 * are read a level at a time, columns come straight off the row without a resolver in between.
 * Interfaces go by the `__typename` their values carry.
 */
export function attachReads(schema: GraphQLSchema, models: Models, entities: readonly EntityClass[]): GraphQLSchema {
  const resolved = resolvedFields();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (value: { __typename?: string }) => value.__typename;
    // graphql-js shares the introspection types among all schemas of a process: they keep their resolvers.
    if (!isObjectType(type) || roots.includes(type) || isIntrospectionType(type)) continue;
    type.isTypeOf = undefined;
    for (const field of Object.values(type.getFields())) {
      if (!resolved.has(`${type.name}.${field.name}`)) field.resolve = undefined;
    }
  }
  for (const entity of entities) {
    const type = schema.getType(entity.name);
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    const { columns } = models.get(entity);
    for (const { name } of shownFields(entity)) {
      const field = fields[name];
      const column = columns.get(name);
      if (!field || !column) continue;
      const { target } = column;
      if (name === 'id') field.resolve = (row: { id: number }) => globalId(entity.name, row.id);
      else if (target) field.resolve = (row, _args, { read }: ReadingContext) => (row[name] == null ? null : read.one(target, row[name]));
    }
  }
  return schema;
}

/** `Unit.officers` and whatever else a resolver class answers; everything else is a property of its value. */
function resolvedFields(): Set<string> {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const nameOf = new Map(objectTypes.map(({ target, name }) => [target, name]));
  return new Set(fieldResolvers.filter(({ kind }) => kind === 'external').map(({ getObjectType, schemaName }) => `${nameOf.get(getObjectType?.() as never)}.${schemaName}`));
}
