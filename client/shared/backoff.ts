/** The first try comes soon: most breaks are a server that restarts (milliseconds). */
const FIRST = 500;
/** A wall must not look dead long after the network is back (milliseconds). */
const LONGEST = 15_000;

/**
 * How long to wait before try number `attempt`, counted from 0: doubles up to a ceiling, the upper half of it
 * by chance, so that a hall of screens does not come back in the same instant. `chance` is from [0, 1).
 */
export function delayBefore(attempt: number, chance: number): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * chance;
}
