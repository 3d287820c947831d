import { versioningOf } from '../../../schema/listing.ts';
import type { EntityClass, Models } from './model.ts';
import { type Condition, columnOf, sql, TRUE } from './sql.ts';

/** The argument that names a moment, of every list of a versioned class. */
export const AS_OF = 'asOf';

/**
 * Which rows of a versioned class a list shows: those that hold now, or held `asOf` a moment, or all. A moment is the millisecond that it is
 * written as: what happened within it has happened. So a row is there as of the very moment it shows as its first.
 */
export function versionCondition(models: Models, entity: EntityClass, args: Readonly<Record<string, unknown>>, alias: string): Condition {
  const versioning = versioningOf(entity);
  if (!versioning || args[versioning.all.argument]) return TRUE;
  const since = columnOf(alias, models.column(entity, versioning.since).column);
  const until = columnOf(alias, models.column(entity, versioning.until).column);
  const asOf = args[AS_OF] as Date | null | undefined;
  if (!asOf) return sql`${until} is null`;
  const over = sql`${asOf.toISOString()}::timestamptz + interval '1 millisecond'`;
  return sql`(${since} < ${over} and (${until} is null or ${until} >= ${over}))`;
}
