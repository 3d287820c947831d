/** GraphQL is served by the origin the page came from, over HTTP and WebSocket at one path. */
const PATH = '/graphql';

export function endpoint(): string {
  return new URL(PATH, location.origin).href;
}

export function socketEndpoint(): string {
  const url = new URL(PATH, location.origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
