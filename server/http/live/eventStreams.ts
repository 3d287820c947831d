import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { ErrorCode } from '../../../schema/ErrorCode.ts';
import type { Access } from '../../access/index.ts';
import { type Batch, ending, type Outlet } from '../../live/index.ts';
import { badRequest } from '../../read/index.ts';
import type { OperationRequest } from '../documents.ts';
import type { Asked } from '../graphql.ts';
import type { Operations } from '../operations.ts';
import { refuse } from '../refusals.ts';
import { REQUEST_ID } from '../requestId.ts';
import type { Connections } from './connections.ts';
import { farewell } from './ending.ts';
import { Drain, Flow } from './flow.ts';
import type { KeepAlive, Kept } from './keepAlive.ts';
import type { LiveEndpoint } from './webSockets.ts';

const EVENT_STREAM = 'text/event-stream';
/** How long an ended stream may take to be read (milliseconds). */
const CLOSE_TIMEOUT = 3_000;

interface Parts {
  operations: Operations;
  connections: Connections;
  access: Access;
  keepAlive: KeepAlive;
}

export interface EventStreams extends LiveEndpoint {
  /** Answers one operation as a stream of events. */
  serve(request: FastifyRequest, reply: FastifyReply, asked: Asked): Promise<unknown>;
}

/**
 * GraphQL over server-sent events, a connection an operation ("distinct connections mode"), for networks that break
 * WebSockets. Every event carries its cursor as its id: a browser's EventSource resumes by itself, through Last-Event-ID.
 */
export function createEventStreams({ operations, connections, access, keepAlive }: Parts): EventStreams {
  const open = new Set<EventStream>();
  return {
    serve: async (request, reply, { caller: asking, operations: names }) => {
      // The head of a stream is sent before anything is carried out.
      const caller = { ...asking, visit: { ...asking.visit, cookie: undefined } };
      const leave = connections.admit(request.raw);
      if (!leave) {
        const seconds = Math.ceil(connections.retryWithin / 1_000);
        const message = `连接过多，请在 ${seconds} 秒后重试。Too many connections; try again in ${seconds} s.`;
        return refuse(reply.header('retry-after', seconds), 503, ErrorCode.TOO_MANY_CONNECTIONS, message);
      }
      const fail = (errors: readonly GraphQLError[]) => stream.answer({ errors: operations.shown(errors, caller.requestId) });
      const stream = new EventStream(reply.hijack(), caller.requestId, () => connections.retryWithin, fail);
      const forget = keepAlive.add(stream);
      open.add(stream);
      // Whoever has other rights comes back by itself, and is asked again who it is.
      const unfollow = access.live.follow({ viewer: caller.viewer, ...caller.visit }, (why) =>
        why === 'ended' ? stream.answer({ errors: [farewell(stream.cursor, caller.requestId)] }) : stream.sendAway(),
      );
      void stream.gone.then(() => {
        leave();
        unfollow();
        forget();
        open.delete(stream);
      });
      const wanted = requestOf(request);
      if ('message' in wanted) return fail([wanted]);
      const prepared = operations.prepare(wanted, caller);
      if (!('document' in prepared)) return fail(prepared);
      if (prepared.name) names.push(prepared.name);
      if (prepared.kind === 'mutation' && request.method === 'GET') return fail([badRequest('修改须用 POST', 'Mutations must be sent by POST')]);
      if (prepared.kind !== 'subscription' && caller.visit.credential) await access.recognition.used(caller.visit.credential);
      if (prepared.kind !== 'subscription') return stream.answer(await operations.execute(prepared, wanted, caller));

      const resumeFrom = request.headers['last-event-id'];
      const joined = await operations.subscribe(prepared, wanted, caller, stream, typeof resumeFrom === 'string' && resumeFrom ? resumeFrom : undefined);
      if (typeof joined !== 'function') return fail(joined);
      void stream.gone.then(joined);
    },
    close: async () => {
      await operations.stop();
      const gone = [...open].map((stream) => stream.gone);
      for (const stream of open) stream.sendAway();
      // Whoever reads nothing would never be through.
      const late = setTimeout(() => {
        for (const stream of open) stream.cut();
      }, CLOSE_TIMEOUT);
      await Promise.all(gone);
      clearTimeout(late);
    },
  };
}

