import { Client } from 'pg';
import type { Credential, Identity } from './identity.ts';
import type { Recognition } from './recognition.ts';
import { permissionClassOf, type Viewer } from './viewer.ts';

/** How soon a lost connection is opened again (milliseconds). */
const AGAIN_AFTER = 500;
/** Node's timers reach no further; who lives longer is looked at again then (milliseconds). */
const LONGEST_TIMER = 2 ** 31 - 1;
/** The database's clock may be behind ours: who has not quite ended by it is looked at again so soon (milliseconds). */
const SHORTEST_TIMER = 50;

/** Why somebody may not go on as who they were: it ended, they have other rights now, or the database could not be asked. */
export type Ending = 'ended' | 'changed' | 'uncertain';

/** Somebody with a live connection. */
interface Followed {
  credential: Credential;
  viewer: Viewer;
  end(why: Ending): void;
  timer?: NodeJS.Timeout | undefined;
}

/**
 * Holds live connections to what the database says of those behind them: each is told within a second when it has ended or its rights are others.
 * PostgreSQL announces every change to every process; when a session ends by itself a timer looks whether it was renewed.
 */
export class LiveAccess {
  readonly #url: string;
  readonly #recognition: Recognition;
  readonly #report: (error: unknown) => void;
  /** By what a change is announced as: `session 5`, `account 3`. */
  readonly #followed = new Map<string, Set<Followed>>();
  /** Those to be looked at again. */
  readonly #due = new Set<Followed>();
  #looking: Promise<void> | undefined;
  #listener: Client | undefined;
  #reopening: NodeJS.Timeout | undefined;
  #troubled = false;
  #stopped = false;

  private constructor(url: string, recognition: Recognition, report: (error: unknown) => void) {
    this.#url = url;
    this.#recognition = recognition;
    this.#report = report;
  }

  static async start(url: string, recognition: Recognition, report: (error: unknown) => void): Promise<LiveAccess> {
    const live = new LiveAccess(url, recognition, report);
    await live.#listen();
    return live;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#reopening);
    for (const each of this.#all()) clearTimeout(each.timer);
    await this.#listener?.end().catch(() => undefined);
  }

  /** Calls `end` once when they may not go on; never after the returned function was called. */
  follow({ credential, viewer, asOf }: Identity, end: (why: Ending) => void): () => void {
    if (!credential) return () => undefined;
    const followed: Followed = { credential, viewer, end };
    for (const key of keysOf(credential)) {
      const set = this.#followed.get(key) ?? new Set();
      this.#followed.set(key, set.add(followed));
    }
    this.#setTimer(followed);
    // What changed between the question who they are and now was announced to nobody.
    if (asOf !== this.#recognition.changes) this.#look([followed]);
    return () => this.#unfollow(followed);
  }

  /** Keys of the screens that have a live connection here. */
  get screens(): number[] {
    return [...new Set(this.#all().flatMap(({ credential }) => (credential.kind === 'screen' ? credential.id : [])))];
  }

  #unfollow(followed: Followed): void {
    clearTimeout(followed.timer);
    this.#due.delete(followed);
    for (const key of keysOf(followed.credential)) {
      const set = this.#followed.get(key);
      set?.delete(followed);
      if (!set?.size) this.#followed.delete(key);
    }
  }

  #all(): Followed[] {
    return [...new Set([...this.#followed.values()].flatMap((set) => [...set]))];
  }

  #setTimer(followed: Followed): void {
    clearTimeout(followed.timer);
    const { expiresAt } = followed.viewer;
    if (expiresAt === undefined) return;
    const wait = Math.min(LONGEST_TIMER, Math.max(SHORTEST_TIMER, expiresAt - Date.now()));
    followed.timer = setTimeout(() => this.#look([followed]), wait);
    followed.timer.unref();
  }

  /** Looks again who they are: all that are brought up meanwhile in one question, so that the database is not asked a thousand times for a change of a thousand. */
  #look(all: Iterable<Followed>): void {
    for (const each of all) this.#due.add(each);
    if (this.#due.size) this.#looking ??= this.#lookAtAll();
  }

  async #lookAtAll(): Promise<void> {
    while (this.#due.size) {
      const all = [...this.#due];
      this.#due.clear();
      await this.#check(all);
    }
    this.#looking = undefined;
  }

  async #check(all: readonly Followed[]): Promise<void> {
    try {
      const identities = await this.#recognition.again(all.map(({ credential }) => credential));
      for (const [at, followed] of all.entries()) this.#compare(followed, identities[at]);
    } catch (error) {
      this.#reportOnce(error);
      // Never more than their rights, and nobody can say what these are: they come back, and are asked again.
      for (const followed of all) this.#end(followed, 'uncertain');
    }
  }

  #compare(followed: Followed, identity: Identity | undefined): void {
    if (!identity) this.#end(followed, 'ended');
    else if (permissionClassOf(identity.viewer) !== permissionClassOf(followed.viewer)) this.#end(followed, 'changed');
    else {
      followed.viewer = identity.viewer;
      if (this.#isFollowed(followed)) this.#setTimer(followed);
    }
  }

  #isFollowed(followed: Followed): boolean {
    return this.#followed.get(keysOf(followed.credential)[0] as string)?.has(followed) ?? false;
  }

  #end(followed: Followed, why: Ending): void {
    if (!this.#isFollowed(followed)) return;
    this.#unfollow(followed);
    followed.end(why);
  }

  async #listen(): Promise<void> {
    const client = new Client({ connectionString: this.#url, keepAlive: true, application_name: 'duban access' });
    const lost = () => {
      if (this.#listener !== client) return;
      this.#listener = undefined;
      this.#listenSoon();
    };
    client.on('notification', ({ payload = '' }) => {
      this.#recognition.forget();
      this.#look(this.#followed.get(payload) ?? []);
    });
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
      await client.query('listen duban_access');
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    if (this.#stopped) return void client.end().catch(() => undefined);
    this.#listener = client;
    this.#troubled = false;
  }

  #listenSoon(): void {
    if (this.#stopped) return;
    this.#reopening = setTimeout(async () => {
      try {
        await this.#listen();
        // Whatever was announced meanwhile was heard by nobody.
        this.#recognition.forget();
        this.#look(this.#all());
      } catch (error) {
        this.#reportOnce(error);
        this.#listenSoon();
      }
    }, AGAIN_AFTER);
    this.#reopening.unref();
  }

  /** Told once an outage. */
  #reportOnce(error: unknown): void {
    if (!this.#troubled && !this.#stopped) this.#report(error);
    this.#troubled = true;
  }
}

function keysOf({ kind, id, account }: Credential): string[] {
  return [`${kind} ${id}`, ...(account === undefined ? [] : [`account ${account}`])];
}
