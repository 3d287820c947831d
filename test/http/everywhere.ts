import type { TestServer } from '../testkit/server.ts';
import { dataOf, EventStreamReader } from './live/eventStream.ts';
import { Wire } from './live/wire.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
type Answer = any;

/** Whatever may stand in a request. */
export type Question = Record<string, unknown>;

/** One request body as it is sent to `/graphql`, and what came back, whole. */
export async function post(server: TestServer, body: unknown, headers: Record<string, string> = {}): Promise<{ response: Response; answer: Answer }> {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return { response, answer: await response.json() };
}

/** The answers to one question in every transport: HTTP, WebSocket, and server-sent events. */
export async function askedEverywhere(server: TestServer, question: Question): Promise<Answer[]> {
  return Promise.all([overHttp(server, question), overWebSocket(server, question), overEvents(server, question)]);
}

async function overHttp(server: TestServer, question: Question): Promise<Answer> {
  return (await post(server, question)).answer;
}

/** As any other answer, also where the protocol has a message of its own for errors. */
async function overWebSocket(server: TestServer, question: Question): Promise<Answer> {
  const wire = await Wire.open(server.socketUrl);
  // The protocol wants a query, be it none.
  wire.send({ id: '1', type: 'subscribe', payload: { query: '', ...question } });
  await wire.until(() => wire.of('1', 'next', 'error').length > 0);
  const [told] = wire.of('1', 'next', 'error');
  await wire.close();
  return told?.type === 'error' ? { errors: told.payload } : told?.payload;
}

async function overEvents(server: TestServer, question: Question): Promise<Answer> {
  const stream = await EventStreamReader.open(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) });
  const [next] = await stream.heard(1);
  stream.cut();
  return dataOf(next);
}
