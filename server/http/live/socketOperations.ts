import type { ExecutionResult, GraphQLError } from 'graphql';
import type { OperationRequest, Prepared } from '../documents.ts';
import type { Caller, Operations } from '../operations.ts';
import { farewell } from './ending.ts';
import type { LiveSocket } from './liveSocket.ts';
import { WebSocketOutlet } from './webSocketOutlet.ts';

/** What one operation needs to be carried out; handed through graphql-ws as its context. */
export interface Asked {
  socket: LiveSocket;
  farewells: Set<() => void>;
  id: string;
  request: OperationRequest;
  prepared: Prepared;
  caller: Caller;
  /** Writes it into the log, once it is over. */
  over(errors?: readonly GraphQLError[]): void;
}

/** The answer to a query or mutation. */
export async function carryOut({ prepared, request, caller, over }: Asked, operations: Operations): Promise<ExecutionResult> {
  const result = await operations.execute(prepared, request, caller);
  over(result.errors);
  return result;
}

/** An iteration that yields nothing, since events are written past it; it ends, or throws, when the subscription does. */
export async function tellEvents({ socket, farewells, id, request, prepared, caller, over }: Asked, operations: Operations): Promise<AsyncIterableIterator<never, undefined>> {
  const end = Promise.withResolvers<IteratorResult<never, undefined>>();
  const outlet = new WebSocketOutlet(socket, id, (errors) => end.reject(operations.shown(errors, caller.requestId)[0]));
  // It may fail when nobody waits yet, or any more.
  end.promise.then(
    () => over(),
    (error: GraphQLError) => over([error]),
  );
  // Said at once, for the socket closes behind it.
  const sayFarewell = () => socket.send(JSON.stringify({ id, type: 'error', payload: [farewell(outlet.cursor, caller.requestId)] }));
  farewells.add(sayFarewell);
  const joined = await operations.subscribe(prepared, request, caller, outlet);
  const stop = () => {
    if (typeof joined === 'function') joined();
    end.resolve({ done: true, value: undefined });
  };
  if (typeof joined !== 'function') outlet.fail(joined);
  // graphql-ws stops what it knows of; of two that were asked for under one id in the same moment it knows one.
  const unhook = socket.whenGone(stop);
  const forget = () => {
    unhook();
    farewells.delete(sayFarewell);
  };
  end.promise.then(forget, forget);
  const iteration: AsyncIterableIterator<never, undefined> = {
    next: () => end.promise,
    return: async () => {
      stop();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iteration,
  };
  return iteration;
}
