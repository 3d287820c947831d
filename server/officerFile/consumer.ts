import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { statementsOn } from '../database/index.ts';
import type { DurableConsumer } from '../live/consumers/index.ts';
import { appendEvents } from '../live/index.ts';
import { enter, enterPast } from './entering.ts';
import { SOURCES } from './entries.ts';

/** Enters into the files of officers what happened to them. It goes by the rows that events tell of, so that whoever reads late, or again, enters the same. */
export const officerFileConsumer: DurableConsumer = {
  name: 'officer files',
  from: 'beginning',
  begin: enterPast,
  async handle({ kind, data }, em) {
    const db = statementsOn(em.getKysely<object>());
    const entered: number[] = [];
    for (const source of SOURCES) {
      const toldBy = (source.events[kind] as ((data: EventData[typeof kind]) => number | undefined) | undefined)?.(data);
      if (toldBy !== undefined) entered.push(...(await enter(db, source, toldBy)));
    }
    await appendEvents(
      em,
      entered.map((entry) => ({ kind: 'OFFICER_FILE_ENTRY_ADDED', data: { entry } })),
    );
  },
};
