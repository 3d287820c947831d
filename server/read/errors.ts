import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';

/** What the caller wrote makes no sense: an error with code BAD_USER_INPUT. */
export function badInput(zh: string, en: string): GraphQLError {
  return new GraphQLError(`${zh}。${en}.`, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
}

/** The request itself cannot be read as one: an error with code BAD_REQUEST. */
export function badRequest(zh: string, en: string): GraphQLError {
  return new GraphQLError(`${zh}。${en}.`, { extensions: { code: ErrorCode.BAD_REQUEST } });
}

/** A question beyond a limit: an error that says in `extensions` which one, how much it allows, and how much was asked for. */
export function beyondLimit(code: ErrorCode, zh: string, en: string, measured: { limit: number; found: number }): GraphQLError {
  return new GraphQLError(`${zh}，上限 ${measured.limit}，得到 ${measured.found}。${en}: the limit is ${measured.limit}, not ${measured.found}.`, {
    extensions: { code, ...measured },
  });
}
