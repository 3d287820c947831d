import { Algorithm, hash, type Options, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST: Options = { algorithm: 2 satisfies Algorithm.Argon2id as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes passwords and compares them. Whoever asks for a name that there is not, or that has no password, waits for the same work. */
export class Passwords {
  readonly #nobodys = hash('nobody has this password', COST);

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** Whether it is the password of `known`; never where there is none, after as much work. */
  async matches(known: string | null | undefined, password: string): Promise<boolean> {
    const same = await verify(known ?? (await this.#nobodys), password);
    return same && known != null;
  }
}
