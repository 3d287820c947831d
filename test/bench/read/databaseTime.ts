import type { Client } from 'pg';
import { clock } from '../clock.ts';
import { asking } from './plans.ts';
import type { Answered } from './statements.ts';

/** PostgreSQL plans a prepared statement anew five times before it may keep a plan; then the fastest of some more is taken. */
const RUNS = 30;
/** A slow statement is not repeated for longer (milliseconds). */
const LONGEST = 1_500;

/**
 * Milliseconds that a database takes for statements, prepared and one after another on one connection: the fastest of some runs of
 * each, so that what else the machine does is left out. With it come the way to the database and back and the reading of the rows.
 */
export async function databaseTime(database: Client, statements: readonly Answered[]): Promise<number> {
  let sum = 0;
  for (const statement of asking(statements)) sum += await fastest(database, statement);
  return sum;
}

async function fastest(database: Client, { text, values }: Answered): Promise<number> {
  const name = `growth ${prepared++}`;
  const end = clock() + LONGEST;
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && (run === 0 || clock() < end); run++) {
    const began = clock();
    await database.query({ name, text, values });
    least = Math.min(least, clock() - began);
  }
  await database.query(`deallocate "${name}"`);
  return least;
}

let prepared = 0;
