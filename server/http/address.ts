import type { IncomingMessage } from 'node:http';

/** The address of the client. Behind a proxy of one's own that is the last entry of X-Forwarded-For; anybody else can write that header too. */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? String(request.headers['x-forwarded-for'] ?? '') : '';
  return forwarded.split(',').at(-1)?.trim() || (request.socket.remoteAddress ?? 'unknown');
}
