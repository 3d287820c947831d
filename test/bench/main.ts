import { board } from './board/board.ts';
import { exportRows } from './export/export.ts';
import { live } from './live/live.ts';
import { liveAccess } from './live/liveAccess.ts';
import { liveMemory } from './live/liveMemory.ts';
import { BadUsage } from './options.ts';
import { read } from './read/read.ts';
import { readAccess } from './read/readAccess.ts';
import { readGrowth } from './read/readGrowth.ts';

/*
 * npm run bench -- NAME [options]
 *
 * Each bench starts what it needs and leaves nothing behind. Ends with 0 when all it demands held, 1 when not, 2 for wrong usage.
 */

const benches: Record<string, { options: string; run: (args: string[], stop: AbortSignal) => Promise<boolean> }> = {
  board: { options: '[--loads 5]', run: board },
  export: { options: '[--rows 1000000]', run: exportRows },
  live: { options: '[--subscribers 1000,10000]', run: live },
  read: { options: '[--seconds 10] [--connections 16] [--scale 10] [--operations unit-page,name-search]', run: read },
  'read-access': { options: '[--seconds 10] [--connections 16] [--scale 10] [--operations unit-page,name-search]', run: readAccess },
  'read-growth': { options: '[--scales 1,10,100] [--plans]', run: readGrowth },
  'live-access': { options: '[--sockets 200,1000]', run: liveAccess },
  'live-memory': { options: '[--connects 10000]', run: liveMemory },
};

const stopping = new AbortController();
// `disconnect`: whoever started us is gone. Processes end with the signal; PostgreSQL has a session of its own and must be stopped.
for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(reason, () => stopping.abort());

const [name, ...args] = process.argv.slice(2);
const bench = name === undefined ? undefined : benches[name];
if (!bench) {
  console.error([`usage: npm run bench -- NAME [options]`, ...Object.entries(benches).map(([each, { options }]) => `  ${each} ${options}`)].join('\n'));
  process.exit(2);
}
try {
  process.exit((await bench.run(args, stopping.signal)) ? 0 : 1);
} catch (error) {
  const badUsage = error instanceof BadUsage || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
  console.error(stopping.signal.aborted ? 'Stopped.' : badUsage ? (error as Error).message : error);
  process.exit(badUsage ? 2 : 1);
}
