import { once } from 'node:events';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type Config, readConfig } from './config.ts';
import { openDatabase } from './database/index.ts';
import { SampleCity } from './demo/index.ts';
import { type Duban, serveDuban } from './duban.ts';
import { readManifest } from './http/trustedDocuments.ts';
import { inspectionKinds } from './inspection/index.ts';
import { createIntake } from './intake/index.ts';
import { createLog, reportTo } from './log.ts';
import { organisationKinds } from './organisation/index.ts';
import { serveInProcesses } from './processes/index.ts';

/** Whatever is going on when we are told to stop gets this long to end in good order (milliseconds). */
const GRACE = 15_000;

const stopping = new AbortController();
// `disconnect`: whoever started us is gone. A terminal and npm may both send a signal; the first counts.
for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(reason, () => {
    if (stopping.signal.aborted) return;
    setTimeout(() => process.exit(1), GRACE).unref();
    stopping.abort();
  });
}

try {
  await run(readConfig(process.env, process.argv.slice(2)), stopping.signal);
  process.exit(0);
} catch (error) {
  console.error(`督办 Duban: ${(error as Error).message}`);
  process.exit(1);
}

/** Serves until `stop`; everything that was opened is closed again, the database last. */
async function run(config: Config, stop: AbortSignal): Promise<void> {
  const { orm, url: databaseUrl, close } = await openDatabase(config);
  try {
    const serving =
      config.processes === 1
        ? await serveAlone(config, orm, databaseUrl)
        : await serveInProcesses({ ...config, databaseUrl, say: (line) => console.error(`督办 Duban: ${line}`), stop });
    try {
      const city = config.demo ? await sampleCity(config, orm) : undefined;
      await city?.found(stop);
      if (!stop.aborted) console.log(`督办 Duban is ready. Board ${serving.url}/  GraphQL ${serving.url}/graphql  GraphiQL ${serving.url}/graphiql`);
      await city?.playNewestMonth(config.demoPace, stop);
      if (!stop.aborted) await once(stop, 'abort');
    } finally {
      await serving.close();
    }
  } finally {
    await close();
  }
}

async function serveAlone(config: Config, orm: MikroORM, databaseUrl: string): Promise<Duban> {
  const log = createLog(config.logLevel);
  return serveDuban({ ...config, orm, databaseUrl, documents: await readManifest(config.documentsFile), log, report: reportTo(log) });
}

/** The sample city, unless the database holds somebody's own data. */
async function sampleCity({ samplesDir }: Config, orm: MikroORM): Promise<SampleCity | undefined> {
  const city = await SampleCity.read(orm, createIntake(orm, [...organisationKinds, ...inspectionKinds]), samplesDir);
  return (await city.mayBeFounded()) ? city : undefined;
}
