/** All a worker says to its supervisor: where it serves, or why it cannot. */
export type FromWorker = { serving: string } | { failed: string };

/** All a supervisor says to a worker: end in good order. */
export const STOP = 'stop';
