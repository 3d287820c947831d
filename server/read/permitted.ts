import { versioningOf } from '../../schema/listing.ts';
import { listingOf } from './listing.ts';
import type { Reader } from './reader.ts';
import type { AggregateArguments } from './sql/aggregate.ts';
import type { FilterInput } from './sql/filter.ts';
import type { EntityClass } from './sql/model.ts';
import { AS_OF } from './sql/versions.ts';
import type { ConnectionArguments } from './types/connectionTypes.ts';
import { type Grouping, groupingsOf } from './types/grouping.ts';
import { forbidden, UNRESTRICTED, type Visibility } from './visibility.ts';

type Seen = Pick<Reader, 'models' | 'visibility'>;

/** Refuses a list that is filtered, ordered or looked back at by a field that may not be read: which rows come, and in what order, would tell its values. */
export function refuseForbiddenList({ models, visibility }: Seen, entity: EntityClass, args: ConnectionArguments & Readonly<Record<string, unknown>>): void {
  if (visibility === UNRESTRICTED) return;
  refuseForbiddenFilter({ models, visibility }, entity, args.filter);
  for (const { field } of args.orderBy ?? []) refuseUnread(visibility, entity.name, field);
  const versioning = versioningOf(entity);
  if (!versioning || (!args[AS_OF] && !args[versioning.all.argument])) return;
  refuseUnread(visibility, entity.name, versioning.since);
  refuseUnread(visibility, entity.name, versioning.until);
}

/** Refuses groups by what may not be read, and an order of theirs by figures of it. What is selected of a group is looked at where its plan is made. */
export function refuseForbiddenGroups({ visibility }: Pick<Reader, 'visibility'>, entity: EntityClass, { groupBy, orderBy }: AggregateArguments): void {
  if (visibility === UNRESTRICTED) return;
  for (const name of groupBy ?? []) {
    for (const [typeName, property] of (groupingsOf(entity).get(name) as Grouping).columns) refuseUnread(visibility, typeName, property);
  }
  for (const { measure } of orderBy ?? []) {
    const property = measure.split('_')[1];
    if (property) refuseUnread(visibility, entity.name, property);
  }
}

function refuseForbiddenFilter({ models, visibility }: Seen, entity: EntityClass, filter: FilterInput | null | undefined): void {
  for (const [field, wanted] of Object.entries(filter ?? {})) {
    if (wanted === null || wanted === undefined) continue;
    if (field === 'and' || field === 'or') for (const each of wanted as FilterInput[]) refuseForbiddenFilter({ models, visibility }, entity, each);
    else if (field === 'not') refuseForbiddenFilter({ models, visibility }, entity, wanted as FilterInput);
    else {
      refuseUnread(visibility, entity.name, field);
      const column = models.get(entity).columns.get(field);
      if (column?.target) refuseForbiddenFilter({ models, visibility }, column.target, wanted as FilterInput);
      const list = column ? undefined : listingOf(entity.name, field);
      if (list) for (const each of Object.values(wanted)) refuseForbiddenFilter({ models, visibility }, list.entity, each as FilterInput | null);
    }
  }
}

function refuseUnread(visibility: Visibility, typeName: string, field: string): void {
  if (!visibility.mayRead(typeName, field)) throw forbidden(`${typeName}.${field}`);
}
