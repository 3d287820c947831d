import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';

/** A dead server lies for so long before somebody starts it again (milliseconds). */
const DEAD_FOR = { least: 100, most: 1_200 };
/** One that was told to stop and has not by then is killed, as whoever runs containers does (milliseconds). */
const STOPS_WITHIN = 3_000;
/** What a server said last, for the report of a failure (characters). */
const SAID_KEPT = 4_000;

/** Several server processes on one database. Whichever dies is started again, until the end. */
export class Servers {
  /** Servers that ended though nobody told them to, with the last they said. Being unable to start while the database is away is no fault. */
  readonly faults: string[] = [];
  /** What the last one said that could not even start. */
  excuse = '';
  readonly #databaseUrl: string;
  readonly #chance: Chance;
  readonly #serving = new Map<ChildProcess, number>();
  readonly #running = new Set<ChildProcess>();
  readonly #places: Promise<void>[] = [];
  #ended = false;
  #changed = Promise.withResolvers<void>();

  constructor(databaseUrl: string, count: number, chance: Chance) {
    this.#databaseUrl = databaseUrl;
    this.#chance = chance;
    for (let n = 0; n < count; n++) this.#places.push(this.#keepUp());
  }

  /** The ports of those that are ready. */
  get ports(): number[] {
    return [...this.#serving.values()];
  }

  /** Resolves when every server is ready. */
  async allUp(): Promise<void> {
    while (this.#serving.size < this.#places.length) await this.#changed.promise;
  }

  /** Ends one of those that serve, chosen by a number from [0, 1). False when there is none. */
  end(aim: number, signal: 'SIGKILL' | 'SIGTERM'): boolean {
    const child = [...this.#serving.keys()][Math.floor(aim * this.#serving.size)];
    if (!child) return false;
    this.#serving.delete(child);
    if (signal === 'SIGTERM') setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN).unref();
    return child.kill(signal);
  }

  /** Ends all of them for good. */
  async remove(): Promise<void> {
    this.#ended = true;
    for (const child of this.#running) child.kill('SIGKILL');
    await Promise.all(this.#places);
  }

  async #keepUp(): Promise<void> {
    while (!this.#ended) {
      await this.#serve();
      if (!this.#ended) await pause(this.#chance.between(DEAD_FOR.least, DEAD_FOR.most));
    }
  }

  /** One life of one server. */
  async #serve(): Promise<void> {
    // It is about what arrives, not about who may hear it: nobody signs in.
    const env = { ...process.env, DATABASE_URL: this.#databaseUrl, DEMO: 'off', HOST: '127.0.0.1', PORT: '0', OPEN_TO_EVERYONE: 'on' };
    // By the channel it notices if we die, however we do, and ends too.
    const child = spawn(process.execPath, [resolve('.build/server/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#running.add(child);
    const exited = once(child, 'exit');
    let said = '';
    let ready = false;
    child.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-SAID_KEPT);
    });
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const port = /Board http:\S+:(\d+)\//.exec(line)?.[1];
      if (!port || this.#ended) return;
      ready = true;
      this.#serving.set(child, Number(port));
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
    const [code, signal] = await exited;
    this.#running.delete(child);
    if (!ready) this.excuse = said;
    // One that we ended was taken off the list before.
    if (this.#serving.delete(child) && !this.#ended) this.faults.push(`A server ended of itself (${signal ?? `exit code ${code}`}):\n${said}`);
  }
}
