import type { GraphQLScalarType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { EntityClass } from '../sql/model.ts';

/** A field that a class shows. */
export interface ShownField {
  name: string;
  /** A scalar, an enum, or the class of the other row. */
  type: unknown;
  array: boolean;
  description: string;
}

/** The fields a class shows that are its own, its ancestors' first; not what resolvers add to it. */
export function shownFields(entity: EntityClass): ShownField[] {
  const { fields, fieldResolvers } = getMetadataStorage();
  // Building a schema adds them to the fields; before, their type is not known to be this one.
  const added = new Set(fieldResolvers.flatMap(({ kind, getObjectType, schemaName }) => (kind === 'external' && getObjectType?.() === entity ? [schemaName] : [])));
  return fields
    .filter(({ target, name }) => (target === entity || entity.prototype instanceof target) && !added.has(name))
    .map(({ name, getType, typeOptions, description }) => {
      // The type says whether it is a list when it is asked for.
      const type = getType();
      return { name, type, array: typeOptions.array ?? false, description: description ?? '' };
    });
}

export function isEntity(type: unknown): type is EntityClass {
  return typeof type === 'function' && getMetadataStorage().objectTypes.some(({ target }) => target === type);
}

export function isScalar(type: unknown): type is GraphQLScalarType {
  return typeof type === 'object' && type !== null && 'parseLiteral' in type;
}

export function isEnum(type: unknown): boolean {
  return typeof type === 'object' && !isScalar(type);
}

/** As GraphQL names it. */
export function typeName(type: unknown): string {
  if (type === String) return 'String';
  if (type === Boolean) return 'Boolean';
  if (isScalar(type)) return type.name;
  const name = getMetadataStorage().enums.find(({ enumObj }) => enumObj === type)?.name;
  if (!name) throw new Error(`No GraphQL type is known for ${String(type)}`);
  return name;
}

export type Class = new () => object;

/** Applies a class decorator and field decorators to a class made on the spot. */
export function define(decorate: ClassDecorator, fields: Record<string, unknown>, made: Class = class {}): Class {
  for (const [name, decorateField] of Object.entries(fields)) (decorateField as PropertyDecorator)(made.prototype, name);
  decorate(made);
  return made;
}
