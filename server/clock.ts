import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { takesTurn } from './database/turn.ts';
import { Recurring } from './recurring.ts';

/** Between two looks at the clock (milliseconds). Terms are days: nobody waits for a minute. */
const INTERVAL = 60_000;

/** Something that the passing of time brings about. */
export interface ClockCheck {
  /** Names its lock among all processes on one database. */
  name: string;
  /** Does in one transaction whatever is due by `now`. Doing it again for the same moment must change nothing. */
  run(em: EntityManager, now: Date): Promise<void>;
}

/** Does a check once, unless another process is just doing it; whether it did. */
export function runCheck(orm: MikroORM, { name, run }: ClockCheck, now: Date): Promise<boolean> {
  return orm.em.fork().transactional(async (em) => {
    if (!(await takesTurn(em.getKysely<object>(), `check ${name}`))) return false;
    await run(em, now);
    return true;
  });
}

/** Looks at the clock at once and then every minute. Any number of processes may; `report` hears of checks that failed. */
export function startChecks(orm: MikroORM, checks: readonly ClockCheck[], now: () => Date, report: (error: unknown) => void): Recurring {
  const look = async () => {
    // One that fails keeps no other from being done.
    for (const check of checks) await runCheck(orm, check, now()).catch(report);
  };
  return new Recurring(INTERVAL, look, report);
}
