import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { Attempts } from './attempts.ts';

/** Wrong tokens that an address may show in a minute. */
const WRONG_A_MINUTE = 20;
/** Tokens known to be right, so many; a county has some dozens. */
const KNOWN = 10_000;

/** What a token may do unless said otherwise: twenty requests a second. */
export const TOKEN_REQUESTS_PER_MINUTE = 1_200;

/**
 * How often tokens may be shown, as counted by this process. An address that shows many wrong ones is told to wait before the database is asked; but not with a
 * token that was right before, since a whole office may sit behind one address.
 */
export class TokenLimits {
  readonly #requests: Attempts;
  readonly #wrong: Attempts;
  /** Hashes of tokens that were right. */
  readonly #right = new LRUCache<string, true>({ max: KNOWN });
  readonly #lookUps = new Map<string, Promise<unknown>>();

  constructor(requestsAMinute: number, clock?: () => number) {
    this.#requests = new Attempts(requestsAMinute, clock);
    this.#wrong = new Attempts(WRONG_A_MINUTE, clock);
  }

  /**
   * What `find` brings for the token of this hash; undefined for a wrong one, which counts. Counted before it is looked up, and forgiven if it was right: many at
   * once are as many. One that is shown by many at once is looked up once. Throws TOO_MANY_ATTEMPTS.
   */
  async lookUp<T>(hash: string, address: string, find: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.#right.has(hash)) {
      const found = await find();
      if (found === undefined) this.#right.delete(hash);
      return found;
    }
    const known = this.#lookUps.get(hash);
    if (known) return known as Promise<T | undefined>;
    this.countWrong(address);
    const lookUp = this.#lookUpNew(hash, address, find).finally(() => this.#lookUps.delete(hash));
    this.#lookUps.set(hash, lookUp);
    return lookUp;
  }

  async #lookUpNew<T>(hash: string, address: string, find: () => Promise<T | undefined>): Promise<T | undefined> {
    let wrong = false;
    try {
      const found = await find();
      wrong = found === undefined;
      if (!wrong) this.#right.set(hash, true);
      return found;
    } finally {
      // Also where the database could not say.
      if (!wrong) this.#wrong.forgive(address);
    }
  }

  /** Counts a wrong token. Throws TOO_MANY_ATTEMPTS where it is one too many. */
  countWrong(address: string): void {
    if (this.#wrong.take(address)) return;
    throw tooMany(ErrorCode.TOO_MANY_ATTEMPTS, '此地址出示的无效令牌过多', 'This address has shown too many wrong tokens', this.#wrong.secondsLeft(address));
  }

  /** Counts a request with a right token. Throws TOO_MANY_REQUESTS where it is one too many. */
  countRequest(hash: string): void {
    if (this.#requests.take(hash)) return;
    throw tooMany(ErrorCode.TOO_MANY_REQUESTS, '此令牌的请求过多', 'This token has made too many requests', this.#requests.secondsLeft(hash));
  }
}

function tooMany(code: ErrorCode, zh: string, en: string, seconds: number): GraphQLError {
  return new GraphQLError(`${zh}，请在 ${seconds} 秒后重试。${en}; try again in ${seconds} s.`, { extensions: { code, retryAfter: seconds } });
}
