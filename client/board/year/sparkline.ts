/** Where a sparkline's scores lie in its box: x to the right, y downwards. */
export interface Sparkline {
  /** One path a run of months without a gap: `M0,3L4,5`. */
  path: string;
  /** The newest score; undefined where there is none. */
  end: readonly [number, number] | undefined;
}

/** Scores below are drawn at the lower edge: between 100 and here is what a month is about. */
const FLOOR = 60;

/** A year's scores as lines in a box; months without a result are gaps, a lonely month is a dot. */
export function sparkline(scores: readonly (string | undefined)[], width: number, height: number): Sparkline {
  const step = scores.length > 1 ? width / (scores.length - 1) : 0;
  const points = scores.map((score, index) => (score === undefined ? undefined : ([rounded(index * step), rounded(y(Number(score), height))] as const)));
  const path = points
    .map((point, index) => {
      if (!point) return '';
      const [x, at] = point;
      if (points[index - 1]) return `L${x},${at}`;
      return points[index + 1] ? `M${x},${at}` : `M${x},${at}h0`;
    })
    .join('');
  return { path, end: points.findLast((point) => point !== undefined) };
}

function y(score: number, height: number): number {
  return height * (1 - (Math.max(FLOOR, Math.min(100, score)) - FLOOR) / (100 - FLOOR));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
