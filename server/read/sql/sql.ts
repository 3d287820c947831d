import sql, { empty, join, raw, type Sql } from 'sql-template-tag';

export { empty, join, raw, type Sql, sql };

/** A condition on rows. */
export type Condition = Sql;

export const TRUE: Condition = raw('true');
export const FALSE: Condition = raw('false');

/** `"t"."unit_id"`: a column of the table that stands in the statement as `alias`. */
export function columnOf(alias: string, column: string): Sql {
  return raw(`${quoted(alias)}.${quoted(column)}`);
}

/** `"unit" as "t"` */
export function tableAs(table: string, alias: string): Sql {
  return raw(`${quoted(table)} as ${quoted(alias)}`);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function all(conditions: readonly Condition[]): Condition {
  const meant = conditions.filter((each) => each !== TRUE);
  return meant.length > 1 ? join(meant, ' and ', '(', ')') : (meant[0] ?? TRUE);
}

export function any(conditions: readonly Condition[]): Condition {
  return conditions.length ? join(conditions, ' or ', '(', ')') : FALSE;
}
