import type { TriggerDef } from '@mikro-orm/core';

/**
 * Announces a row to every server process when one of `columns`, on which rights depend, is another or the row is gone: `session 5`. Nothing of it is secret.
 * What had ended, by what `alive` says of the row `old`, goes without a word: no rights change with it, however many go at once.
 */
export function announced(kind: string, table: string, columns: readonly string[], alive?: string): TriggerDef {
  const each = (row: string) => `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
  const deleted = ["tg_op = 'DELETE'", ...(alive ? [alive] : [])].join(' and ');
  const changed = `tg_op = 'UPDATE' and ${each('new')} is distinct from ${each('old')}`;
  return {
    name: `${table}_changed`,
    timing: 'after',
    events: ['update', 'delete'],
    forEach: 'row',
    body: `if (${deleted}) or (${changed}) then perform pg_notify('duban_access', '${kind} ' || old.id); end if; return null;`,
  };
}
