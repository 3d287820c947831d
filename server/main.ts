// Before every class with decorators: they write down the types of their fields through it.
import 'reflect-metadata';
import { once } from 'node:events';
import type { MikroORM } from '@mikro-orm/postgresql';
import { firstAdministratorFragment } from './access/index.ts';
import { type Config, readConfig } from './config.ts';
import { openDatabase } from './database/index.ts';
import { DemoDesk, SampleCity } from './demo/index.ts';
import { type Duban, serveDuban } from './duban.ts';
import { readManifest } from './http/trustedDocuments.ts';
import { inspectionKinds } from './inspection/index.ts';
import { createIntake } from './intake/index.ts';
import { createLog, reportTo } from './log.ts';
import { organisationKinds } from './organisation/index.ts';
import { serveInProcesses } from './processes/index.ts';
import { checks, reactions } from './reactions.ts';

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
async function run(asked: Config, stop: AbortSignal): Promise<void> {
  const { orm, url: databaseUrl, close } = await openDatabase(asked);
  try {
    const city = asked.demo ? await sampleCity(asked, orm) : undefined;
    // Nobody is let in without a word among somebody's own data, whatever was asked for.
    const config: Config = city ? asked : { ...asked, demoSignIn: 'off' };
    const serving =
      config.processes === 1
        ? await serveAlone(config, orm, databaseUrl)
        : await serveInProcesses({ ...config, databaseUrl, say: (line) => console.error(`督办 Duban: ${line}`), stop });
    try {
      await city?.found(stop);
      if (config.demoSignIn === 'off') await inviteAdministrator(orm, serving.url);
      if (!stop.aborted) console.log(`督办 Duban is ready. Board ${serving.url}/  GraphQL ${serving.url}/graphql  GraphiQL ${serving.url}/graphiql`);
      if (city) await play(city, new DemoDesk(orm), config.demoPace, stop);
      if (!stop.aborted) await once(stop, 'abort');
    } finally {
      await serving.close();
    }
  } finally {
    await close();
  }
}

/** The newest month, and the committee's staff at work on what it raises. */
async function play(city: SampleCity, desk: DemoDesk, pace: number, stop: AbortSignal): Promise<void> {
  await Promise.all([desk.clear(stop), city.playNewestMonth(pace, stop)]);
  await desk.attend(pace, stop);
}

async function serveAlone(config: Config, orm: MikroORM, databaseUrl: string): Promise<Duban> {
  const log = createLog(config.logLevel);
  return serveDuban({ ...config, orm, databaseUrl, documents: await readManifest(config.documentsFile), reactions, checks, log, report: reportTo(log) });
}

/** Printed, and in no log: whoever opens the link may do everything. */
async function inviteAdministrator(orm: MikroORM, url: string | undefined): Promise<void> {
  const fragment = await firstAdministratorFragment(orm.em.fork());
  if (fragment && url)
    console.error(
      `督办 Duban: 尚无账号，首位管理员请在 24 小时内打开此链接（仅一次）。There is no account yet. The first administrator opens this, once, within 24 hours: ${url}/signin#${fragment}`,
    );
}

/** The sample city, unless the database holds somebody's own data. */
async function sampleCity({ samplesDir }: Config, orm: MikroORM): Promise<SampleCity | undefined> {
  const city = await SampleCity.read(orm, createIntake(orm, [...organisationKinds, ...inspectionKinds]), samplesDir);
  return (await city.mayBeFounded()) ? city : undefined;
}
