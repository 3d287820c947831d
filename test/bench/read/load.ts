import autocannon from 'autocannon';
import { HEADERS } from './asking.ts';
import type { Round } from './figures.ts';

interface LoadOptions {
  connections: number;
  seconds: number;
  stop: AbortSignal;
  /** Besides the usual ones. */
  headers?: Record<string, string>;
}

/** Posts the same body over so many connections that stay open, each as soon as its last answer is there. Throws when a request fails. */
export async function load(url: string, body: string, { connections, seconds, stop, headers = {} }: LoadOptions): Promise<Round> {
  stop.throwIfAborted();
  // It is both; its types know only the one or the other.
  const run = autocannon({ url, method: 'POST', headers: { ...HEADERS, ...headers }, body, connections, duration: seconds }) as Promise<autocannon.Result> &
    Partial<autocannon.Instance>;
  const end = () => run.stop?.();
  stop.addEventListener('abort', end);
  const { requests, duration, latency, errors, timeouts, non2xx } = await run;
  stop.removeEventListener('abort', end);
  stop.throwIfAborted();
  if (errors || timeouts || non2xx) throw new Error(`${url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} refusals under load`);
  return { perSecond: requests.total / duration, p99: latency.p99 };
}
