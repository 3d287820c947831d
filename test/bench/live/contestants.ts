import { setTimeout as pause } from 'node:timers/promises';
import { Child } from '../childProcess.ts';
import type { City } from '../city.ts';
import { clock } from '../clock.ts';
import { type Published, type Source, Writer } from '../writer.ts';
import type { Audience } from './audience.ts';
import type { NaiveServer, RawServer, Server } from './servers.ts';
import type { Greeting } from './subscriber.ts';

/** A server to measure, in a process of its own. */
export interface Contestant {
  server: Child<Server>;
  /** Events for one audience. */
  begin(): Promise<Session>;
}

export interface Session {
  source: Source;
  greeting?: Greeting;
  /** Waits, so many seconds at most, until the server is listening for each of so many: subscribing is not acknowledged. */
  everybodyIn(audience: Audience, count: number, seconds: number): Promise<void>;
}

const FLAGS = ['--expose-gc'];

/** The real server. Its subscribers name a cursor, so they miss nothing; the first event tells that each is listening. */
export function duban(city: City, query: string, stop: AbortSignal): Contestant {
  return {
    server: Child.start<Server>('./dubanServer.js', import.meta.url, stop, FLAGS),
    begin: async () => {
      const source = await Writer.begin(city);
      return {
        source,
        greeting: { query, variables: { after: source.cursor } },
        everybodyIn: async (audience, _count, seconds) => {
          await source.publish(1);
          if (!(await audience.until(source.published, seconds))) throw new Error(`The first event did not reach everybody within ${seconds} s`);
        },
      };
    },
  };
}

/** A bare `ws` server that sends `text`, an event recorded from the real one. */
export function raw(text: string, stop: AbortSignal): Contestant {
  const server = Child.start<RawServer>('./rawServer.js', import.meta.url, stop, FLAGS);
  return { server, begin: async () => ({ source: new Broadcast(server, text), everybodyIn: async () => undefined }) };
}

/** graphql-ws with a fan-out in memory and an execution for each subscriber. */
export function naive(city: City, query: string, stop: AbortSignal): Contestant {
  const server = Child.start<NaiveServer>('./naiveServer.js', import.meta.url, stop, FLAGS);
  return {
    server,
    begin: async () => {
      const source = await Writer.begin(city);
      return {
        source,
        greeting: { query, variables: { after: source.cursor } },
        everybodyIn: async (_audience, count, seconds) => {
          for (const late = clock() + seconds * 1_000; (await server.call('subscribers')) !== count; ) {
            if (clock() > late) throw new Error(`Not everybody was subscribed within ${seconds} s`);
            await pause(50);
          }
        },
      };
    },
  };
}

/** The same message at the same times as the writer's events. */
class Broadcast implements Source {
  readonly #server: Child<RawServer>;
  readonly #text: string;
  readonly #at: number[] = [];

  constructor(server: Child<RawServer>, text: string) {
    this.#server = server;
    this.#text = text;
  }

  get published(): number {
    return this.#at.length;
  }

  async publish(events: number): Promise<void> {
    const now = clock();
    for (let n = 0; n < events; n++) this.#at.push(now);
    // Not waited for, as a commit does not wait for subscribers. A server that is gone is noticed when it is asked something.
    void this.#server.call('broadcast', this.#text, events).catch(() => undefined);
  }

  async all(): Promise<Published> {
    return { at: Float64Array.from(this.#at) };
  }
}
