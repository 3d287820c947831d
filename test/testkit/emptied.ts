import type { MikroORM } from '@mikro-orm/postgresql';

/** Empties tables and whatever refers to them, what is append-only too: their triggers sleep, as only the database's owner can make them. */
export async function emptied(orm: MikroORM, ...tables: readonly string[]): Promise<void> {
  await orm.em.fork().transactional(async (tx) => {
    await tx.execute('set local session_replication_role = replica');
    await tx.execute(`truncate ${tables.join(', ')} restart identity cascade`);
  });
}
