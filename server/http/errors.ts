import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';

/** Hears in full of errors that clients do not; `requestId` is what they were told instead. */
export type Report = (error: unknown, requestId?: string) => void;

/** What a client is told of an error; says whether it is a fault of ours, which asking again may not meet. */
export type ShowError = (error: unknown, requestId: string) => { shown: GraphQLError; fault: boolean };

const CODES: ReadonlySet<unknown> = new Set(Object.values(ErrorCode));

/** The one wording for whatever is our fault. */
export const FAULT = '服务器内部错误，已记录。Something went wrong on the server; it was logged.';

/**
 * Whatever was raised on purpose passes, with a code of ours; anything else says no more than that it happened, and goes to `report` in full. Every error
 * carries the request's id. Without `suggestions` no error names what the schema has instead ("Did you mean …?").
 */
export function errorShower({ report, suggestions }: { report: Report; suggestions: boolean }): ShowError {
  return (error, requestId) => {
    const raised = error instanceof GraphQLError ? error : undefined;
    const cause = raised?.originalError ?? error;
    const path = raised?.path;
    const { code, http: _, stacktrace: __, ...extensions } = raised?.extensions ?? {};
    const known = CODES.has(code) && code !== ErrorCode.INTERNAL_SERVER_ERROR;
    if (raised && (known || cause instanceof GraphQLError) && code !== ErrorCode.INTERNAL_SERVER_ERROR) {
      const message = suggestions ? raised.message : raised.message.replace(/ Did you mean .*\?$/s, '');
      // Too slow is nobody's mistake: an event that could not be answered in time may not be skipped.
      return { shown: retold(raised, message, { code: known ? code : ErrorCode.BAD_USER_INPUT, ...extensions, requestId }), fault: code === ErrorCode.TIMED_OUT };
    }
    if (holdsNul(cause)) {
      const message = '文本中不能有空字符（U+0000）。Text must not hold the character U+0000.';
      return { shown: new GraphQLError(message, { path, extensions: { code: ErrorCode.BAD_USER_INPUT, requestId } }), fault: false };
    }
    // One that was shown before was reported then, under its own id.
    if (raised && code === ErrorCode.INTERNAL_SERVER_ERROR && extensions.requestId) return { shown: raised, fault: true };
    report(cause, requestId);
    return { shown: new GraphQLError(FAULT, { path, extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR, requestId } }), fault: true };
  };
}

function retold({ nodes, source, positions, path }: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** What is wrong with a document, under a code for where that was found. */
export function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  return retold(error, error.message, { ...error.extensions, code });
}

/** A report that tells each error once, however many of those who shared a read met it. */
export function onceEach(report: Report): Report {
  const told = new WeakSet<object>();
  return (error, requestId) => {
    if (typeof error === 'object' && error !== null) {
      if (told.has(error)) return;
      told.add(error);
    }
    report(error, requestId);
  };
}

/** PostgreSQL holds any text but U+0000, and says so in two ways: 22021 for a value, 08P01 for one within a statement. */
function holdsNul(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '08P01');
}
