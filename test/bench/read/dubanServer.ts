import { devNull } from 'node:os';
import pino from 'pino';
import { createOrm } from '../../../server/database/orm.ts';
import { serveDuban } from '../../../server/duban.ts';
import { createLog } from '../../../server/log.ts';
import { answerCalls } from '../childProcess.ts';
import type { DubanServer } from './servers.ts';
import { StatementNotes } from './statements.ts';

/** As the server's own log: so much is written at once (bytes). */
const LOG_BUFFER = 8 * 1024;

const notes = new StatementNotes();

/* The server as it is, alone in its process: it logs every request as in production, but nobody reads it. */
answerCalls<DubanServer>({
  serve: async (databaseUrl) => {
    const log = createLog('info', pino.destination({ dest: devNull, sync: false, minLength: LOG_BUFFER }));
    // The others that are measured ask nobody who they are either.
    const { url } = await serveDuban({ orm: await createOrm(databaseUrl), databaseUrl, host: '127.0.0.1', port: 0, log, report: console.error, openToEveryone: true });
    return { url: `${url}/graphql` };
  },
  note: () => notes.begin(),
  noted: () => notes.end(),
});
