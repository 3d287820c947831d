import { inspect } from 'node:util';
import type { ProblemCode } from '../../../schema/Problem.ts';
import { Refusal } from '../../../schema/problemWording.ts';

/** Characters kept of an error; enough for a stack and its causes. */
const LONGEST_ERROR = 10_000;

/**
 * What no event is to blame for, by PostgreSQL's code: a serialization failure, a deadlock, a lock not to be had; a full
 * disk, too many connections; a database that is being shut down, has crashed or is not up yet.
 *
 * A connection lost without such a word is blamed. The database was there a moment before, since the try was
 * counted in it; where that happens at every try, the event may well be what brings the database down.
 */
const BLAMELESS = new Set(['40001', '40P01', '55P03', '53100', '53300', '57P01', '57P02', '57P03']);

/** Whether a try may be begun again without being counted again. */
export function isBlameless(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && BLAMELESS.has(String(error.code))) return true;
  return error.cause !== undefined && error.cause !== error && isBlameless(error.cause);
}

/** How a failure is kept: in full, and by its code where it was a refusal. */
export function recordOf(error: unknown): { error: string; code: ProblemCode | null } {
  // PostgreSQL's text holds any character but U+0000.
  return { error: inspect(error).replaceAll('\0', '\\0').slice(0, LONGEST_ERROR), code: error instanceof Refusal ? (error.problems[0]?.code ?? null) : null };
}
