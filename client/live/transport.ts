import type { Signs } from './source.ts';

/** What is asked for: a subscription, printed, with its variables. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** One answer of a subscription, as GraphQL writes it. */
export interface Payload {
  data?: unknown;
  errors?: unknown;
  extensions?: unknown;
}

/** How a transport tells what comes over it. It may go on telling after `ended`, or after it was left: nobody listens any more. */
export interface TransportListener extends Signs {
  payload(payload: Payload): void;
  /** It is over, for whatever reason; with the GraphQL errors the server gave for it, if any. */
  ended(errors?: unknown): void;
}

/** Carries one subscription until it ends or the returned function is called. Never tries again by itself. */
export type Transport = (operation: Operation, told: TransportListener) => () => void;
