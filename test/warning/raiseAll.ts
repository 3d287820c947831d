import { statementsOn } from '../../server/database/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { warningConsumer } from '../../server/warning/index.ts';
import type { TestServer } from '../testkit/server.ts';

/** Raises and retracts what follows from everything logged so far, as the consumer of the log does, at a server on which nothing reacts by itself. */
export async function raiseAll({ database: { orm } }: TestServer): Promise<void> {
  const log = await EventLog.open(orm);
  const events = await log.latest(statementsOn(orm.em.fork().getKysely<object>()), null, 10_000);
  for (const event of events.reverse()) await orm.em.fork().transactional((em) => warningConsumer.handle({ ...event, cause: String(event.id) }, em));
}
