import { sparkline } from './sparkline.ts';
import type { BoardYear, UnitYear } from './year.ts';

const WIDTH = 96;
const HEIGHT = 24;

/** A unit's year at a glance. The figures stand beside it and on the unit's page. */
export function YearLine({ unit, months }: { unit: UnitYear | undefined; months: BoardYear['months'] }) {
  const { path, end } = sparkline(
    months.map((month) => unit?.byMonth.get(month)?.score),
    WIDTH,
    HEIGHT,
  );
  return (
    // Stretched to whatever room there is; lines and dots keep their width.
    <svg className="year-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
      {end && <path className="year-line-end" d={`M${end[0]},${end[1]}h0`} />}
    </svg>
  );
}
