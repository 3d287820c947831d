/** One event of a stream, as its fields came. */
export interface StreamEvent {
  event?: string;
  id?: string;
  data?: string;
  retry?: string;
}

/** An event stream that a test reads itself, byte by byte as it came. */
export class EventStreamReader {
  readonly response: Response;
  readonly events: StreamEvent[] = [];
  readonly #stop: AbortController;
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  private constructor(response: Response, stop: AbortController) {
    this.response = response;
    this.#stop = stop;
    this.#reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(new TextDecoderStream()).getReader();
  }

  static async open(url: string, init: RequestInit = {}): Promise<EventStreamReader> {
    const stop = new AbortController();
    const response = await fetch(url, { ...init, headers: { accept: 'text/event-stream', ...init.headers }, signal: stop.signal });
    return new EventStreamReader(response, stop);
  }

  /** Resolves with the first so many `next` and `complete` events, fewer if the stream ends before. */
  async heard(count: number): Promise<StreamEvent[]> {
    while (this.#told.length < count && (await this.#read()));
    return this.#told.slice(0, count);
  }

  /** Resolves with all of them once the stream has ended. */
  async toEnd(): Promise<StreamEvent[]> {
    while (await this.#read());
    return this.#told;
  }

  cut(): void {
    this.#stop.abort();
  }

  get #told(): StreamEvent[] {
    return this.events.filter(({ event }) => event !== undefined);
  }

  async #read(): Promise<boolean> {
    const { done, value } = await this.#reader.read();
    if (done) return false;
    const blocks = (this.#text + value).split('\n\n');
    this.#text = blocks.pop() as string;
    for (const block of blocks) this.events.push(Object.fromEntries(block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) ?? ['unreadable', line])));
    return true;
  }
}

export const dataOf = ({ data }: StreamEvent = {}) => JSON.parse(data as string);