/** One answer under way. */
class EventStream implements Outlet, Kept {
  /** Resolves when the connection has gone, whoever ended it. */
  readonly gone: Promise<void>;
  readonly #response: FastifyReply['raw'];
  readonly #retryWithin: () => number;
  readonly #flow: Flow;
  readonly #drain: Drain;
  readonly fail: (errors: readonly GraphQLError[]) => void;
  #cursor: string | undefined;

  constructor(reply: FastifyReply, requestId: string, retryWithin: () => number, fail: (errors: readonly GraphQLError[]) => void) {
    this.#response = reply.raw;
    this.#retryWithin = retryWithin;
    this.fail = fail;
    this.#flow = new Flow(reply.request.raw.socket);
    this.#drain = new Drain(reply.raw);
    this.#response.on('error', () => undefined);
    this.gone = new Promise((resolve) => {
      if (this.#response.destroyed) resolve();
      else this.#response.once('close', resolve);
    });
    // `no-transform` and the last header keep proxies from collecting events before they pass them on.
    // What every answer tells browsers, too: nobody else writes the head.
    this.#response.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': `${EVENT_STREAM}; charset=utf-8`,
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      [REQUEST_ID]: requestId,
    });
    this.#response.write(this.#retry());
  }

  /** The last cursor its client has; undefined before it has joined. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  get backlog(): number {
    return this.#response.writableLength;
  }

  room(): Promise<void> {
    return this.#drain.room();
  }

  /** EventSource keeps an id that comes without an event: so it resumes from the very beginning. */
  begin(cursor: string): void {
    this.#cursor = cursor;
    this.#response.write(`id: ${cursor}\n\n`);
  }

  deliver(batch: Batch): void {
    this.#cursor = batch.cursor;
    this.#response.write(
      batch.as('event stream', (told) =>
        Buffer.concat(told.flatMap((each) => [Buffer.from(`event: next\nid: ${each.cursor}\ndata: `), each.json, Buffer.from(`${ending(each)}\n\n`)])),
      ),
    );
  }

  /** The only answer there will be. */
  answer(result: object): void {
    this.#response.end(`event: next\ndata: ${JSON.stringify(result)}\n\nevent: complete\ndata:\n\n`);
  }

  /** Ends without a word of completion: the client comes back, in its own time. */
  sendAway(): void {
    this.#response.end(this.#retry());
  }

  cut(): void {
    this.#response.destroy();
  }

  visit(): void {
    // Nothing is ever heard from the other side; but a network that has taken nothing of what waited since the last visit is gone.
    if (this.#flow.look().went === false) this.cut();
    else this.#response.write(':\n\n');
  }

  /** EventSource waits exactly as long as it is told, so chance must come from here. */
  #retry(): string {
    return `retry: ${Math.ceil(Math.random() * this.#retryWithin())}\n\n`;
  }
}

/** Whether a client wants its answer as events. Some name them among all that they understand; who takes a plain answer gets one. */
export function wantsEvents(accept = ''): boolean {
  return accept.includes(EVENT_STREAM) && !/application\/([\w.-]+\+)?json/.test(accept);
}

/** The operation of a request, or what is wrong with it. */
function requestOf({ method, query, body }: FastifyRequest): OperationRequest | GraphQLError {
  const given = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
  if (typeof given !== 'object' || given === null) return badRequest('请求须含 query', 'The request needs a query');
  const { query: text, documentId, operationName } = given;
  if (text !== undefined && text !== null && typeof text !== 'string') return badRequest('query 须为字符串', 'query must be a string');
  const variables = recordIn(given.variables);
  const extensions = recordIn(given.extensions);
  if (variables === NO_RECORD || extensions === NO_RECORD) return badRequest('variables 和 extensions 须为 JSON 对象', 'variables and extensions must be JSON objects');
  return { query: text, documentId, operationName: typeof operationName === 'string' ? operationName : null, variables, extensions };
}

const NO_RECORD = Symbol('no record');

/** An object, in an address written as JSON. */
function recordIn(given: unknown): Record<string, unknown> | null | typeof NO_RECORD {
  let value = given;
  try {
    if (typeof value === 'string') value = JSON.parse(value);
  } catch {
    return NO_RECORD;
  }
  if (value === undefined || value === null) return null;
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : NO_RECORD;
}
