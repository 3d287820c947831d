import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { City } from '../city.ts';
import { clock } from '../clock.ts';
import { demandConnections, wholeNumbers } from '../options.ts';
import { Audience } from './audience.ts';
import { type Contestant, duban } from './contestants.ts';
import { boardSubscription } from './operation.ts';
import { comeIn } from './trial.ts';

/** Subscribers at a time. */
const WAVE = 500;
/** Waves before the first measurement: by then caches are full and code is compiled. */
const REHEARSALS = 2;
/** What may be left over after all of them: no more than garbage collection's own vagueness (bytes). */
const MARGIN = 5 * 1024 * 1024;
/** Until an event is received, and until the server has let go of a wave (seconds). */
const PATIENCE = 60;

/** Thousands subscribe, hear an event and leave, half of them without a goodbye. True when the server's heap is afterwards what it was before. */
export async function liveMemory(args: string[], stop: AbortSignal): Promise<boolean> {
  const { values } = parseArgs({ args, options: { connects: { type: 'string', default: '10000' } } });
  const [connects] = wholeNumbers('connects', values.connects) as [number];
  demandConnections(WAVE);
  const city = await City.found();
  try {
    const contestant = duban(city, boardSubscription(), stop);
    const audience = Audience.start(WAVE, stop);
    try {
      return await compare(contestant, audience, city.databaseUrl, connects);
    } finally {
      await Promise.all([audience.stop(), contestant.server.stop()]);
    }
  } finally {
    await city.close();
  }
}

async function compare(contestant: Contestant, audience: Audience, databaseUrl: string, connects: number): Promise<boolean> {
  const { server } = contestant;
  const address = await server.call('serve', { databaseUrl, connections: 2 * WAVE });
  const wave = async (size: number, cut: boolean) => {
    await comeIn(audience, address, await contestant.begin(), size, 1);
    await audience.close(cut);
    await emptied(server, size);
  };
  for (let n = 0; n < REHEARSALS; n++) await wave(WAVE, n % 2 === 1);
  const before = await server.call('memory');
  for (let done = 0, n = 0; done < connects; done += WAVE, n++) await wave(Math.min(WAVE, connects - done), n % 2 === 1);
  const after = await server.call('memory');

  const growth = after.heap - before.heap;
  const within = growth <= MARGIN;
  console.log(
    `Heap after gc: ${megabytes(before.heap)} MB before, ${megabytes(after.heap)} MB after ${connects} subscribers came and went; at most ${megabytes(MARGIN)} MB more is accepted.`,
  );
  console.log(
    JSON.stringify({
      bench: 'live-memory',
      connects,
      heap_before_mb: megabytes(before.heap),
      heap_after_mb: megabytes(after.heap),
      growth_mb: megabytes(growth),
      margin_mb: megabytes(MARGIN),
      external_growth_mb: megabytes(after.external - before.external),
      resident_growth_mb: megabytes(after.resident - before.resident),
      within,
    }),
  );
  return within;
}

/** Waits until the server has let go of a wave's sockets; its connections to the database may stay. */
async function emptied(server: Contestant['server'], wave: number): Promise<void> {
  for (const late = clock() + PATIENCE * 1_000; (await server.call('sockets')) >= Math.min(wave, 50); ) {
    if (clock() > late) throw new Error(`The server still holds sockets ${PATIENCE} s after everybody had left`);
    await pause(20);
  }
}

function megabytes(bytes: number): number {
  return Number((bytes / 1024 / 1024).toFixed(2));
}
