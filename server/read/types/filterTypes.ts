import { Field, getMetadataStorage, ID, InputType } from 'type-graphql';
import { namesOf } from '../../../schema/names.ts';
import { inversesOf } from '../listing.ts';
import type { EntityClass } from '../sql/model.ts';
import { type Class, define, isEntity, isEnum, shownFields, typeName } from './shown.ts';

const filters = new Map<EntityClass, Class>();
const lists = new Map<EntityClass, Class>();
const operators = new Map<unknown, Class>();

/** What a column that holds a name is asked with. */
const NAME = Symbol('name');

/**
 * `UnitFilter`: a condition on each column, on what its relations point at, and on some, none or every one of what points at it. What has
 * no `@Field` cannot be filtered by. Made at once with all it refers to: type-graphql wants every input type to be known before it builds.
 */
export function filterType(entity: EntityClass): Class {
  const made = filters.get(entity);
  if (made) return made;
  const Filter = class {};
  filters.set(entity, Filter);
  const fields: Record<string, unknown> = {
    and: Field(() => [Filter], { nullable: true, description: '全部满足。All of these.' }),
    or: Field(() => [Filter], { nullable: true, description: '满足其一。Any of these.' }),
    not: Field(() => Filter, { nullable: true, description: '不满足。Not this.' }),
  };
  const names = namesOf(entity);
  for (const { name, type, array, description } of shownFields(entity)) {
    if (array) continue;
    const operand = isEntity(type) ? filterType(type) : operatorType(names.has(name) ? NAME : type);
    fields[name] = Field(() => operand, { nullable: true, description });
  }
  for (const { field, entity: of, description } of inversesOf(entity)) {
    const operand = listFilterType(of);
    fields[field] = Field(() => operand, { nullable: true, description });
  }
  return define(
    InputType(`${entity.name}Filter`, { description: `${described(entity)}筛选条件，并列者须全部满足。All of these at once; null is the same as nothing.` }),
    fields,
    Filter,
  );
}

/** `InspectionResultListFilter`. */
function listFilterType(entity: EntityClass): Class {
  const made = lists.get(entity);
  if (made) return made;
  const List = class {};
  lists.set(entity, List);
  const Filter = filterType(entity);
  const fields = {
    some: Field(() => Filter, { nullable: true, description: '至少有一项满足。At least one of them.' }),
    none: Field(() => Filter, { nullable: true, description: '没有一项满足。Not one of them.' }),
    every: Field(() => Filter, { nullable: true, description: '每一项都满足，一项也没有时亦然。Every one of them, also where there is none.' }),
  };
  return define(InputType(`${entity.name}ListFilter`, { description: '对多项的筛选；有版本的只看现行的。On many; of those with versions on the current ones.' }), fields, List);
}

/** `{ eq, ne, in, isNull }` and, as the type allows, comparison and text search. */
function operatorType(type: unknown): Class {
  const made = operators.get(type);
  if (made) return made;
  const isText = type === String || type === NAME;
  const operand = (isText ? String : type) as never;
  const one = (description: string) => Field(() => operand, { nullable: true, description });
  const fields: Record<string, unknown> = {
    eq: one('等于。Equal.'),
    ne: one('不等于，空值除外。Not equal; an empty value is neither.'),
    in: Field(() => [operand], { nullable: true, description: '等于其一。One of these.' }),
    isNull: Field(() => Boolean, { nullable: true, description: '是否为空。Whether it is empty.' }),
  };
  if (!isEnum(type) && type !== Boolean && type !== ID) {
    const order = type === NAME ? ['，按拼音次序', ', in the order of Chinese'] : ['', ''];
    fields.lt = one(`小于${order[0]}。Less${order[1]}.`);
    fields.lte = one(`小于或等于${order[0]}。Less or equal${order[1]}.`);
    fields.gt = one(`大于${order[0]}。Greater${order[1]}.`);
    fields.gte = one(`大于或等于${order[0]}。Greater or equal${order[1]}.`);
  }
  if (isText) {
    fields.contains = one('含有这些字，不分大小写。Holds this text, in either case.');
    fields.startsWith = one('以这些字开头，不分大小写。Begins with this text, in either case.');
  }
  if (type === NAME) {
    fields.search = one(
      '按汉字、拼音或首字母查找，如 dukou、xdkz；多个词以空格分开，须全部符合。Found in Chinese, by pinyin from any syllable on, or by initials; several words must all fit.',
    );
  }
  const name = type === NAME ? 'Name' : typeName(type);
  const Operators = define(InputType(`${name}Operators`, { description: '筛选条件，并列者须全部满足。All of these at once; null is the same as nothing.' }), fields);
  operators.set(type, Operators);
  return Operators;
}

/** `被督查单位：`, what a class is in Chinese. */
function described(entity: EntityClass): string {
  const description = getMetadataStorage().objectTypes.find(({ target }) => target === entity)?.description ?? '';
  const chinese = description.split('。')[0];
  return chinese ? `${chinese}：` : '';
}
