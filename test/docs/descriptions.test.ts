import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  specifiedDirectives,
  specifiedScalarTypes,
} from 'graphql';
import { headingOf } from '../../server/export/heading.ts';

/** What a column can hold at its head (characters). */
const LONGEST_HEADING = 20;

type Described = [name: string, description: string | null | undefined];

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const isOurs = (type: GraphQLNamedType) => !isIntrospectionType(type) && !specifiedScalarTypes.some(({ name }) => name === type.name);

/** A type and everything in it that can have a description, each by its path: `Query.node(id:)`. Roots need none: their fields speak. */
function elementsOf(type: GraphQLNamedType): Described[] {
  const itself: Described[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type as never) ? [] : [[type.name, type.description]];
  if (isEnumType(type)) return [...itself, ...type.getValues().map(({ name, description }): Described => [`${type.name}.${name}`, description])];
  if (isInputObjectType(type)) return [...itself, ...Object.values(type.getFields()).map(({ name, description }): Described => [`${type.name}.${name}`, description])];
  if (!isObjectType(type) && !isInterfaceType(type)) return itself;
  const fields = Object.values(type.getFields()).flatMap(({ name, description, args }): Described[] => [
    [`${type.name}.${name}`, description],
    ...args.map((argument): Described => [`${type.name}.${name}(${argument.name}:)`, argument.description]),
  ]);
  return [...itself, ...fields];
}

const inBoth = (text: string) => /\p{Script=Han}/u.test(text) && /[A-Za-z]{2}/.test(text);

test('everything the schema shows is described in Chinese and in English', () => {
  const directives = schema.getDirectives().filter(({ name }) => !specifiedDirectives.some((each) => each.name === name));
  const elements = [...Object.values(schema.getTypeMap()).filter(isOurs).flatMap(elementsOf), ...directives.map(({ name, description }): Described => [`@${name}`, description])];
  expect(elements.length).toBeGreaterThan(500);
  expect(elements.filter(([, description]) => !inBoth(description ?? '')).map(([name]) => name)).toEqual([]);
});

test('the description of every field begins with words that an export can head its column with', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(isOurs)
    .flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : []));
  const unheaded = fields.filter(({ field }) => headingOf(field, 'zh') === field.name || headingOf(field, 'zh').length > LONGEST_HEADING);
  expect(unheaded.map(({ type, field }) => `${type.name}.${field.name}: ${field.description}`)).toEqual([]);
});
