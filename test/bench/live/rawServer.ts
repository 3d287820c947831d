import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { answerCalls } from '../childProcess.ts';
import { meter } from '../meter.ts';
import type { RawServer } from './servers.ts';

/* What sending costs when there is nothing else to do: the `ws` package, the same bytes to everybody. */
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
let sending = Promise.resolve();

answerCalls<RawServer>({
  ...meter,
  serve: async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, path: '/' };
  },
  broadcast: (text, times) => {
    sending = sending.then(() => send(text, times));
    return sending;
  },
});

async function send(text: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    for (const client of sockets.clients) client.send(text);
    // Between two events the sockets get their turn, as they would with events that come from somewhere.
    await turn();
  }
}
