import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { EventSourceClass } from '../../../client/live/eventSource.ts';

/** As much of the browser's EventSource as we use, over real HTTP; like it, it comes back by itself after a break, with the same address. */
class NodeEventSource extends EventTarget {
  readonly #url: string;
  #request: ClientRequest | undefined;
  #closed = false;

  constructor(url: string) {
    super();
    this.#url = url;
    this.#open();
  }

  close(): void {
    this.#closed = true;
    this.#request?.destroy();
  }

  #open(): void {
    const request = get(this.#url, { headers: { accept: 'text/event-stream' } }, (response) => this.#read(response));
    this.#request = request.on('error', () => this.#lost());
  }

  async #read(response: IncomingMessage): Promise<void> {
    if (response.statusCode !== 200) {
      this.close();
      this.dispatchEvent(new Event('error'));
      return;
    }
    this.dispatchEvent(new Event('open'));
    let type = 'message';
    let data = '';
    try {
      for await (const line of createInterface({ input: response })) {
        if (line.startsWith('event: ')) type = line.slice(7);
        if (line.startsWith('data:')) data += `${line.slice(5).trimStart()}\n`;
        if (line) continue;
        if (data && !this.#closed) this.dispatchEvent(new MessageEvent(type, { data: data.slice(0, -1) }));
        type = 'message';
        data = '';
      }
    } catch {
      // Cut in the middle: as good as ended.
    }
    this.#lost();
  }

  #lost(): void {
    if (this.#closed) return;
    this.dispatchEvent(new Event('error'));
    if (!this.#closed) setImmediate(() => this.#open());
  }
}

export const nodeEventSource = NodeEventSource as unknown as EventSourceClass;
