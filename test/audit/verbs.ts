import { type GraphQLInputType, type GraphQLSchema, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql';

/** A call of any verb, with values of the right types that mean nothing. */
export function calling(schema: GraphQLSchema, verb: string): string {
  const field = schema.getMutationType()?.getFields()[verb];
  if (!field) throw new Error(`There is no verb ${verb}`);
  const args = field.args.map(({ name, type }) => `${name}: ${written(type)}`);
  return `mutation { ${verb}${args.length ? `(${args.join(', ')})` : ''} { __typename } }`;
}

const VALUES: Record<string, string> = { Int: '1', Decimal: '"1"', Boolean: 'false', YearMonth: '"1999-01"', Date: '"1999-01-10"', DateTime: '"2036-01-10T00:00:00Z"' };

function written(type: GraphQLInputType): string {
  const inner = getNullableType(type);
  if (isListType(inner)) return '[]';
  if (isEnumType(inner)) return inner.getValues()[0]?.name as string;
  if (!isInputObjectType(inner)) return VALUES[inner.name] ?? '"nothing"';
  return `{ ${Object.values(inner.getFields())
    .map((each) => `${each.name}: ${written(each.type)}`)
    .join(', ')} }`;
}
