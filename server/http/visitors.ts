import type { IncomingMessage } from 'node:http';
import { fastifyCookie as cookies, type SerializeOptions } from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Identity, SessionCookie, Shown } from '../access/identity.ts';
import type { Recognition } from '../access/recognition.ts';
import { addressOf } from './address.ts';
import type { ShowError } from './errors.ts';
import type { Caller } from './operations.ts';
import { isOthersPage } from './origins.ts';

/** Of what a browser says it is, so much is kept (characters). */
const LONGEST_USER_AGENT = 200;
/** Everything served there is the same for everybody. */
const SAME_FOR_ALL: ReadonlySet<string | undefined> = new Set(['/*', '/graphiql', '/health']);

/** What a request shows, whether it is to be answered or to become a WebSocket. A cookie is shown by pages of ours alone; who else is let in has a token. */
export function shownBy(request: IncomingMessage, trustProxy: boolean): Shown {
  const { cookie, authorization, host } = request.headers;
  const counts = cookie !== undefined && !isOthersPage(request.headers);
  return { cookie: counts ? cookies.parse(cookie)[cookieName(request, trustProxy)] : undefined, authorization, host, address: addressOf(request, trustProxy) };
}

/** Who is refused as they come: with which status, and with which further headers. */
export function refusalOf({ extensions: { code, retryAfter } }: GraphQLError): { status: number; headers: Record<string, string> } {
  if (code === ErrorCode.UNAUTHENTICATED) return { status: 401, headers: { 'www-authenticate': 'Bearer' } };
  return { status: 429, headers: { 'retry-after': String(retryAfter) } };
}

/** Finds out who sends each request before anything is done for it; the returned function says who that was. */
export async function recogniseVisitors(
  app: FastifyInstance,
  recognition: Recognition,
  { trustProxy, show, isUse }: { trustProxy: boolean; show: ShowError; isUse(request: FastifyRequest): boolean },
): Promise<(request: FastifyRequest) => Caller> {
  await app.register(cookies);
  const known = new WeakMap<FastifyRequest, { identity: Identity; reply: FastifyReply }>();
  app.addHook('onRequest', async (request, reply) => {
    if (SAME_FOR_ALL.has(request.routeOptions.url)) return;
    try {
      known.set(request, { identity: await recognition.recognise(shownBy(request.raw, trustProxy), isUse(request)), reply });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { status, headers } = refusalOf(error);
      reply.code(status).headers(headers).header('cache-control', 'no-store');
      await reply.send({ errors: [show(error, request.id).shown] });
    }
  });
  return (request) => {
    const visitor = known.get(request);
    if (!visitor) throw new Error(`Nobody asked who sends ${request.routeOptions.url}`);
    const { viewer, credential, asOf } = visitor.identity;
    const address = addressOf(request.raw, trustProxy);
    const userAgent = request.headers['user-agent']?.slice(0, LONGEST_USER_AGENT);
    return {
      address,
      requestId: request.id,
      viewer,
      visit: { address, host: request.headers.host, credential, asOf, userAgent, cookie: sessionCookie(request, visitor.reply, trustProxy) },
    };
  };
}

function sessionCookie({ raw }: FastifyRequest, reply: FastifyReply, trustProxy: boolean): SessionCookie {
  const name = cookieName(raw, trustProxy);
  const options: SerializeOptions = { path: '/', httpOnly: true, sameSite: 'strict', secure: cameByHttps(raw, trustProxy) };
  return {
    set: (secret, { seconds }) => void reply.header('set-cookie', cookies.serialize(name, secret, { ...options, maxAge: seconds })),
    clear: () => void reply.header('set-cookie', cookies.serialize(name, '', { ...options, maxAge: 0 })),
  };
}

/** Over HTTPS one that browsers take from this very host alone, and over HTTPS alone: no neighbour under the same domain can plant it. */
function cookieName(request: IncomingMessage, trustProxy: boolean): string {
  return cameByHttps(request, trustProxy) ? '__Host-duban_session' : 'duban_session';
}

/** Our own connections are plain; a proxy in front of us says what its were. */
export function cameByHttps({ headers, socket }: IncomingMessage, trustProxy: boolean): boolean {
  if ('encrypted' in socket && socket.encrypted) return true;
  return (
    trustProxy &&
    String(headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() === 'https'
  );
}
