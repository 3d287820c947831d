import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Follows the connections of a server that have no request under way. The returned function hangs up on them, and on each other as soon
 * as its request is answered. A server that closes would wait for some of them: for those that have asked nothing yet, as browsers open
 * some in advance, and for those that were being answered when it began to close.
 */
export function followQuietConnections(server: Server): () => void {
  const quiet = new Set<Socket>();
  let hangingUp = false;
  server.on('connection', (socket) => {
    quiet.add(socket);
    socket.once('close', () => quiet.delete(socket));
  });
  server.on('upgrade', ({ socket }: IncomingMessage) => quiet.delete(socket));
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    quiet.delete(socket);
    response.once('close', () => {
      if (hangingUp) socket.destroySoon();
      else if (!socket.destroyed) quiet.add(socket);
    });
  });
  return () => {
    hangingUp = true;
    for (const socket of quiet) socket.destroy();
  };
}
