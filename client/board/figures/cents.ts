/** Scores and points are decimals of two places in text; whole hundredths add up without error. */
export function centsOf(points: string): number {
  return Math.round(Number(points) * 100);
}

/** 9600 → `96.00` */
export function pointsOf(cents: number): string {
  return (cents / 100).toFixed(2);
}
