import type { MikroORM } from '@mikro-orm/postgresql';
import { statementsOn } from '../../server/database/index.ts';
import type { DurableConsumer } from '../../server/live/consumers/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { rectificationConsumer } from '../../server/rectification/index.ts';

/**
 * Hands everything logged to a consumer, from the beginning on, as if it had never read any of it: what follows from the log must stand afterwards however often it
 * was read before. `dies` loses the transaction of every event once before it is committed.
 */
export async function followLog(orm: MikroORM, { dies = false, consumer = rectificationConsumer }: { dies?: boolean; consumer?: DurableConsumer } = {}): Promise<void> {
  const log = await EventLog.open(orm);
  const events = await log.latest(statementsOn(orm.em.fork().getKysely<object>()), null, 10_000);
  for (const event of events.reverse()) {
    const handle = (commits: boolean) =>
      orm.em.fork().transactional(async (em) => {
        await consumer.handle({ ...event, cause: String(event.id) }, em);
        if (!commits) throw new Error('The process dies here');
      });
    if (dies) await handle(false).catch(() => undefined);
    await handle(true);
  }
}
