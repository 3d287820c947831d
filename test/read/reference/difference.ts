import { familyOf, isCursor } from './connection.ts';

export interface Comparison {
  /** The first place where the two are not the same, or nothing. */
  difference?: { path: string; engine: unknown; reference: unknown };
  /** The engine's cursors by the reference's. */
  cursors: Map<string, string>;
}

/**
 * Compares an answer of the engine with the reference's: the same values, and the fields of objects in the same order. Cursors are each
 * side's own affair, so long as either has one; the same place must have the same cursor, and no two places of an order one.
 */
export function compareAnswers(engine: unknown, reference: unknown): Comparison {
  const cursors = new Map<string, string>();
  const placeOf = new Map<string, string>();
  const sameCursor = (mine: unknown, place: string) => {
    if (typeof mine !== 'string' || (cursors.get(place) ?? mine) !== mine || (placeOf.get(familyOf(place) + mine) ?? place) !== place) return false;
    cursors.set(place, mine);
    placeOf.set(familyOf(place) + mine, place);
    return true;
  };
  const compare = (mine: unknown, theirs: unknown, path: string): Comparison['difference'] => {
    const different = { path: path || 'answer', engine: mine, reference: theirs };
    if (isCursor(theirs)) return sameCursor(mine, theirs) ? undefined : different;
    if (typeof mine !== 'object' || typeof theirs !== 'object' || mine === null || theirs === null) return mine === theirs ? undefined : different;
    const [myKeys, theirKeys] = [Object.keys(mine), Object.keys(theirs)];
    if (Array.isArray(mine) !== Array.isArray(theirs)) return different;
    if (myKeys.join() !== theirKeys.join())
      return { path: `${path || 'answer'} (its ${Array.isArray(mine) ? 'length' : 'fields'})`, engine: myKeys.join(), reference: theirKeys.join() };
    for (const key of myKeys) {
      const found = compare(mine[key as keyof typeof mine], theirs[key as keyof typeof theirs], path ? `${path}.${key}` : key);
      if (found) return found;
    }
    return undefined;
  };
  const difference = compare(engine, reference, '');
  return { ...(difference ? { difference } : {}), cursors };
}
