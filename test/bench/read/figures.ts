/** A short stretch of load on one server. */
export interface Round {
  /** Requests answered a second. */
  perSecond: number;
  /** Milliseconds in which 99 of 100 were answered. */
  p99: number;
}

/** The three, as they are shown. */
export const CONTESTANTS = ['ours', 'postgraphile', 'handwritten'] as const;
export type ContestantName = (typeof CONTESTANTS)[number];

/** How one operation went, by the median of its rounds; or why it was not measured. */
export interface Measurement {
  operation: string;
  /** SQL statements that one request of ours sends. */
  statements?: number;
  figures?: Record<ContestantName, Round>;
  /** Why there are no figures. */
  missing?: string;
}

export interface Summary {
  geomean_vs_postgraphile: number | null;
  worst_vs_postgraphile: number | null;
  geomean_vs_handwritten: number | null;
  p99_ms: number | null;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? (sorted[Math.floor(middle)] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export function geometricMean(numbers: readonly number[]): number {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

/** The median of each figure, not the median round: a round may be quick on the whole and slow at its end. */
export function medianRound(rounds: readonly Round[]): Round {
  return { perSecond: median(rounds.map(({ perSecond }) => perSecond)), p99: median(rounds.map(({ p99 }) => p99)) };
}

/** Requests a second of ours for one of another's: above 1 ours is faster. */
export function ratio(figures: Record<ContestantName, Round>, to: ContestantName): number {
  return figures.ours.perSecond / figures[to].perSecond;
}

/** Over the operations that were measured; null where none was. */
export function summarise(measurements: readonly Measurement[]): Summary {
  const measured = measurements.flatMap(({ figures }) => figures ?? []);
  if (!measured.length) return { geomean_vs_postgraphile: null, worst_vs_postgraphile: null, geomean_vs_handwritten: null, p99_ms: null };
  const toPostgraphile = measured.map((figures) => ratio(figures, 'postgraphile'));
  return {
    geomean_vs_postgraphile: twoPlaces(geometricMean(toPostgraphile)),
    worst_vs_postgraphile: twoPlaces(Math.min(...toPostgraphile)),
    geomean_vs_handwritten: twoPlaces(geometricMean(measured.map((figures) => ratio(figures, 'handwritten')))),
    p99_ms: twoPlaces(Math.max(...measured.map(({ ours }) => ours.p99))),
  };
}

export function twoPlaces(value: number): number {
  return Number(value.toFixed(2));
}
