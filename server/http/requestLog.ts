import type { FastifyInstance } from 'fastify';
import type { Logger } from '../log.ts';

/** Names are the clients' own. */
const LONGEST_NAME = 100;
const LONGEST_PATH = 200;

/** What is written of an operation over a live connection, when it is over. */
export interface LiveOperationLine {
  requestId: string;
  operation: string | undefined;
  /** When it began, as `performance.now()` says. */
  began: number;
  /** Codes of the errors it was refused or ended with. */
  errors?: readonly unknown[];
}

/**
 * One line a request, when it is over: never what was asked or with which values, for names of people stand there. Of an address only the
 * path is written, since the rest may hold a query.
 */
export function logRequests(app: FastifyInstance, log: Logger, operationsOf: (request: object) => readonly string[] | undefined): void {
  app.addHook('onRequest', (request, { raw }, done) => {
    const began = performance.now();
    // Comes also where the client has gone before the end, as it does for every event stream.
    raw.once('close', () => {
      const operations = operationsOf(request);
      log.info(
        {
          requestId: request.id,
          method: request.method,
          path: pathOf(request.url),
          status: raw.statusCode,
          milliseconds: rounded(performance.now() - began),
          operation: operations?.length ? operations.join(' ').slice(0, LONGEST_NAME) : undefined,
          cut: raw.writableFinished ? undefined : true,
        },
        'request',
      );
    });
    done();
  });
}

export function logLiveOperation(log: Logger, { requestId, operation, began, errors }: LiveOperationLine): void {
  log.info({ requestId, operation: operation?.slice(0, LONGEST_NAME), milliseconds: rounded(performance.now() - began), errors }, 'operation');
}

function pathOf(url: string): string {
  return (url.split('?', 1)[0] as string).slice(0, LONGEST_PATH);
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
