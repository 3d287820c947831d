import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Names a request in its answer, in its errors and in the log. */
export const REQUEST_ID = 'x-request-id';

/** What others' ids look like: UUIDs, ULIDs, trace ids. Anything else would be somebody's own text in our log. */
const WELL_FORMED = /^[\w.:+/=-]{1,128}$/;

/** The id a request brings along, or a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers[REQUEST_ID];
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : newRequestId();
}

export function newRequestId(): string {
  return randomUUID();
}
