import { createOrm } from '../../../server/database/orm.ts';
import { serveDuban } from '../../../server/duban.ts';
import { answerCalls } from '../childProcess.ts';
import type { DubanServer } from './servers.ts';
import { StatementNotes } from './statements.ts';

const notes = new StatementNotes();

/* The server as it is, alone in its process. */
answerCalls<DubanServer>({
  serve: async (databaseUrl) => {
    const { url } = await serveDuban({ orm: await createOrm(databaseUrl), databaseUrl, host: '127.0.0.1', port: 0, report: console.error });
    return { url: `${url}/graphql` };
  },
  note: () => notes.begin(),
  noted: () => notes.end(),
});
