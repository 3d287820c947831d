/** A screen draws so many a second (milliseconds a frame). */
const FRAME = 1_000 / 60;

export interface Frames {
  /** Frames a second over the whole time. */
  rate: number;
  /** Milliseconds from one frame to the next. */
  p50: number;
  p95: number;
  /** Frames a screen of 60 would have shown besides. */
  dropped: number;
  frames: number;
}

/** What moments of frames (milliseconds, ascending) come to. */
export function framesOf(moments: readonly number[]): Frames {
  const intervals = moments
    .slice(1)
    .map((moment, index) => moment - (moments[index] as number))
    .sort((one, other) => one - other);
  const lasted = (moments.at(-1) ?? 0) - (moments[0] ?? 0);
  const at = (share: number) => intervals[Math.min(intervals.length - 1, Math.floor(share * intervals.length))] ?? 0;
  return {
    rate: lasted ? (intervals.length * 1_000) / lasted : 0,
    p50: at(0.5),
    p95: at(0.95),
    dropped: intervals.reduce((sum, interval) => sum + Math.max(0, Math.round(interval / FRAME) - 1), 0),
    frames: intervals.length,
  };
}
