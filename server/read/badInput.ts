import { GraphQLError } from 'graphql';

/** What the caller wrote makes no sense: an error with code BAD_USER_INPUT. */
export function badInput(zh: string, en: string): GraphQLError {
  return new GraphQLError(`${zh}。${en}.`, { extensions: { code: 'BAD_USER_INPUT' } });
}
