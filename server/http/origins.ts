import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { refuse } from './refusals.ts';
import { REQUEST_ID } from './requestId.ts';

/** Whether a page of another site asks. */
export type ForeignOrigins = (headers: IncomingHttpHeaders) => boolean;

export const OTHERS_PAGE = '其他网站的页面不能在此办理。A page of another site may not do this here.';

/** Methods that only read. What is got that way no other site's page gets to see. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a page that is let in may send, and see of an answer beside its text. */
const MAY_SEND = { methods: 'GET, POST', headers: `authorization, content-type, last-event-id, apollo-require-preflight, ${REQUEST_ID}` };
const MAY_SEE = `${REQUEST_ID}, retry-after, content-disposition`;
/** For so long a browser need not ask again whether it may (seconds). */
const ANSWER_HOLDS = 10 * 60;

/**
 * Whether a page asks that is not ours, let in or not. Browsers say whose page asks; programs say nothing. Ours is the one whose origin is the host it asks: by the
 * host alone, since a proxy in front of us may have taken the encryption off.
 */
export function isOthersPage({ origin, host }: IncomingHttpHeaders): boolean {
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase());
}

export function foreignOrigins(allowed: readonly string[]): ForeignOrigins {
  return (headers) => {
    const { origin, 'sec-fetch-site': site } = headers;
    if (origin === undefined) return site === 'cross-site' || site === 'same-site';
    return isOthersPage(headers) && !allowed.includes(origin);
  };
}

/** Lets no other site's page change anything, whatever cookies its visitor has. */
export function keepOthersOut(app: FastifyInstance, foreign: ForeignOrigins): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (READING.has(request.method) || !foreign(request.headers)) done();
    else refuse(reply, 403, ErrorCode.FOREIGN_ORIGIN, OTHERS_PAGE);
  });
}

/**
 * Tells browsers that pages of these origins may read what they are answered (CORS). Never with credentials: such a page shows a token, and cookies are our own
 * pages' alone. Of any other origin nothing is said, which is a no.
 */
export function letPagesRead(app: FastifyInstance, allowed: readonly string[]): void {
  if (!allowed.length) return;
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    // Also where there is none: a cache must not keep an answer of one for another.
    reply.header('vary', 'origin');
    if (origin === undefined || !allowed.includes(origin)) return done();
    reply.header('access-control-allow-origin', origin);
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      reply
        .code(204)
        .headers({ 'access-control-allow-methods': MAY_SEND.methods, 'access-control-allow-headers': MAY_SEND.headers, 'access-control-max-age': ANSWER_HOLDS })
        .send();
      return;
    }
    reply.header('access-control-expose-headers', MAY_SEE);
    done();
  });
}
