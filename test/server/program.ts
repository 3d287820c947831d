import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A server started as `npm start` does it. */
export interface Program {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** Where it is ready; undefined when it ended instead. */
  url: string | undefined;
  /** What it has said of trouble so far. */
  said: () => string;
  /** Resolves once it has said that so many times. */
  says: (what: RegExp, times?: number) => Promise<RegExpMatchArray[]>;
  /** Resolves once it and every process it started with its own output have ended. A process id would not do: one that has ended but was not collected still counts. */
  gone: Promise<unknown[]>;
}

/** Starts the built server in ways a test wants, and leaves nothing behind. */
export class Programs {
  readonly #running = new Set<Program>();
  readonly #directories: string[] = [];

  dataDirectory(): string {
    const directory = mkdtempSync(join(tmpdir(), 'duban-life-'));
    this.#directories.push(directory);
    return directory;
  }

  /** Starts one, without waiting for it. Its group of processes is its own, as a terminal makes one. */
  launch(environment: Record<string, string>, program = [resolve('.build/server/main.js')], cwd = '.'): Program {
    // As nobody sets it who starts a server: libraries behave differently when they see `test`.
    // Nobody signs in: these tests are about starting and stopping, and without the demo nobody may ask for anything.
    const env = { ...process.env, NODE_ENV: undefined, DEMO: 'off', PORT: '0', OPEN_TO_EVERYONE: 'on', ...environment };
    const child = spawn(process.execPath, program, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }) as Program['child'];
    let said = '';
    let heard = Promise.withResolvers<void>();
    child.stderr.on('data', (chunk) => {
      said += chunk;
      heard.resolve();
      heard = Promise.withResolvers();
    });
    // Its own 'close' would not do: it stays away once we have left the channel.
    const gone = Promise.all([once(child, 'exit'), once(child.stdout, 'close'), once(child.stderr, 'close')]).then(([how]) => how);
    const launched: Program = {
      child,
      url: undefined,
      said: () => said,
      says: async (what, times = 1) => {
        for (;;) {
          const matches = [...said.matchAll(new RegExp(what, 'g'))];
          if (matches.length >= times) return matches;
          const ended = await Promise.race([heard.promise, gone]);
          if (ended) throw new Error(`It ended without saying ${what}: ${said}`);
        }
      },
      gone,
    };
    this.#running.add(launched);
    void gone.then(() => this.#running.delete(launched));
    return launched;
  }

  /** Starts one and resolves when it is ready, or has ended. */
  async start(environment: Record<string, string>, program?: string[], cwd?: string): Promise<Program> {
    const launched = this.launch(environment, program, cwd);
    const lines = createInterface({ input: launched.child.stdout });
    const ready = new Promise<string>((resolve) => {
      lines.on('line', (line) => {
        const url = /Board (http:\S+)\//.exec(line)?.[1];
        if (url) resolve(url);
      });
    });
    launched.url = await Promise.race([ready, launched.gone.then(() => undefined)]);
    return launched;
  }

  /** Ends what still runs; throws if any of it does not end in good order, which would leave its database behind. */
  async stopAll(): Promise<void> {
    for (const { child, gone, said } of this.#running) {
      child.kill('SIGINT');
      const [code] = await gone;
      if (code !== 0) throw new Error(`Exit code ${code}: ${said()}`);
    }
  }

  removeDirectories(): void {
    for (const directory of this.#directories) rmSync(directory, { recursive: true, force: true });
  }
}

export async function ask(url: string | undefined, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  return response.json();
}

/** The port of the database that runs in a data directory: the fourth line of PostgreSQL's pid file. */
export const databasePort = (directory: string) => Number(readFileSync(join(directory, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]);

/** Whether anybody listens there. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
