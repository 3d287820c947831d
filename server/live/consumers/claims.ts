import { Client } from 'pg';

interface Session {
  client: Client;
  held: Set<string>;
}

/**
 * Which consumers this process is the active one for, among all processes on one database: each is an
 * advisory lock of one dedicated connection, and free for the others as soon as that connection ends.
 *
 * A claim keeps idle processes from doing the same work; it proves nothing. The connection can be lost
 * while its process goes on, so whoever handles an event also locks and compares the consumer's place.
 */
export class Claims {
  readonly #url: string;
  #opening: Promise<Session> | undefined;
  /** The question before: a connection answers one at a time. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(url: string) {
    this.#url = url;
  }

  /** Whether this process is the active one for `name`; claims it if it is free. Never waits for another's claim. */
  has(name: string): Promise<boolean> {
    const answer = this.#asked.then(() => this.#ask(name));
    this.#asked = answer.catch(() => undefined);
    return answer;
  }

  async #ask(name: string): Promise<boolean> {
    const { client, held } = await this.#session();
    if (held.has(name)) return true;
    const { rows } = await client.query<{ claimed: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as claimed', [`duban consumer ${name}`]);
    if (rows[0]?.claimed) held.add(name);
    return held.has(name);
  }

  /** Gives every claim back. */
  async close(): Promise<void> {
    const session = await this.#opening?.catch(() => undefined);
    await session?.client.end().catch(() => undefined);
  }

  /** The connection, opened when first needed and again after a loss; a new one holds nothing. */
  #session(): Promise<Session> {
    if (this.#opening) return this.#opening;
    const opening = this.#open(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    this.#opening = opening;
    return opening;
  }

  async #open(lost: () => void): Promise<Session> {
    const client = new Client({ connectionString: this.#url, keepAlive: true, application_name: 'duban consumers' });
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
      return { client, held: new Set() };
    } catch (error) {
      lost();
      void client.end().catch(() => undefined);
      throw error;
    }
  }
}
