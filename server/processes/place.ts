import cluster, { type Worker } from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import { type FromWorker, STOP } from './messages.ts';

/** A worker that has served this long was in order; one that ends sooner is replaced after a pause (milliseconds). */
const IN_ORDER = 10_000;
/** The pause after the first that ended soon; it doubles with each in a row up to the longest (milliseconds). */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

/** One of the N places that workers fill, one after the other. */
export class Place {
  readonly #number: number;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #say: (line: string) => void;
  readonly #ending = new AbortController();
  readonly #serving = Promise.withResolvers<string>();
  #worker: Worker | undefined;
  /** When the present worker began to serve. */
  #servedFrom: number | undefined;
  #hasServed = false;

  constructor(number: number, environment: NodeJS.ProcessEnv, say: (line: string) => void) {
    this.#number = number;
    this.#environment = environment;
    this.#say = say;
  }

  /** Where the first worker serves; rejects with its own words if it ends before. */
  get serving(): Promise<string> {
    return this.#serving.promise;
  }

  /** Keeps the place filled until `end()`, or until its very first worker has failed; resolves when nobody is left. */
  async keepFilled(): Promise<void> {
    for (let soon = 0; !this.#ending.signal.aborted; ) {
      const reason = await this.#run().catch((error: Error) => error.message);
      if (this.#ending.signal.aborted) return;
      if (!this.#hasServed) return this.#serving.reject(new Error(reason));
      soon = this.#servedFrom !== undefined && performance.now() - this.#servedFrom >= IN_ORDER ? 0 : soon + 1;
      const wait = soon ? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (soon - 1)) : 0;
      this.#say(`Server process ${this.#number} is gone: ${reason}. Another takes its place${wait ? ` in ${wait} ms` : ''}.`);
      await pause(wait, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    }
  }

  /** Tells the worker to end in good order; none comes after it. */
  end(): void {
    this.#ending.abort();
    // One that does not serve yet may not hear yet either, and has nothing to finish.
    if (this.#servedFrom === undefined) this.kill();
    else this.#worker?.send(STOP);
  }

  kill(): void {
    this.#worker?.process.kill('SIGKILL');
  }

  /** Fills the place once; resolves with why the worker ended. */
  #run(): Promise<string> {
    this.#servedFrom = undefined;
    return new Promise((resolve) => {
      const worker = cluster.fork(this.#environment);
      const { pid } = worker.process;
      let failed: string | undefined;
      this.#worker = worker;
      worker.on('message', (message: FromWorker) => {
        if ('failed' in message) {
          failed = message.failed;
          return;
        }
        this.#servedFrom = performance.now();
        this.#hasServed = true;
        this.#say(`Server process ${this.#number} serves (pid ${pid}).`);
        this.#serving.resolve(message.serving);
      });
      worker.once('exit', (code, signal) => resolve(failed ?? (signal ? `${signal} ended it` : `it ended with exit code ${code}`)));
      // A word to one that is just ending fails: its exit follows. One that could not be started has no exit.
      worker.on('error', (error) => {
        if (pid === undefined) resolve(error.message);
      });
    });
  }
}
