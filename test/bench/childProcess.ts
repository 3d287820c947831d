import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child process answers: functions by name. */
type Calls<C> = { [K in keyof C]: (...args: never[]) => unknown };
type Answer<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;
type Arguments<F> = F extends (...args: infer A) => unknown ? A : never;

interface Question {
  id: number;
  name: string;
  args: never[];
}

interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

/** A Node process of our own that answers the calls `C`; a call rejects when the process fails or is gone. */
export class Child<C extends Calls<C>> {
  readonly #process: ChildProcess;
  readonly #open = new Map<number, PromiseWithResolvers<never>>();
  readonly #gone: Promise<void>;
  #asked = 0;

  private constructor(child: ChildProcess, file: string) {
    this.#process = child;
    child.on('message', ({ id, value, error }: Reply) => {
      const call = this.#open.get(id);
      this.#open.delete(id);
      if (error === undefined) call?.resolve(value as never);
      else call?.reject(new Error(error));
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gone = promise;
    const lost = (why: string) => {
      for (const call of this.#open.values()) call.reject(new Error(`${file} ${why}`));
      this.#open.clear();
      resolve();
    };
    child.on('error', ({ message }) => lost(message));
    child.on('exit', (code, signal) => lost(`ended (${signal ?? code})`));
  }

  /** Runs the built module `file`, relative to the module at `base`; ends with `stop`. `flags` are Node's own. */
  static start<C extends Calls<C>>(file: string, base: string, stop: AbortSignal, flags: string[] = []): Child<C> {
    // `advanced` carries typed arrays as they are.
    return new Child<C>(fork(fileURLToPath(new URL(file, base)), { execArgv: ['--enable-source-maps', ...flags], serialization: 'advanced', signal: stop }), file);
  }

  call<K extends keyof C & string>(name: K, ...args: Arguments<C[K]>): Promise<Answer<C[K]>> {
    const id = ++this.#asked;
    const call = Promise.withResolvers<never>();
    if (!this.#process.connected) return Promise.reject(new Error(`The process to ask for ${name} is gone`));
    this.#open.set(id, call);
    this.#process.send({ id, name, args } satisfies Question);
    return call.promise;
  }

  /** Ends it at once; nothing in it is worth keeping. */
  async stop(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone;
  }
}

/** The other side: answers calls for as long as whoever started this process lives. */
export function answerCalls<C extends Calls<C>>(calls: C): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', async ({ id, name, args }: Question) => {
    const reply: Reply = { id };
    try {
      reply.value = await calls[name as keyof C](...args);
    } catch (error) {
      reply.error = (error as Error).stack ?? String(error);
    }
    process.send?.(reply);
  });
}
