/** Each bucket is so much wider than the one before: percentiles are right to a hundredth. */
const GROWTH = Math.log(1.01);
/** Milliseconds; what is quicker counts as this. */
const LEAST = 0.01;
/** Up to some minutes. */
const BUCKETS = 1_800;

/** Milliseconds by the million, in little room; travels between processes as its counts. */
export class Latencies {
  readonly counts: Float64Array<ArrayBuffer>;

  constructor(counts: Float64Array<ArrayBuffer> = new Float64Array(BUCKETS)) {
    this.counts = counts;
  }

  add(ms: number): void {
    const bucket = ms <= LEAST ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms / LEAST) / GROWTH));
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
  }

  with(other: Latencies): Latencies {
    return new Latencies(this.counts.map((count, bucket) => count + (other.counts[bucket] as number)));
  }

  /** The milliseconds within which the share `p` lies; NaN where there is nothing. */
  percentile(p: number): number {
    const total = this.counts.reduce((sum, count) => sum + count, 0);
    let left = total * p;
    for (const [bucket, count] of this.counts.entries()) {
      left -= count;
      if (left <= 0 && total > 0) return LEAST * Math.exp(bucket * GROWTH);
    }
    return Number.NaN;
  }
}
