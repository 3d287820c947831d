import { versioningOf } from '../../schema/listing.ts';
import type { Arguments } from './engine/arguments.ts';
import type { ConnectionField } from './engine/plan.ts';
import { listingOf } from './listing.ts';
import type { PersonalFields } from './personal.ts';
import type { Reader } from './reader.ts';
import type { AggregateArguments } from './sql/aggregate.ts';
import type { FilterInput } from './sql/filter.ts';
import type { EntityClass, Models } from './sql/model.ts';
import { AS_OF } from './sql/versions.ts';
import type { ConnectionArguments } from './types/connectionTypes.ts';
import { type Grouping, groupingsOf } from './types/grouping.ts';
import { forbidden } from './visibility.ts';

type Named = readonly [typeName: string, field: string];

/**
 * Refuses a list that is filtered, ordered or looked back at by a field that may not be read: which rows come, and in what order, would tell its values. For
 * the same reason what is personal of these fields counts as read.
 */
export function considerList(read: Reader, personal: PersonalFields, entity: EntityClass, args: ConnectionArguments & Readonly<Record<string, unknown>>): void {
  for (const named of fieldsOfList(read.models, entity, args)) consider(read, personal, named);
}

/** The same of groups, an order of theirs, and figures. What else is selected of a group is looked at where its plan is made. */
export function considerGroups(read: Reader, personal: PersonalFields, entity: EntityClass, args: AggregateArguments, wanted: Iterable<string>): void {
  for (const named of fieldsOfGroups(entity, args)) consider(read, personal, named);
  for (const [typeName, property] of fieldsOfFigures(entity, wanted)) if (personal.get(typeName)?.has(property)) read.personal.askedBy(typeName, property);
}

/** The personal fields that a list of a plan is asked by: `Officer.name`. */
export function personalOfList(models: Models, personal: PersonalFields, field: ConnectionField, args: Arguments): string[] {
  const { entity, page } = field;
  const named = [...fieldsOfList(models, entity, args.of(field))];
  for (const each of page.fields) if (each.kind === 'aggregates') named.push(...fieldsOfGroups(entity, args.of(each)), ...fieldsOfFigures(entity, each.wanted));
  return named.flatMap(([typeName, property]) => (personal.get(typeName)?.has(property) ? [`${typeName}.${property}`] : []));
}

function consider(read: Reader, personal: PersonalFields, [typeName, field]: Named): void {
  if (!read.visibility.mayRead(typeName, field)) throw forbidden(`${typeName}.${field}`);
  if (personal.get(typeName)?.has(field)) read.personal.askedBy(typeName, field);
}

function* fieldsOfList(models: Models, entity: EntityClass, args: ConnectionArguments & Readonly<Record<string, unknown>>): Generator<Named> {
  yield* fieldsOfFilter(models, entity, args.filter);
  for (const { field } of args.orderBy ?? []) yield [entity.name, field];
  const versioning = versioningOf(entity);
  if (!versioning || (!args[AS_OF] && !args[versioning.all.argument])) return;
  yield [entity.name, versioning.since];
  yield [entity.name, versioning.until];
}

function* fieldsOfGroups(entity: EntityClass, { groupBy, orderBy }: AggregateArguments): Generator<Named> {
  for (const name of groupBy ?? []) yield* (groupingsOf(entity).get(name) as Grouping).columns;
  yield* fieldsOfFigures(
    entity,
    (orderBy ?? []).map(({ measure }) => measure),
  );
}

function* fieldsOfFigures(entity: EntityClass, wanted: Iterable<string>): Generator<Named> {
  for (const measure of wanted) {
    const property = measure.split('_')[1];
    if (property) yield [entity.name, property];
  }
}

function* fieldsOfFilter(models: Models, entity: EntityClass, filter: FilterInput | null | undefined): Generator<Named> {
  for (const [field, wanted] of Object.entries(filter ?? {})) {
    if (wanted === null || wanted === undefined) continue;
    if (field === 'and' || field === 'or') for (const each of wanted as FilterInput[]) yield* fieldsOfFilter(models, entity, each);
    else if (field === 'not') yield* fieldsOfFilter(models, entity, wanted as FilterInput);
    else {
      yield [entity.name, field];
      const column = models.get(entity).columns.get(field);
      if (column?.target) yield* fieldsOfFilter(models, column.target, wanted as FilterInput);
      const list = column ? undefined : listingOf(entity.name, field);
      if (list) for (const each of Object.values(wanted)) yield* fieldsOfFilter(models, list.entity, each as FilterInput | null);
    }
  }
}
