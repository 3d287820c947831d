import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { refuse } from './refusals.ts';

/** Whether a page of another site asks. */
export type ForeignOrigins = (headers: IncomingHttpHeaders) => boolean;

export const OTHERS_PAGE = '其他网站的页面不能在此办理。A page of another site may not do this here.';

/** Methods that only read. What is got that way no other site's page gets to see. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Browsers say whose page asks; programs say nothing. Ours is the one whose origin is the host it asks: by the host alone, since a proxy in front of us
 * may have taken the encryption off.
 */
export function foreignOrigins(allowed: readonly string[]): ForeignOrigins {
  return ({ origin, host, 'sec-fetch-site': site }) => {
    if (origin === undefined) return site === 'cross-site' || site === 'same-site';
    if (allowed.includes(origin)) return false;
    return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
  };
}

/** Lets no other site's page change anything, whatever cookies its visitor has. */
export function keepOthersOut(app: FastifyInstance, foreign: ForeignOrigins): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (READING.has(request.method) || !foreign(request.headers)) done();
    else refuse(reply, 403, ErrorCode.FOREIGN_ORIGIN, OTHERS_PAGE);
  });
}
