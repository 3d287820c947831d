import type { GraphQLScalarType } from 'graphql';
import { ArgsType, Field, getMetadataStorage, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Node } from '../../schema/Node.ts';
import type { FilterInput } from './filter.ts';
import type { EntityClass, Row } from './model.ts';

/** What a connection field is asked with: Relay's paging, and Duban's filter and order. */
export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  filter?: FilterInput | null;
  orderBy?: OrderInput[] | null;
}

export interface OrderInput {
  field: string;
  direction: OrderDirection;
}

/** What a connection field answers with. The count is made only when it is asked for. */
export interface ConnectionPage<T> {
  edges: { cursor: string; node: Row<T> }[];
  nodes: Row<T>[];
  pageInfo: PageInfo;
  totalCount: () => Promise<number>;
}

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, { name: 'OrderDirection' });

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field()
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor?: string | null;

  @Field(() => String, { nullable: true })
  endCursor?: string | null;
}

type Class = new () => object;

export interface ConnectionTypes {
  Connection: Class;
  Arguments: Class;
}

const known = new Map<EntityClass, ConnectionTypes>();
const filters = new Map<EntityClass, Class>();
const operators = new Map<unknown, Class>();

/**
 * The GraphQL types of a connection of `entity`: `UnitConnection`, `UnitEdge`, `UnitFilter`, `UnitOrder`,
 * made from the fields its class shows. What has no `@Field` cannot be filtered or ordered by.
 */
export function connectionTypes(entity: EntityClass): ConnectionTypes {
  const made = known.get(entity);
  if (made) return made;
  const name = entity.name;

  const Edge = define(ObjectType(`${name}Edge`), {
    cursor: Field(() => String),
    node: Field(() => entity),
  });
  const Connection = define(ObjectType(`${name}Connection`), {
    edges: Field(() => [Edge]),
    nodes: Field(() => [entity], { description: 'The nodes without their edges.' }),
    pageInfo: Field(() => PageInfo),
    totalCount: Field(() => Int, { description: '总数，仅在查询时计算。Counted only when asked for.' }),
  });
  const orderField = Object.fromEntries(
    shownFields(entity)
      .filter(isOrderable)
      .map(({ name: property }) => [property, property]),
  );
  registerEnumType(orderField, { name: `${name}OrderField` });
  const Order = define(InputType(`${name}Order`), {
    field: Field(() => orderField),
    direction: Field(() => OrderDirection, { defaultValue: OrderDirection.ASC }),
  });
  const Filter = filterType(entity);
  const Arguments = define(ArgsType(), {
    first: Field(() => Int, { nullable: true }),
    after: Field(() => String, { nullable: true }),
    last: Field(() => Int, { nullable: true }),
    before: Field(() => String, { nullable: true }),
    filter: Field(() => Filter, { nullable: true }),
    orderBy: Field(() => [Order], { nullable: true }),
  });
  const types = { Connection, Arguments };
  known.set(entity, types);
  return types;
}

interface ShownField {
  name: string;
  type: unknown;
  array: boolean;
}

/** The fields a class shows that are columns of its own, its ancestors' first. */
export function shownFields(entity: EntityClass): ShownField[] {
  return getMetadataStorage()
    .fields.filter(({ target }) => target === entity || entity.prototype instanceof target)
    .map(({ name, getType, typeOptions }) => ({ name, type: getType(), array: typeOptions.array ?? false }));
}

const isOrderable = ({ name, type, array }: ShownField) => !array && (name === 'id' || !isEntity(type));

function isEntity(type: unknown): type is EntityClass<Node> {
  return typeof type === 'function' && getMetadataStorage().objectTypes.some(({ target }) => target === type);
}

function filterType(entity: EntityClass): Class {
  const made = filters.get(entity);
  if (made) return made;
  const Filter = class {};
  filters.set(entity, Filter);
  const fields: Record<string, PropertyDecorator> = {
    and: Field(() => [Filter], { nullable: true, description: '全部满足。All of these.' }) as PropertyDecorator,
    or: Field(() => [Filter], { nullable: true, description: '满足其一。Any of these.' }) as PropertyDecorator,
    not: Field(() => Filter, { nullable: true, description: '不满足。Not this.' }) as PropertyDecorator,
  };
  for (const { name, type, array } of shownFields(entity)) {
    if (array) continue;
    // Made now, not in the thunk: type-graphql wants every input type to be known before it builds.
    const operand = isEntity(type) ? filterType(type) : operatorType(type);
    fields[name] = Field(() => operand, { nullable: true }) as PropertyDecorator;
  }
  define(InputType(`${entity.name}Filter`), fields, Filter);
  return Filter;
}

/** `{ eq, ne, in, isNull }` and, as the type allows, comparison and text search. */
function operatorType(type: unknown): Class {
  const made = operators.get(type);
  if (made) return made;
  const name = typeName(type);
  const nullable = { nullable: true };
  const fields: Record<string, PropertyDecorator> = {
    eq: Field(() => type as never, nullable) as PropertyDecorator,
    ne: Field(() => type as never, nullable) as PropertyDecorator,
    in: Field(() => [type as never], nullable) as PropertyDecorator,
    isNull: Field(() => Boolean, nullable) as PropertyDecorator,
  };
  const isEnum = typeof type === 'object' && !isScalar(type);
  if (!isEnum && type !== Boolean && type !== ID) {
    for (const comparison of ['lt', 'lte', 'gt', 'gte']) fields[comparison] = Field(() => type as never, nullable) as PropertyDecorator;
  }
  if (type === String) {
    fields.contains = Field(() => String, nullable) as PropertyDecorator;
    fields.startsWith = Field(() => String, nullable) as PropertyDecorator;
  }
  const Operators = define(InputType(`${name}Operators`), fields);
  operators.set(type, Operators);
  return Operators;
}

function isScalar(type: unknown): type is GraphQLScalarType {
  return typeof type === 'object' && type !== null && 'parseLiteral' in type;
}

function typeName(type: unknown): string {
  if (type === String) return 'String';
  if (type === Boolean) return 'Boolean';
  if (isScalar(type)) return type.name;
  const name = getMetadataStorage().enums.find(({ enumObj }) => enumObj === type)?.name;
  if (!name) throw new Error(`No filter operators are known for ${String(type)}`);
  return name;
}

/** Applies a class decorator and field decorators to a class made on the spot. */
function define(decorate: ClassDecorator, fields: Record<string, unknown>, made: Class = class {}): Class {
  for (const [name, decorateField] of Object.entries(fields)) (decorateField as PropertyDecorator)(made.prototype, name);
  decorate(made);
  return made;
}
