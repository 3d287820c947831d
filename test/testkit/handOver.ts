import type { MikroORM } from '@mikro-orm/postgresql';
import { statementsOn } from '../../server/database/index.ts';
import type { DurableConsumer } from '../../server/live/consumers/index.ts';
import { EventLog } from '../../server/live/index.ts';

/** What a consumer may meet: events that come again, a process that dies before the first try of each is committed, a log that is read again or further on. */
export interface Handing {
  /** Events that were read before, and are left out. */
  from?: number;
  times?: number;
  dies?: boolean;
}

/**
 * Hands everything logged over to a consumer, from the beginning on unless it has read some; answers how many events there are. What follows from the log must stand afterwards
 * however often it was read before.
 */
export async function handOver(orm: MikroORM, consumer: DurableConsumer, { from = 0, times = 1, dies = false }: Handing = {}): Promise<number> {
  const log = await EventLog.open(orm);
  const events = (await log.latest(statementsOn(orm.em.fork().getKysely<object>()), null, 100_000)).reverse();
  for (const event of events.slice(from)) {
    const handle = (commits: boolean) =>
      orm.em.fork().transactional(async (em) => {
        await consumer.handle({ ...event, cause: String(event.id) }, em);
        if (!commits) throw new DOMException('The process dies here', 'AbortError');
      });
    if (dies) await handle(false).catch((error: unknown) => error instanceof DOMException || Promise.reject(error));
    for (let n = 0; n < times; n++) await handle(true);
  }
  return events.length;
}
