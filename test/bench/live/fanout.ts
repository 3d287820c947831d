/** Hands everything published to everybody who listens, each through a queue of its own: what is commonly called a PubSub. */
export class Fanout<T> {
  readonly #listeners = new Set<(item: T) => void>();

  get subscribers(): number {
    return this.#listeners.size;
  }

  publish(item: T): void {
    for (const listener of this.#listeners) listener(item);
  }

  /** Everything published from now on, until `return()`. One reader, one `next()` at a time. */
  subscribe(): { next(): Promise<IteratorResult<T, undefined>>; return(): void } {
    const queue: T[] = [];
    let waiting: ((step: IteratorResult<T, undefined>) => void) | undefined;
    const listener = (item: T) => {
      if (!waiting) return void queue.push(item);
      waiting({ done: false, value: item });
      waiting = undefined;
    };
    this.#listeners.add(listener);
    return {
      next: () =>
        new Promise((resolve) => {
          if (queue.length) resolve({ done: false, value: queue.shift() as T });
          else waiting = resolve;
        }),
      return: () => {
        this.#listeners.delete(listener);
        waiting?.({ done: true, value: undefined });
      },
    };
  }
}
