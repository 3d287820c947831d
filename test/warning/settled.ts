import type { MikroORM } from '@mikro-orm/postgresql';
import sql from 'sql-template-tag';
import { statementsOn } from '../../server/database/index.ts';

/** Resolves once the consumer of warnings is done with everything logged, also with what it logged itself. Nothing announces that, so the database is asked until it is so. */
export async function settled(orm: MikroORM): Promise<void> {
  const db = statementsOn(orm.em.fork().getKysely<object>());
  for (;;) {
    const [{ behind }] = (await db.query(sql`
      select not exists (select from event_consumer where name = 'warnings')
        or exists (select from event e, event_consumer c where c.name = 'warnings' and (e.tx, e.id) > (c.tx, c.event_id)) as behind`)) as [{ behind: boolean }];
    if (!behind) return;
  }
}
