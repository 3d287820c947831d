import type { MikroORM } from '@mikro-orm/postgresql';
import sql from 'sql-template-tag';
import { statementsOn } from '../../server/database/index.ts';

/** Resolves once the consumers of warnings and of studies are done with everything logged, also with what they logged themselves. Nothing announces that, so the database is asked. */
export async function settled(orm: MikroORM): Promise<void> {
  const db = statementsOn(orm.em.fork().getKysely<object>());
  for (;;) {
    const [{ behind }] = (await db.query(sql`
      select (select count(*) from event_consumer where name in ('warnings', 'studies')) < 2
        or exists (select from event e, event_consumer c where c.name in ('warnings', 'studies') and (e.tx, e.id) > (c.tx, c.event_id)) as behind`)) as [{ behind: boolean }];
    if (!behind) return;
  }
}
