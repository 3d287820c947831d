import type { FastifyInstance } from 'fastify';
import { UNIT_PAGE } from './client.ts';
import { cameByHttps } from './visitors.ts';

/** Of what browsers could do for a page, ours need nothing: it may go full screen, and copy what is asked in GraphiQL. */
const NOTHING_ELSE = [
  'accelerometer',
  'autoplay',
  'camera',
  'cross-origin-isolated',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'sync-xhr',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const A_YEAR = 365 * 24 * 60 * 60;

/** Of what is no page: a browser that shows it as one gets nothing out of it. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

const policy = (styles: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Our own pages: everything from our own origin, and nothing written into the page itself. */
const PAGE = policy("'self'");
/** Monaco, GraphiQL's editor, writes its colours into the page as it goes; scripts it does not. */
const EDITOR_PAGE = policy("'self' 'unsafe-inline'");

const OUR_PAGES = ['/*', UNIT_PAGE];

const policyOf = (path: string, route = '') => (path.startsWith('/graphiql') ? EDITOR_PAGE : OUR_PAGES.includes(route) ? PAGE : NO_PAGE);

/** Tells browsers, with every answer, what a page of ours may load and who may have it in a frame: nobody. */
export function sendSecurityHeaders(app: FastifyInstance, trustProxy: boolean): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'content-security-policy': policyOf(request.url, request.routeOptions.url),
      'permissions-policy': NOTHING_ELSE,
      'x-content-type-options': 'nosniff',
      // For browsers that do not know frame-ancestors.
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
    // Of this host alone: what else its domain serves, and how, is not ours to say.
    if (cameByHttps(request.raw, trustProxy)) reply.header('strict-transport-security', `max-age=${A_YEAR}`);
    done();
  });
}
