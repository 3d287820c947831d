import type { GraphQLError } from 'graphql';
import { tooManyOperations } from './limits.ts';

/** What is being carried out, and for whom. */
export class OperationsUnderWay {
  readonly #perAddress: number;
  readonly #byAddress = new Map<string, number>();
  readonly #all = new Set<Promise<unknown>>();

  constructor(perAddress: number) {
    this.#perAddress = perAddress;
  }

  /** Why one more from this address is too many; undefined when it is not. */
  refusal(address: string): GraphQLError | undefined {
    const already = this.#byAddress.get(address) ?? 0;
    return already >= this.#perAddress ? tooManyOperations(this.#perAddress, already + 1) : undefined;
  }

  /** Counts the work until it is done, however it ends. */
  follow<T>(address: string, work: Promise<T>): Promise<T> {
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
    this.#all.add(work);
    const done = () => {
      this.#all.delete(work);
      const left = (this.#byAddress.get(address) as number) - 1;
      if (left) this.#byAddress.set(address, left);
      else this.#byAddress.delete(address);
    };
    work.then(done, done);
    return work;
  }

  /** Resolves when all of it is done. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#all);
  }
}
