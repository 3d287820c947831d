import { once } from 'node:events';
import { type FromWorker, STOP } from './messages.ts';

/*
 * One of several server processes on one port, started by supervisor.ts; a composition root, like main.ts. It has the
 * supervisor's arguments and environment, with DATABASE_URL and PORT decided: it opens the database as somebody else's and never stops it.
 *
 * It ends when the supervisor says so. When the supervisor is gone without a word, node:cluster ends it.
 */

const stopping = new AbortController();
// Ctrl-C reaches the whole process group, systemd's SIGTERM every process of the service: the supervisor gets it too, and decides.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('message', (message) => {
  if (message === STOP) stopping.abort();
});

try {
  await run(stopping.signal);
  process.exit(0);
} catch (error) {
  tell({ failed: (error as Error).message }, () => process.exit(1));
}

/** Serves until `stop`. */
async function run(stop: AbortSignal): Promise<void> {
  // Not at the top: until all of Duban is loaded a signal would end this process, and it is to end when it is told.
  const [{ readConfig }, { createOrm }, { serveDuban }, { readManifest }, { createLog, reportTo }, { checks, reactions }] = await Promise.all([
    import('../config.ts'),
    import('../database/orm.ts'),
    import('../duban.ts'),
    import('../http/trustedDocuments.ts'),
    import('../log.ts'),
    import('../reactions.ts'),
  ]);
  const config = readConfig(process.env, process.argv.slice(2));
  const databaseUrl = config.databaseUrl as string;
  const log = createLog(config.logLevel);
  const orm = await createOrm(databaseUrl, config.processes);
  try {
    const duban = await serveDuban({ ...config, orm, databaseUrl, documents: await readManifest(config.documentsFile), reactions, checks, log, report: reportTo(log) });
    try {
      tell({ serving: duban.url });
      if (!stop.aborted) await once(stop, 'abort');
    } finally {
      await duban.close();
    }
  } finally {
    await orm.close();
  }
}

function tell(message: FromWorker, told?: () => void): void {
  process.send?.(message, undefined, undefined, told);
}
