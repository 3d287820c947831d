import type { MikroORM } from '@mikro-orm/postgresql';
import { haveCaughtUp } from '../../server/live/consumers/index.ts';
import { warningConsumer } from '../../server/warning/index.ts';

/** Resolves once the consumer of warnings is done with everything logged, also with what it logged itself. Nothing announces that, so the database is asked until it is so. */
export async function settled(orm: MikroORM): Promise<void> {
  while (!(await haveCaughtUp(orm.em.fork().getKysely<object>(), [warningConsumer.name])));
}
