import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';

/**
 * What a client is told of an error. Whatever we raised on purpose passes; anything else says no more
 * than that it happened, and goes to `report` in full.
 */
export function shownError(formatted: GraphQLFormattedError, error: unknown, report: (error: unknown) => void): GraphQLFormattedError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const code = formatted.extensions?.code;
  const meant = cause instanceof GraphQLError || (typeof code === 'string' && code !== ErrorCode.INTERNAL_SERVER_ERROR);
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  if (meant) return { ...formatted, extensions: { ...extensions, code: code === undefined || code === ErrorCode.INTERNAL_SERVER_ERROR ? ErrorCode.BAD_USER_INPUT : code } };
  if (holdsNul(cause)) return { ...formatted, message: '文本中不能有空字符（U+0000）。Text must not hold the character U+0000.', extensions: { code: ErrorCode.BAD_USER_INPUT } };
  report(cause);
  return {
    message: '服务器内部错误，已记录。Something went wrong on the server; it was logged.',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR },
  };
}

/** The same for an error on its way to a live connection; `fault` when it is one of ours. */
export function shownLiveError(error: unknown, report: (error: unknown) => void): { shown: GraphQLError; fault: boolean } {
  const raised = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) });
  const { message, path, extensions } = shownError(raised.toJSON(), raised, report);
  return { shown: new GraphQLError(message, { path, extensions }), fault: extensions?.code === ErrorCode.INTERNAL_SERVER_ERROR };
}

/** A report that tells each error once, however many of those who shared a read met it. */
export function onceEach(report: (error: unknown) => void): (error: unknown) => void {
  const told = new WeakSet<object>();
  return (error) => {
    if (typeof error === 'object' && error !== null) {
      if (told.has(error)) return;
      told.add(error);
    }
    report(error);
  };
}

/** PostgreSQL holds any text but U+0000, and says so in two ways: 22021 for a value, 08P01 for one within a statement. */
function holdsNul(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '08P01');
}
