import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, type ExecutionResult, type FormattedExecutionResult, type GraphQLSchema, Kind } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { badRequest } from '../read/index.ts';
import type { OperationRequest, Prepared } from './documents.ts';
import type { Report, ShowError } from './errors.ts';
import type { Caller, Operations } from './operations.ts';

const JSON_TYPE = 'application/json';
/** What an answer may be written as. */
const ACCEPTABLE = [JSON_TYPE, 'application/graphql-response+json', 'application/*', '*/*'];
/** Apollo reads no text of ours, but wants one, and what it is. */
const NO_TEXT = '{}';
const NO_DOCUMENT: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
/** How long to wait when too much is under way, the server ends, or nothing can be written down (seconds). */
const RETRY_AFTER = '1';
/** Of what was not carried out at all. Anything else is the operation's own fault. */
const STATUS: Partial<Record<string, number>> = {
  [ErrorCode.BAD_REQUEST]: 400,
  [ErrorCode.TOO_MANY_OPERATIONS]: 429,
  [ErrorCode.INTERNAL_SERVER_ERROR]: 500,
  [ErrorCode.SERVER_STOPPING]: 503,
  [ErrorCode.AUDIT_UNAVAILABLE]: 503,
};

/** One HTTP request on its way through Apollo. */
export interface Asked {
  caller: Caller;
  /** The names of its operations as they become known, for the log. */
  operations: string[];
  /** Whether it was a proper request whose operation was not carried out for what it is. */
  refused?: boolean;
  /** Whether anything went wrong with it at all. */
  failed?: boolean;
}

export interface GraphQLOverHttp {
  /** Answers the request, which holds one operation or a batch. */
  answer(request: FastifyRequest, reply: FastifyReply, asked: Asked): Promise<FastifyReply>;
  stop(): Promise<void>;
}

export interface GraphQLOverHttpParts {
  app: FastifyInstance;
  schema: GraphQLSchema;
  operations: Operations;
  show: ShowError;
  report: Report;
}

/**
 * GraphQL over HTTP. Apollo reads requests, keeps forms of other sites out, takes batches apart and writes answers; what an operation is and what it
 * answers comes from `operations`, as in every transport. It drains with the web server it is served by.
 */
export async function serveGraphQL({ app, schema, operations, show, report }: GraphQLOverHttpParts): Promise<GraphQLOverHttp> {
  const current = new AsyncLocalStorage<Asked>();
  const idOf = () => current.getStore()?.caller.requestId ?? '';
  const apollo = new ApolloServer<{ asked: Asked }>({
    schema,
    allowBatchedHttpRequests: true,
    documentStore: null,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    // We stop it, in our order; stopped twice it never ends.
    stopOnTerminationSignals: false,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: report },
    // Only of what Apollo itself refuses: the answers of operations are ready.
    formatError: (_, error) => show(error, idOf()).shown,
    plugins: [
      fastifyApolloDrainPlugin(app),
      answersWith(operations, (error) => report(error, idOf())),
      // Cache control instruments every field for a cache nobody runs: it halves the rate. The others look at the environment and call home.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return {
    answer: async (request, reply, asked) => {
      const { method, url, body, headers } = request;
      // Apollo would find out when the operation has been carried out.
      if (headers.accept && !ACCEPTABLE.some((type) => headers.accept?.includes(type))) {
        return reply
          .status(406)
          .send({ errors: [show(badRequest('只能以 JSON 回答', `Answers are written as ${ACCEPTABLE.slice(0, 2).join(' or ')}`), asked.caller.requestId).shown] });
      }
      const query = url.indexOf('?');
      const httpGraphQLRequest = { method, headers: headerMapOf(headers), search: query < 0 ? '' : url.slice(query), body };
      const answered = await current.run(asked, () => apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => ({ asked }) }));
      for (const [name, value] of answered.headers) reply.header(name, value);
      reply.code(statusOf(answered, asked));
      // An answer may name people, and may be another a moment later.
      if (method === 'GET' && reply.statusCode === 200 && !asked.failed) reply.header('cache-control', 'private, no-cache').header('vary', 'accept, authorization, cookie, origin');
      else reply.header('cache-control', 'no-store');
      return reply.send(Buffer.from(answered.body.kind === 'complete' ? answered.body.string : ''));
    },
    stop: () => apollo.stop(),
  };
}

/** Apollo's part ends where a request is understood, and begins again where its answer is written. */
function answersWith(operations: Operations, report: Report): ApolloServerPlugin<{ asked: Asked }> {
  return {
    unexpectedErrorProcessingRequest: async ({ error }) => report(error),
    requestDidStart: async ({ request, contextValue: { asked }, requestIsBatched }) => {
      const wanted: OperationRequest = { ...request, documentId: documentIdOf(request.http) };
      if (!wanted.query && !wanted.documentId && !request.extensions?.persistedQuery) return;
      const prepared = operations.prepare(wanted, asked.caller);
      if ('name' in prepared && prepared.name) asked.operations.push(prepared.name);
      request.query = NO_TEXT;
      request.extensions = undefined;
      return {
        didResolveSource: async (context) => {
          (context as { document: DocumentNode }).document = 'document' in prepared ? prepared.document : NO_DOCUMENT;
        },
        responseForOperation: async () => {
          const singleResult = 'document' in prepared ? await carriedOut(operations, prepared, wanted, asked.caller) : { errors: prepared };
          return {
            http: requestIsBatched ? { headers: new HeaderMap() } : headOf(singleResult, asked),
            body: { kind: 'single', singleResult: singleResult as FormattedExecutionResult },
          };
        },
      };
    },
  };
}

async function carriedOut(operations: Operations, prepared: Prepared, wanted: OperationRequest, caller: Caller): Promise<ExecutionResult> {
  if (prepared.kind !== 'subscription') return operations.execute(prepared, wanted, caller);
  return { errors: operations.shown([badRequest('订阅须用 WebSocket 或事件流', 'Subscriptions need a WebSocket or an event stream')], caller.requestId) };
}

function headOf({ data, errors }: ExecutionResult, asked: Asked): { status?: number; headers: HeaderMap } {
  const headers = new HeaderMap();
  asked.failed = errors !== undefined;
  if (data !== undefined) return { headers };
  const status = STATUS[String(errors?.[0]?.extensions.code)];
  if (status === 429 || status === 503) headers.set('retry-after', RETRY_AFTER);
  asked.refused = status === undefined;
  return { status: status ?? 400, headers };
}

/** The specification of GraphQL over HTTP: who asks for `application/json` takes the status for that of the transport, which did its part. */
function statusOf({ status = 200, headers }: { status?: number; headers: HeaderMap }, { refused }: Asked): number {
  return refused && headers.get('content-type')?.startsWith(JSON_TYPE) ? 200 : status;
}

/** Where GraphQL over HTTP has it: beside `query`, which Apollo does not look for. */
function documentIdOf(http: HTTPGraphQLRequest | undefined): unknown {
  if (http?.method === 'GET') return http.search.includes('documentId') ? (new URLSearchParams(http.search).get('documentId') ?? undefined) : undefined;
  return (http?.body as { documentId?: unknown } | undefined)?.documentId;
}

function headerMapOf(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
