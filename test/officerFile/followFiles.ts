import type { MikroORM } from '@mikro-orm/postgresql';
import { statementsOn } from '../../server/database/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { officerFileConsumer } from '../../server/officerFile/index.ts';

/** Hands everything logged to the consumer, from the beginning on. `dies` loses the transaction of every event once before it is committed. */
export async function followFiles(orm: MikroORM, { dies = false } = {}): Promise<void> {
  const log = await EventLog.open(orm);
  const events = await log.latest(statementsOn(orm.em.fork().getKysely<object>()), null, 10_000);
  for (const event of events.reverse()) {
    const handle = (commits: boolean) =>
      orm.em.fork().transactional(async (em) => {
        await officerFileConsumer.handle({ ...event, cause: String(event.id) }, em);
        if (!commits) throw new Error('The process dies here');
      });
    if (dies) await handle(false).catch(() => undefined);
    await handle(true);
  }
}
