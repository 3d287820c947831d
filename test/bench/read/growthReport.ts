import { twoPlaces } from './figures.ts';
import { aligned } from './report.ts';

/** One operation at each scale; undefined where our schema does not have it. */
export interface OperationGrowth {
  operation: string;
  points: ({ statements: number; milliseconds: number } | undefined)[];
}

/** For people: SQL statements and the median milliseconds of one request alone, at each scale. */
export function growthTable(scales: readonly number[], growths: readonly OperationGrowth[]): string {
  const head = ['operation', ...scales.map((scale) => `statements ${scale}×`), ...scales.map((scale) => `ms ${scale}×`)];
  const lines = growths.map(({ operation, points }) => [
    operation,
    ...points.map((point) => (point ? String(point.statements) : '–')),
    ...points.map((point) => (point ? point.milliseconds.toFixed(2) : '–')),
  ]);
  const missing = growths.filter(({ points }) => points.includes(undefined)).map(({ operation }) => `not measured: ${operation}: not in our schema yet`);
  return [aligned([head, ...lines]), ...missing].join('\n');
}

/** For programs: null where there is nothing to measure. */
export function growthJsonLine(scales: readonly number[], growths: readonly OperationGrowth[]): string {
  const each = growths.map(({ operation, points }) => [
    operation,
    { statements: points.map((point) => point?.statements ?? null), median_ms: points.map((point) => (point ? twoPlaces(point.milliseconds) : null)) },
  ]);
  return JSON.stringify({ bench: 'read-growth', scales, operations: Object.fromEntries(each) });
}
