import { ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { versioningOf } from '../../../schema/listing.ts';
import { DateTimeScalar } from '../../../schema/scalars.ts';
import type { FilterInput } from '../sql/filter.ts';
import type { EntityClass } from '../sql/model.ts';
import { AS_OF } from '../sql/versions.ts';
import { aggregatesField } from './aggregateTypes.ts';
import { filterType } from './filterTypes.ts';
import { OrderDirection } from './order.ts';
import { type Class, define, isEntity, type ShownField, shownFields } from './shown.ts';

/** What a connection field is asked with: Relay's paging, and Duban's filter and order; of versioned rows also as of when. */
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

@ObjectType({ description: '本页的位置。Where a page stands.' })
export class PageInfo {
  @Field({ description: '其后是否还有。Whether there are more after it.' })
  hasNextPage!: boolean;

  @Field({ description: '其前是否还有。Whether there are more before it.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: '本页第一项的游标，空页为空。Cursor of its first; empty where it has none.' })
  startCursor?: string | null;

  @Field(() => String, { nullable: true, description: '本页最后一项的游标，空页为空。Cursor of its last; empty where it has none.' })
  endCursor?: string | null;
}

export interface ConnectionTypes {
  Connection: Class;
  Arguments: Class;
}

const known = new Map<EntityClass, ConnectionTypes>();

/**
 * The GraphQL types of a connection of `entity`: `UnitConnection`, `UnitEdge`, `UnitFilter`, `UnitOrder`, `UnitAggregate`,
 * made from the fields its class shows. What has no `@Field` cannot be filtered, ordered or grouped by.
 */
export function connectionTypes(entity: EntityClass): ConnectionTypes {
  const made = known.get(entity);
  if (made) return made;
  const types = { Connection: connectionType(entity), Arguments: argumentsType(entity) };
  known.set(entity, types);
  return types;
}

function connectionType(entity: EntityClass): Class {
  const { name } = entity;
  const Edge = define(ObjectType(`${name}Edge`, { description: '一项及其游标。One of a page, and its cursor.' }), {
    cursor: Field(() => String, { description: '游标，由此续页。Its place; go on from here.' }),
    node: Field(() => entity, { description: '该项。The one.' }),
  });
  return define(ObjectType(`${name}Connection`, { description: '一页。A page of a list.' }), {
    edges: Field(() => [Edge], { description: '本页各项及其游标。Those of the page, with their cursors.' }),
    nodes: Field(() => [entity], { description: '本页各项。Those of the page.' }),
    pageInfo: Field(() => PageInfo, { description: '本页的位置。Where the page stands.' }),
    totalCount: Field(() => Int, { description: '符合条件的总数，仅在查询时计算。How many fit, on all pages; counted only when asked for.' }),
    aggregates: aggregatesField(entity),
  });
}

function argumentsType(entity: EntityClass): Class {
  const { name } = entity;
  const Filter = filterType(entity);
  const orderable = shownFields(entity).filter(isOrderable);
  const orderField = Object.fromEntries(orderable.map(({ name: property }) => [property, property]));
  const described = Object.fromEntries(orderable.map(({ name: property, description }) => [property, { description }]));
  registerEnumType(orderField, { name: `${name}OrderField`, description: '排序所依的列。What a list can be put in order by.', valuesConfig: described });
  const Order = define(InputType(`${name}Order`, { description: '次序。An order.' }), {
    field: Field(() => orderField, { description: '所依的列。By what.' }),
    direction: Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: '升序或降序。Up or down.' }),
  });
  return define(ArgsType(), {
    first: Field(() => Int, { nullable: true, description: '取前几项，缺省 50，上限 500。So many from the beginning; 50 without it, 500 at most.' }),
    after: Field(() => String, { nullable: true, description: '只取此游标之后的，与 first 同用。Only those after this cursor; goes with first.' }),
    last: Field(() => Int, { nullable: true, description: '取后几项，上限 500。So many from the end; 500 at most.' }),
    before: Field(() => String, { nullable: true, description: '只取此游标之前的，与 last 同用。Only those before this cursor; goes with last.' }),
    filter: Field(() => Filter, { nullable: true, description: '筛选条件。Only those that fit.' }),
    orderBy: Field(() => [Order], { nullable: true, description: '次序，可依多列；其后按编号。One order after the other; the id comes last.' }),
    ...versionArguments(entity),
  });
}

function versionArguments(entity: EntityClass): Record<string, unknown> {
  const versioning = versioningOf(entity);
  if (!versioning) return {};
  const { argument, description } = versioning.all;
  return {
    [AS_OF]: Field(() => DateTimeScalar, { nullable: true, description: '时点：只取当时有效的，缺省为现在。Those that held at this moment, now without one.' }),
    [argument]: Field(() => Boolean, { defaultValue: false, description }),
  };
}

const isOrderable = ({ name, type, array }: ShownField) => !array && (name === 'id' || !isEntity(type));
