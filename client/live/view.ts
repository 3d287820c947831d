/** What is known of a picture at this moment. */
export interface LiveView<State> {
  /** Null until the first snapshot has come. */
  state: State | null;
  connection: Connection;
}

export type Connection =
  | { phase: 'connecting' }
  | { phase: 'live' }
  /** What is shown was certainly right at `asOf` (epoch milliseconds); since then nobody knows. */
  | { phase: 'reconnecting'; asOf: number }
  /** The server does not show it to whoever asks. What is shown, if anything, was right at `asOf`. Each refusal is an object of its own: who asks may be somebody else by then. */
  | { phase: 'refused'; asOf: number };

/** A picture that keeps itself up to date from `start` to `stop`. */
export interface LiveQuery<State> {
  readonly view: LiveView<State>;
  /** Calls after every change of the view, until the returned function is called. */
  onChange(listener: () => void): () => void;
  /** Starts, unless it was started. Before anything is drawn, so that the first snapshot is on its way meanwhile. */
  start(): void;
  /** Tries at once where it waits or tries: then only what the server asked for is still waited for. Leaves a good connection alone, and what was not started. */
  networkBack(): void;
  /** Leaves the server. The picture stays, and a later `start` brings it up to date. */
  stop(): void;
}
