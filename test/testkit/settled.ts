import type { MikroORM } from '@mikro-orm/postgresql';
import { type DurableConsumer, haveCaughtUp } from '../../server/live/consumers/index.ts';

/** Resolves once consumers are done with everything logged, also with what they logged themselves. Nothing announces that, so the database is asked until it is so. */
export async function settled(orm: MikroORM, consumers: readonly Pick<DurableConsumer, 'name'>[]): Promise<void> {
  const names = consumers.map(({ name }) => name);
  while (!(await haveCaughtUp(orm.em.fork().getKysely<object>(), names)));
}
