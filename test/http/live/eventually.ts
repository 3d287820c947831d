import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when it holds. For what the server knows and tells nobody; what a client is told can be waited for itself. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(2);
}
