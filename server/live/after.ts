import { Arg } from 'type-graphql';
import { EventCursorScalar } from '../../schema/scalars.ts';

/** The place in the log to go on after, as every subscription takes it. The engine reads it; resolvers need not. */
export function After(): ReturnType<typeof Arg> {
  return Arg('after', () => EventCursorScalar, { nullable: true, description: '日志位置，缺省从此刻起。A place in the log to go on after; from now on without one.' });
}
