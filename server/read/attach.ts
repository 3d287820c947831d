import { type GraphQLSchema, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql';
import { Extensions, getMetadataStorage } from 'type-graphql';

/**
 * Leaves a schema made of classes with the resolvers that somebody wrote: type-graphql gives every other field one that reads a
 * property, which the engine does by itself. Interfaces go by the `__typename` their values carry.
 */
export function attachReads(schema: GraphQLSchema): GraphQLSchema {
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
  return schema;
}

/**
 * Marks a field resolver that answers for many rows at once: its `@Root` is the list of them, with the columns it `needs`, and its
 * value a list in the same order.
 */
export function Computed(needs: readonly string[]): MethodDecorator {
  return Extensions({ computed: { needs } }) as MethodDecorator;
}

/** What a resolver class answers; everything else is a property of its value. */
function resolvedFields(): Set<string> {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const nameOf = new Map(objectTypes.map(({ target, name }) => [target, name]));
  return new Set(fieldResolvers.filter(({ kind }) => kind === 'external').map(({ getObjectType, schemaName }) => `${nameOf.get(getObjectType?.() as never)}.${schemaName}`));
}
