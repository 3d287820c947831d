import { Args, ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DecimalScalar } from '../../../schema/scalars.ts';
import { noteKeyTargets } from '../sql/aggregate.ts';
import type { EntityClass } from '../sql/model.ts';
import { extremesOf, groupingsOf, MOST_GROUPS, measuresOf, numbersOf } from './grouping.ts';
import { OrderDirection } from './order.ts';
import { type Class, define, type ShownField } from './shown.ts';

/**
 * `UnitConnection.aggregates` and its types: `UnitAggregate`, `UnitGroupBy`, `UnitGroupKey`, `UnitMeasure`, `UnitAggregateOrder` and, where
 * the class has such columns, `UnitNumbers` and `UnitExtremes`.
 */
export function aggregatesField(entity: EntityClass): PropertyDecorator {
  const { name } = entity;
  const groupings = groupingsOf(entity);
  noteKeyTargets(`${name}GroupKey`, groupings);

  const keys = [...groupings.values()];
  const groupBy = Object.fromEntries(keys.map(({ name: key }) => [key, key]));
  const described = Object.fromEntries(keys.map(({ name: key, description }) => [key, { description }]));
  registerEnumType(groupBy, { name: `${name}GroupBy`, description: '分组依据。What rows can be grouped by.', valuesConfig: described });
  const Key = define(
    ObjectType(`${name}GroupKey`, { description: '一组的共同之处；未按其分组者为空。What the rows of a group share; empty where they were not grouped by it.' }),
    Object.fromEntries(keys.map(({ name: key, type, description }) => [key, Field(() => type as never, { nullable: true, description })])),
  );

  const measures = measuresOf(entity);
  const measure = Object.fromEntries(measures.map((each) => [each.name, each.name]));
  const explained = Object.fromEntries(measures.map((each) => [each.name, { description: each.description }]));
  registerEnumType(measure, { name: `${name}Measure`, description: '排序所依的数值。What groups can be put in order by.', valuesConfig: explained });
  const Order = define(InputType(`${name}AggregateOrder`, { description: '各组的次序。The order of groups.' }), {
    measure: Field(() => measure, { description: '数值。Which figure.' }),
    direction: Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: '升序或降序。Up or down.' }),
  });

  const numbers = shape(`${name}Numbers`, '各数值列，空值不计。Columns of numbers; empty values do not count.', numbersOf(entity), () => DecimalScalar);
  const extremes = shape(`${name}Extremes`, '各可比较的列，空值不计。Columns that can be compared; empty values do not count.', extremesOf(entity), ({ type }) => type);
  const Aggregate = define(ObjectType(`${name}Aggregate`, { description: '一组的汇总。A group, counted and summed up.' }), {
    key: Field(() => Key, { description: '该组的共同之处。What its rows share.' }),
    count: Field(() => Int, { description: '行数。How many rows.' }),
    ...numbers((Numbers) => ({
      average: Field(() => Numbers, { nullable: true, description: '平均，两位小数。Averages, two places.' }),
      sum: Field(() => Numbers, { nullable: true, description: '合计。Sums.' }),
    })),
    ...extremes((Extremes) => ({
      minimum: Field(() => Extremes, { nullable: true, description: '最小。The least.' }),
      maximum: Field(() => Extremes, { nullable: true, description: '最大。The greatest.' }),
    })),
  });

  const Arguments = define(ArgsType(), {
    groupBy: Field(() => [groupBy], { nullable: true, description: '分组依据，缺省为全部一组。What to group by; without it all rows are one group.' }),
    orderBy: Field(() => [Order], { nullable: true, description: '各组的次序，缺省按分组依据。The order of groups, that of their keys without one.' }),
    first: Field(() => Int, { nullable: true, description: `取前几组，缺省与上限均为 ${MOST_GROUPS}。So many groups; ${MOST_GROUPS} at most, and without it.` }),
  });
  return (prototype, property) => {
    (Field(() => [Aggregate], { description: '汇总：符合筛选条件的全部行，不限本页。Of every row that fits the filter, not of this page.' }) as PropertyDecorator)(
      prototype,
      property,
    );
    Args(() => Arguments)(prototype, property, 0);
  };
}

/** The type of an object of columns, for whoever has use for it: a class without such columns has none. */
function shape(name: string, description: string, columns: readonly ShownField[], typeOf: (column: ShownField) => unknown) {
  if (!columns.length) return () => ({});
  const Shape = define(
    ObjectType(name, { description }),
    Object.fromEntries(columns.map((column) => [column.name, Field(() => typeOf(column) as never, { nullable: true, description: column.description })])),
  );
  return (fields: (of: Class) => Record<string, unknown>) => fields(Shape);
}
