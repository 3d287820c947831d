import { useEffect, useMemo, useRef, useState } from 'react';
import type { BoardState } from '../board.ts';
import { chime } from './chime.ts';
import { durationOf, type Scene, scenesOf } from './publication.ts';

/** News of a publication older than this, by the server's clock, is no moment any more: a screen that comes back shows the result, and plays nothing (milliseconds). */
const FRESH = 60_000;

export interface Playing {
  month: string;
  scene: Scene;
  /** All of the class, best first: whoever has not come yet has a place already. */
  ranking: BoardState['rankings'][number]['results'];
  stop(): void;
}

/** Plays a month's results when they are published while the wall looks on; undefined when nothing is playing. */
export function usePublication(board: BoardState | null, sound: boolean): Playing | undefined {
  const played = useRef<Set<string>>(undefined);
  const awaited = useRef<string>(undefined);
  const [play, setPlay] = useState<{ month: string; rankings: BoardState['rankings']; scenes: readonly Scene[] }>();
  const [at, setAt] = useState(0);

  useEffect(() => {
    if (!board) return;
    const published = board.recent.filter((event) => event.__typename === 'RoundPublished');
    // What was published before the wall was opened, it never saw happen.
    played.current ??= new Set(published.map(({ round }) => round.id));
    const news = published.find(({ round }) => !played.current?.has(round.id));
    if (news) {
      played.current.add(news.round.id);
      if (Date.parse(board.at) - Date.parse(news.at) <= FRESH) awaited.current = news.round.month;
    }
    // Not while the board is outdated: the rankings that belong to it are being read. Those bring other news with them, which may leave this one out.
    const month = awaited.current;
    if (!month || board.outdated) return;
    awaited.current = undefined;
    if (month !== board.rankingMonth) return;
    if (sound) chime();
    setAt(0);
    setPlay({ month, rankings: board.rankings, scenes: scenesOf(board.rankings, matchMedia('(prefers-reduced-motion: reduce)').matches) });
  }, [board, sound]);

  const scene = play?.scenes[at];
  useEffect(() => {
    if (!play || !scene) return;
    const units = play.rankings.find(({ unitClass }) => unitClass === scene.unitClass)?.results.length ?? 0;
    const timer = setTimeout(() => (at + 1 < play.scenes.length ? setAt(at + 1) : setPlay(undefined)), durationOf(scene, units));
    return () => clearTimeout(timer);
  }, [play, scene, at]);

  return useMemo(
    () =>
      play && scene && { month: play.month, scene, ranking: play.rankings.find(({ unitClass }) => unitClass === scene.unitClass)?.results ?? [], stop: () => setPlay(undefined) },
    [play, scene],
  );
}
