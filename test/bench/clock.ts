/** Milliseconds on the machine's monotonic clock, the same in every process: a commit in one and a receipt in another can be compared. */
export function clock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
