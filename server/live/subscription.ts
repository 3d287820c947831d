import { EventCursor } from './cursor.ts';
import type { EventLog } from './log.ts';
import type { Deliveries, Delivery, EventTail } from './tail.ts';

/** What a subscription needs of the context. */
export interface LiveContext {
  log: EventLog;
  tail: EventTail;
}

/** The source of a subscription: the events after a cursor, or from now on, that `wanted` lets through. */
export async function followFrom({ log, tail }: LiveContext, after: string | null | undefined, wanted?: (delivery: Delivery) => boolean): Promise<Deliveries> {
  const deliveries = tail.follow(after ? EventCursor.parse(after, log.id) : await log.now());
  if (!wanted) return deliveries;
  const filtered: Deliveries = {
    next: async () => {
      for (;;) {
        const step = await deliveries.next();
        if (step.done || wanted(step.value)) return step;
      }
    },
    return: () => deliveries.return(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return filtered;
}
