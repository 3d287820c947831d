import { CONTESTANTS, type Measurement, ratio, summarise } from './figures.ts';

/** For people: requests a second of each, how many times as many ours answers, the 99th percentile, and the SQL statements of one request of ours. */
export function table(measurements: readonly Measurement[]): string {
  const head = ['operation', ...CONTESTANTS.map((name) => `${name} /s`), '× postgraphile', '× handwritten', ...CONTESTANTS.map((name) => `${name} p99 ms`), 'statements'];
  const lines = measurements.flatMap(({ operation, statements, figures }) => {
    if (!figures) return [];
    const ratios = [ratio(figures, 'postgraphile'), ratio(figures, 'handwritten')].map((value) => value.toFixed(2));
    return [
      [operation, ...CONTESTANTS.map((name) => figures[name].perSecond.toFixed(0)), ...ratios, ...CONTESTANTS.map((name) => figures[name].p99.toFixed(0)), String(statements)],
    ];
  });
  const missing = measurements.flatMap(({ operation, missing: why }) => (why === undefined ? [] : [`not measured: ${operation}: ${why}`]));
  return [aligned([head, ...lines]), ...missing].join('\n');
}

/** Columns under each other: the first from the left, the others, which are figures, from the right. */
export function aligned(rows: readonly string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length))) ?? [];
  return rows.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column] as number) : cell.padEnd(widths[column] as number))).join('  ')).join('\n');
}

/** For programs. */
export function jsonLine(measurements: readonly Measurement[]): string {
  return JSON.stringify({ bench: 'read', ...summarise(measurements) });
}
