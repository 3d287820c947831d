import type { MikroORM } from '@mikro-orm/postgresql';
import { type Config, readConfig } from './config.ts';
import { openDatabase } from './database/index.ts';
import { SampleCity } from './demo/index.ts';
import { type Duban, serveDuban } from './duban.ts';

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
  await run(readConfig(process.env), stopping.signal);
  process.exit(0);
} catch (error) {
  console.error(`督办 Duban: ${(error as Error).message}`);
  process.exit(1);
}

/** Serves until `stop`; everything that was opened is closed again, the database last. */
async function run(config: Config, stop: AbortSignal): Promise<void> {
  const { orm, url, close } = await openDatabase(config);
  try {
    const duban = await serveDuban({ orm, databaseUrl: url, host: config.host, port: config.port, report: console.error, clientDir: config.clientDir });
    try {
      const city = config.demo ? await sampleCity(config, orm, duban) : undefined;
      await city?.found(stop);
      if (!stop.aborted) console.log(`督办 Duban is ready. Board ${duban.url}/  GraphQL ${duban.url}/graphql  GraphiQL ${duban.url}/graphiql`);
      await city?.playNewestMonth(config.demoPace, stop);
      await aborted(stop);
    } finally {
      await duban.close();
    }
  } finally {
    await close();
  }
}

/** The sample city, unless the database holds somebody's own data. */
async function sampleCity({ samplesDir }: Config, orm: MikroORM, { intake }: Duban): Promise<SampleCity | undefined> {
  const city = await SampleCity.read(orm, intake, samplesDir);
  return (await city.mayBeFounded()) ? city : undefined;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
