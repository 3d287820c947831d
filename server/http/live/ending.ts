import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ErrorCode } from '../../../schema/ErrorCode.ts';

const SIGN_IN_AGAIN = '会话或令牌已结束，请重新登录，并从最后的游标续传。The session or token has ended; sign in again, and resume from the last cursor.';

/** Why somebody may ask no more: what they came with has ended. */
export function signInAgain(): GraphQLError {
  return new GraphQLError(SIGN_IN_AGAIN, { extensions: { code: ErrorCode.UNAUTHENTICATED } });
}

/** The same as a subscription is told it, with the cursor to go on after. No error is made for it: where a thousand end at once their stacks cost more than all else. */
export function farewell(cursor: string | undefined, requestId: string): GraphQLFormattedError {
  return { message: SIGN_IN_AGAIN, extensions: { code: ErrorCode.UNAUTHENTICATED, cursor, requestId } };
}
