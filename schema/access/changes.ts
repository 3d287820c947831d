import type { TriggerDef } from '@mikro-orm/core';

/** Announces a row to every server process when one of `columns`, on which rights depend, is another or the row is gone: `session 5`. Nothing of it is secret. */
export function announced(kind: string, table: string, columns: readonly string[]): TriggerDef {
  const each = (row: string) => `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
  return {
    name: `${table}_changed`,
    timing: 'after',
    events: ['update', 'delete'],
    forEach: 'row',
    body: `if tg_op = 'DELETE' or ${each('new')} is distinct from ${each('old')} then perform pg_notify('duban_access', '${kind} ' || old.id); end if; return null;`,
  };
}
