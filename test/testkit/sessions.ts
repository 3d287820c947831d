import { Client } from 'pg';

/** A session with a database, beside the server's. Whoever opens it ends it. */
export async function openSession(url: string | undefined): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Sessions of one test, ended together: with them goes whatever transaction was left open. */
export class Sessions {
  readonly #open: Client[] = [];

  async open(url: string | undefined): Promise<Client> {
    const client = await openSession(url);
    this.#open.push(client);
    return client;
  }

  async end(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((each) => each.end()));
  }
}
