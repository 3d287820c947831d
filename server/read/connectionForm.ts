import { type GraphQLType, isInterfaceType, isObjectType } from 'graphql';

/** Whether a type is a connection, of any class: known by its form, as Relay describes it. */
export function isConnection(type: GraphQLType): boolean {
  return has(type, 'nodes', 'edges', 'pageInfo');
}

/** Whether a type is the edge of a connection. */
export function isEdge(type: GraphQLType): boolean {
  return has(type, 'cursor', 'node');
}

function has(type: GraphQLType, ...names: string[]): boolean {
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const fields = type.getFields();
  return names.every((name) => name in fields);
}
