import { useEffect, useRef, useState } from 'react';
import type { BoardState } from '../board.ts';
import type { BoardWarning } from '../warnings/warnings.ts';

/** How long a warning has the stage, if nobody takes it up (milliseconds). */
const STAYS = 20_000;

export interface RedWarning {
  warning: BoardWarning;
  stop(): void;
}

/**
 * The red warning that has the stage: each that is raised, or rises to red, while the wall looks on, one after the other, until somebody takes it
 * up or its time is over. Those that were red before the wall was opened stand in the panel. None while `waiting`.
 */
export function useRedWarning(board: BoardState | null, waiting: boolean): RedWarning | undefined {
  const known = useRef<Set<string>>(undefined);
  const [queue, setQueue] = useState<readonly string[]>([]);
  const red = board?.warnings.filter(({ level, state }) => level === 'RED' && state === 'RAISED');
  const ids = red?.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (ids === undefined) return;
    const now = ids.split(' ').filter(Boolean);
    const fresh = known.current ? now.filter((id) => !known.current?.has(id)) : [];
    known.current = new Set([...(known.current ?? []), ...now]);
    // Whoever was taken up meanwhile leaves the queue.
    setQueue((before) => [...before.filter((id) => now.includes(id)), ...fresh]);
  }, [ids]);

  const [first] = queue;
  useEffect(() => {
    if (!first || waiting) return;
    const timer = setTimeout(() => setQueue((before) => before.filter((id) => id !== first)), STAYS);
    return () => clearTimeout(timer);
  }, [first, waiting]);

  const warning = waiting ? undefined : red?.find(({ id }) => id === first);
  return warning && { warning, stop: () => setQueue((before) => before.filter((id) => id !== warning.id)) };
}
