import { createOrm } from '../../../server/database/orm.ts';
import { serveDuban } from '../../../server/duban.ts';
import { answerCalls } from '../childProcess.ts';
import { meter } from '../meter.ts';
import type { Server } from './servers.ts';

/** Unexpected errors printed; ten thousand subscribers can bring as many of the same. */
const SHOWN = 5;

let errors = 0;

/* The server as it is, alone in its process. */
answerCalls<Server>({
  ...meter,
  serve: async ({ databaseUrl, connections }) => {
    const options = {
      orm: await createOrm(databaseUrl),
      databaseUrl,
      host: '127.0.0.1',
      port: 0,
      report: (error: unknown) => errors++ < SHOWN && console.error(error),
      connections: { total: connections, perAddress: connections },
      // The others that are measured ask nobody who they are either.
      openToEveryone: true,
    };
    const { url } = await serveDuban(options);
    return { port: Number(new URL(url).port), path: '/graphql' };
  },
});
