import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import getBinaries from './postgresBinaries.ts';
import { runProgram, type SystemUser, systemUser } from './systemUser.ts';

/** PostgreSQL's own words for "the server of this data directory is not running" (pg_ctl status). */
const NOT_RUNNING = 3;
/** How long a start waits for another Duban to end: so many tries, so far apart (milliseconds). */
const LOCK_TRIES = 20;
const LOCK_PAUSE = 250;

export interface StartOptions {
  /** Server settings, `fsync=off`. */
  settings?: string[];
  /** Use the database of a Duban that runs already, instead of refusing. */
  join?: boolean;
}

export interface EmbeddedDatabase {
  /** Connection string of a database in the cluster, `duban` unless named. */
  url(database?: string): string;
  /** Stops the cluster; open connections are ended, what was committed stays. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL out of npm, with its cluster in `<dataDir>/postgres`.
 *
 * It runs in a session of its own (`pg_ctl`), so Ctrl-C reaches Duban first and Duban stops the
 * database last. After `kill -9` of Duban the database lives on; the next start stops it in good order and
 * starts it afresh. Two Dubans on one data directory are refused by a lock that dies with its holder.
 *
 * As root the cluster runs as the system user `postgres`, made if missing: PostgreSQL refuses root.
 */
export async function startEmbeddedDatabase(dataDir: string, { settings = [], join: mayJoin = false }: StartOptions = {}): Promise<EmbeddedDatabase> {
  mkdirSync(dataDir, { recursive: true });
  let lock = await lockDirectory(dataDir);
  // One that was told to stop a moment ago may still be closing its database.
  for (let tries = 0; !lock && !mayJoin && tries < LOCK_TRIES; tries++) {
    await pause(LOCK_PAUSE);
    lock = await lockDirectory(dataDir);
  }
  if (!lock) {
    if (!mayJoin) throw new Error(`Another Duban is using ${dataDir}. Stop it, or set DATA_DIR to a directory of its own.`);
    const running = await Cluster.open(join(dataDir, 'postgres'));
    await running.join();
    return { url: (database = 'duban') => running.url(database), stop: async () => undefined };
  }
  try {
    const cluster = await Cluster.open(join(dataDir, 'postgres'));
    await cluster.stop();
    await cluster.start(settings);
    return {
      url: (database = 'duban') => cluster.url(database),
      stop: async () => {
        await cluster.stop();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

class Cluster {
  readonly #directory: string;
  readonly #pgCtl: string;
  readonly #user: SystemUser | undefined;
  readonly #password: string;
  #port = 0;

  private constructor(directory: string, pgCtl: string, user: SystemUser | undefined, password: string) {
    this.#directory = directory;
    this.#pgCtl = pgCtl;
    this.#user = user;
    this.#password = password;
  }

  /** The cluster in `directory`, made if it is not there. */
  static async open(directory: string): Promise<Cluster> {
    const passwordFile = `${directory}.password`;
    const { initdb, pg_ctl } = await getBinaries();
    const user = systemUser();
    if (!existsSync(directory)) {
      // Made aside and renamed when whole: a start that was cut off leaves nothing that looks like a cluster,
      // and what looks like one is never thrown away.
      const unfinished = `${directory}.unfinished`;
      rmSync(unfinished, { recursive: true, force: true });
      const password = randomBytes(18).toString('base64url');
      await initialise(unfinished, initdb, password, user);
      writeFileSync(passwordFile, password, { mode: 0o600 });
      renameSync(unfinished, directory);
    }
    if (!existsSync(passwordFile)) throw new Error(`${passwordFile} is missing. Without it the database in ${directory} cannot be opened; put it back from a backup.`);
    return new Cluster(directory, pg_ctl, user, readFileSync(passwordFile, 'utf8'));
  }

  url(database: string): string {
    return `postgres://duban:${this.#password}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Uses the server that is running; its port stands in the fourth line of its pid file. */
  async join(): Promise<void> {
    this.#port = Number(readFileSync(join(this.#directory, 'postmaster.pid'), 'utf8').split('\n')[3]);
  }

  async start(extra: string[]): Promise<void> {
    this.#port = await freePort();
    const logFile = join(this.#directory, 'postgres.log');
    const settings = [`-p ${this.#port}`, '-c listen_addresses=127.0.0.1', "-c unix_socket_directories=''", ...extra.map((setting) => `-c ${setting}`)];
    try {
      await this.#ctl('start', '-w', '-l', logFile, '-o', settings.join(' '));
    } catch (error) {
      const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n') : '';
      throw new Error(`PostgreSQL did not start: ${(error as Error).message}\n${log}`);
    }
  }

  /** Stops whoever runs this cluster, ours or an orphan of an earlier Duban; does nothing if nobody does. */
  async stop(): Promise<void> {
    const status = await this.#ctl('status').then(
      () => 0,
      (error: { code?: number }) => error.code,
    );
    if (status === NOT_RUNNING) return;
    await this.#ctl('stop', '-w', '-m', 'fast');
  }

  async #ctl(command: string, ...args: string[]): Promise<void> {
    await runProgram(this.#pgCtl, [command, '-D', this.#directory, '-s', ...args], this.#directory, this.#user);
  }
}

async function initialise(directory: string, initdb: string, password: string, user: SystemUser | undefined): Promise<void> {
  const passwordFile = `${directory}.initial`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [directory, passwordFile]) chownSync(path, user.uid, user.gid);
  const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  try {
    await runProgram(initdb, ['-D', directory, '-U', 'duban', `--pwfile=${passwordFile}`, ...settings], directory, user);
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    const hint = user ? ` As root it runs as the user ${user.name}, who must be able to read this project and ${directory}.` : '';
    throw new Error(`PostgreSQL could not be set up.${hint} ${(error as { stderr?: string }).stderr || (error as Error).message}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A port nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Holds `directory` for this process. A listening socket, not a file with a process id: the
 * kernel lets go of it however the process dies, and ids are given out again. `undefined` when another holds it.
 */
async function lockDirectory(directory: string): Promise<Server | undefined> {
  const name = `duban-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
  for (;;) {
    const server = createServer((socket) => socket.end());
    const taken = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(path, () => resolve(undefined));
    });
    if (!taken) {
      server.unref();
      return server;
    }
    if (taken.code !== 'EADDRINUSE') throw taken;
    if (await answers(path)) return undefined;
    rmSync(path, { force: true });
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
