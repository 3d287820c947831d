import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** From the quietest to the loudest. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Lines wait for one another, since each write costs as much as answering a small question: so long (milliseconds), or until there are so many (bytes). */
const LONGEST_WAIT = 100;
const WRITTEN_AT_ONCE = 8 * 1024;

/** The program's log: a line of JSON each, on the standard error output unless something else is given. */
export function createLog(level: LogLevel, to: DestinationStream = standardError()): Logger {
  return pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, to);
}

/** Writes unexpected errors in full, with the id that was told to the client instead. */
export function reportTo(log: Logger): (error: unknown, requestId?: string) => void {
  return (error, requestId) => log.error({ requestId, err: error }, error instanceof Error ? error.message : String(error));
}

/** What waits is written when the process ends, unless it is killed. */
function standardError(): DestinationStream {
  return pino.destination({ dest: 2, sync: false, minLength: WRITTEN_AT_ONCE, periodicFlush: LONGEST_WAIT });
}
