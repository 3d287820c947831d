import { parseGlobalId } from '../schema/Node.ts';
import type { Problem } from '../schema/Problem.ts';
import { Refusal, refuse } from '../schema/problemWording.ts';

/** The payload of a mutation: what `work` did, or the problems it was refused with. Anything else stays an error. */
export async function answer<T extends object>(work: () => Promise<T>): Promise<Partial<T> & { problems: readonly Problem[] }> {
  try {
    return { ...(await work()), problems: [] };
  } catch (error) {
    if (error instanceof Refusal) return { problems: error.problems } as Partial<T> & { problems: readonly Problem[] };
    throw error;
  }
}

/** The key in a global id of `typeName`; refuses UNKNOWN_ID for any other. */
export function keyIn(typeName: string, field: string, id: string): number {
  const parsed = parseGlobalId(id);
  if (parsed?.typeName !== typeName) refuse('UNKNOWN_ID', { field, found: id });
  return parsed.key;
}
