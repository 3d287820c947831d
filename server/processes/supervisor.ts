import cluster from 'node:cluster';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Place } from './place.ts';

/** Workers get this long to finish what is under way (milliseconds); the rest of main.ts's time is the database's. */
const GRACE = 10_000;

export interface ProcessesOptions {
  /** How many. */
  processes: number;
  host: string;
  /** 0 takes any free port, the same for all. */
  port: number;
  /** An open, migrated database; it stays the caller's. */
  databaseUrl: string;
  /** Decided by the caller, who knows whose data it is. */
  demoSignIn: 'off' | 'loopback' | 'anywhere';
  /** Hears when a process begins to serve, and why one ended that was not told to. */
  say: (line: string) => void;
  /** Told to stop, a start that is not done yet is given up. */
  stop: AbortSignal;
}

/** Several server processes that are one Duban to everybody else. */
export interface Processes {
  /** `http://127.0.0.1:4000`; undefined only when told to stop before all of them served. */
  url: string | undefined;
  /** Ends every process in good order, or by force once its time is up. */
  close(): Promise<void>;
}

/**
 * Starts workers that each serve all of Duban on one port, and resolves once all do. This process hands each new connection to the
 * next worker (node:cluster). From then on one that ends is replaced; one that fails at the very start ends them all with an Error.
 */
export async function serveInProcesses({ processes, host, port, databaseUrl, demoSignIn, say, stop }: ProcessesOptions): Promise<Processes> {
  cluster.setupPrimary({ exec: fileURLToPath(new URL('./worker.js', import.meta.url)), args: ['--processes', String(processes)] });
  const environment = { DATABASE_URL: databaseUrl, PORT: String(await usablePort(host, port)), DEMO_SIGN_IN: demoSignIn === 'anywhere' ? 'on' : demoSignIn };
  const places = Array.from({ length: processes }, (_, index) => new Place(index + 1, environment, say));
  const allEnded = Promise.all(places.map((place) => place.keepFilled()));
  const close = async () => {
    for (const place of places) place.end();
    const late = setTimeout(() => {
      say(`Not every server process ended within ${GRACE} ms; the rest is killed.`);
      for (const place of places) place.kill();
    }, GRACE);
    await allEnded;
    clearTimeout(late);
  };
  try {
    const stopped = stop.aborted ? [] : once(stop, 'abort').then((): string[] => []);
    const [url] = await Promise.race([Promise.all(places.map(({ serving }) => serving)), stopped]);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The port, if it can be listened on; throws what listening throws. Decided here, because node:cluster forgets which free port it took
 * when all workers are gone at once.
 */
async function usablePort(host: string, port: number): Promise<number> {
  const probe = createServer().listen({ host, port });
  await once(probe, 'listening');
  const { port: found } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return found;
}
