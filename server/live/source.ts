import type { Delivery } from './tail.ts';

/**
 * What a subscription's resolver answers with: which events of the log it tells. The live engine follows the log
 * for everybody who asks the same; GraphQL only needs it to look like something that could be iterated.
 */
export class LiveEvents implements AsyncIterable<Delivery> {
  readonly wanted: (delivery: Delivery) => boolean;

  constructor(wanted: (delivery: Delivery) => boolean = () => true) {
    this.wanted = wanted;
  }

  [Symbol.asyncIterator](): never {
    throw new Error('Live events are followed by the live engine');
  }
}
