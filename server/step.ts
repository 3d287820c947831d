import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { globalId, type Node } from '../schema/Node.ts';
import { refuse } from '../schema/problemWording.ts';
import { ANEW } from './database/index.ts';

/** Which step of what. */
export interface Step<Thing extends Node & { state: string }, Kind extends string> {
  of: new () => Thing;
  key: number;
  /** What the caller named it by. */
  field: string;
  life: { after(standing: NoInfer<Thing>, step: Kind): NoInfer<Thing>['state'] };
  step: Kind;
}

/**
 * Takes a step of something that has a life, in one transaction that holds its row: whoever else takes one, be it the system, waits and sees this one. `work` may refuse;
 * what it changes, the new state and what `tell` logs commit together. Refuses UNKNOWN_ID, and whatever is not legal as its life says.
 */
export function takeStep<Thing extends Node & { state: string }, Kind extends string, Done>(
  em: EntityManager,
  { of, key, field, life, step }: Step<Thing, Kind>,
  work: (tx: EntityManager, thing: Thing) => Promise<Done>,
  tell: (tx: EntityManager, thing: Thing, done: Done) => Promise<void>,
): Promise<Done> {
  return em.transactional(async (tx) => {
    const thing: Thing | null = await tx.getRepository(of).findOne({ id: key } as never, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!thing) refuse('UNKNOWN_ID', { field, found: globalId(of.name, key) });
    const state = life.after(thing, step);
    const done = await work(tx, thing);
    thing.state = state;
    await tx.flush();
    await tell(tx, thing, done);
    return done;
  }, ANEW);
}
