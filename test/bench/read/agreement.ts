/** How many rows stand at a path through objects and lists: a list counts each of its members, a number (or the text of one) counts as itself. */
export function rowsAt(data: unknown, path: string): number {
  let found: unknown[] = [data];
  for (const name of path.split('.')) found = found.flatMap((value) => (value as Record<string, unknown> | null)?.[name] ?? []);
  return found.reduce<number>((sum, value) => sum + (typeof value === 'object' ? 1 : Number(value)), 0);
}

/** The data without what stands at these paths. */
export function without(data: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(data);
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop() as string;
    const holder = names.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], copy);
    if (holder) delete (holder as Record<string, unknown>)[last];
  }
  return copy;
}

/** Where two JSON values first differ, and how; undefined where they do not. The order of an object's fields means nothing. */
export function firstDifference(ours: unknown, theirs: unknown, path = 'data'): string | undefined {
  if (Object.is(ours, theirs)) return undefined;
  if (typeof ours !== 'object' || typeof theirs !== 'object' || !ours || !theirs || Array.isArray(ours) !== Array.isArray(theirs)) {
    return `${path}: ${JSON.stringify(ours)?.slice(0, 200)} and ${JSON.stringify(theirs)?.slice(0, 200)}`;
  }
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const difference = firstDifference((ours as Record<string, unknown>)[key], (theirs as Record<string, unknown>)[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return undefined;
}
