import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes a client may see that are not problems of a payload; docs/problems.md lists them too. */
export enum ErrorCode {
  BAD_USER_INPUT = 'BAD_USER_INPUT',
  BAD_CURSOR = 'BAD_CURSOR',
  FOREIGN_CURSOR = 'FOREIGN_CURSOR',
  BODY_TOO_LARGE = 'BODY_TOO_LARGE',
  BAD_REQUEST = 'BAD_REQUEST',
  NOT_FOUND = 'NOT_FOUND',
  GRAPHQL_PARSE_FAILED = 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED = 'GRAPHQL_VALIDATION_FAILED',
  INTERNAL_SERVER_ERROR = 'INTERNAL_SERVER_ERROR',
}

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

/** PostgreSQL holds any text but U+0000, and says so in two ways: 22021 for a value, 08P01 for one within a statement. */
function holdsNul(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '08P01');
}
