import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** One page for every unit: the code in its address says of which. */
export const UNIT_PAGE = '/unit/:code';

/**
 * The board at `/`, a unit's page at `/unit/<its code>`, the way in at `/signin`, a screen's at `/pair`, the desk's list of screens at `/screens`, GraphiQL at
 * `/graphiql`, all from our own origin.
 */
export async function serveClient(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) throw new Error(`There is no built client in ${directory}; \`npm start\` builds it.`);
  await app.register(fastifyStatic, {
    root: directory,
    // Names under /assets carry a hash of their content; pages must be asked for again every time.
    setHeaders: (response, path) => response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    cacheControl: false,
  });
  app.get(UNIT_PAGE, (_request, reply) => reply.sendFile('unit/index.html'));
  app.get('/graphiql', (_request, reply) => reply.sendFile('graphiql/index.html'));
  // Said here, so that the page need not try: a try at the provider's address begins a sign-in.
  app.get('/signin/ways', (_request, reply) => reply.header('cache-control', 'no-store').send({ provider: app.hasRoute({ method: 'GET', url: '/signin/oidc' }) }));
}
