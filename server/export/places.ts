import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';

/** How long exports under way may go on when the server stops (milliseconds). */
const GRACE = 3_000;
/** When those who found no place shall come back, and those whom a stopping server sent away (seconds). */
const RETRY_AFTER = 10;

/** The exports under way, each of which holds a connection to the database: so many at once and no more. */
export class Places {
  readonly #most: number;
  readonly #cuts = new Set<() => void>();
  #stopping = false;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Takes a place; the returned function gives it back. `cut` breaks the export off.
   * @throws GraphQLError TOO_MANY_EXPORTS, SERVER_STOPPING, with `retryAfter` in seconds
   */
  take(cut: () => void): () => void {
    if (this.#stopping) throw comeBack(ErrorCode.SERVER_STOPPING, '服务器正在停止，请稍后重试', 'The server is stopping; try again in a moment');
    if (this.#cuts.size >= this.#most)
      throw comeBack(ErrorCode.TOO_MANY_EXPORTS, `已有 ${this.#most} 个导出在进行，请稍后重试`, `${this.#most} exports are under way already; try again in a moment`);
    this.#cuts.add(cut);
    return () => void this.#cuts.delete(cut);
  }

  /** From here on nothing new is begun; what is not through in time is broken off. */
  stop(): void {
    this.#stopping = true;
    setTimeout(() => {
      for (const cut of this.#cuts) cut();
    }, GRACE).unref();
  }
}

function comeBack(code: ErrorCode, zh: string, en: string): GraphQLError {
  return new GraphQLError(`${zh}。${en}.`, { extensions: { code, retryAfter: RETRY_AFTER } });
}
