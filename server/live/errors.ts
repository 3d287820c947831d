import { GraphQLError } from 'graphql';

/** What may end a subscription, or refuse it; docs/problems.md says what to do about each. */
export type LiveErrorCode = 'BAD_CURSOR' | 'FOREIGN_CURSOR' | 'GAP' | 'FELL_BEHIND' | 'TOO_MANY_SUBSCRIPTIONS' | 'SERVER_STOPPING';

export function liveError(code: LiveErrorCode, zh: string, en: string, more: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(`${zh}。${en}.`, { extensions: { code, ...more } });
}

export function isGap(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions.code === 'GAP';
}
