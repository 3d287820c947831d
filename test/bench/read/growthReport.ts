import { twoPlaces } from './figures.ts';

/** What a question costs in a city of one size. */
export interface GrowthPoint {
  /** SQL statements. */
  statements: number;
  /** Milliseconds of the database, all statements together. */
  database: number;
  /** Milliseconds of one request alone, from asking to the parsed answer. */
  request: number;
  /** By which ways PostgreSQL comes to the rows. */
  ways: readonly string[];
}

/** One question at each scale; undefined where our schema does not have it. */
export interface QuestionGrowth {
  question: string;
  points: (GrowthPoint | undefined)[];
}

/** For people and for the documentation, in Markdown: milliseconds of the database and, in parentheses, of the whole request; the ways are those in the largest city. */
export function growthTable(scales: readonly number[], growths: readonly QuestionGrowth[]): string {
  const measured = growths.filter(({ points }) => points.some(Boolean));
  const lines = measured.map(({ question, points }) => [question, statementsOf(points), ...points.map(milliseconds), waysOf(points.at(-1))]);
  const head = ['question', 'SQL', ...scales.map((scale) => `${scale}×`), `ways at ${scales.at(-1)}×`];
  const ruler = ['---', '--:', ...scales.map(() => '--:'), '---'];
  const missing = growths.filter((growth) => !measured.includes(growth)).map(({ question }) => `not measured: ${question}: not in our schema`);
  return [...[head, ruler, ...lines].map((cells) => `| ${cells.join(' | ')} |`), ...missing].join('\n');
}

/** One number as long as it is the same at every scale. */
function statementsOf(points: QuestionGrowth['points']): string {
  return [...new Set(points.map((point) => point?.statements ?? '–'))].join(', ');
}

function milliseconds(point: GrowthPoint | undefined): string {
  return point ? `${shown(point.database)} (${shown(point.request)})` : '–';
}

function shown(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function waysOf(point: GrowthPoint | undefined): string {
  return point?.ways.map((way) => (way.includes(' ') ? way : `\`${way}\``)).join(', ') || '–';
}

/** For programs: null where there is nothing to measure. */
export function growthJsonLine(scales: readonly number[], growths: readonly QuestionGrowth[]): string {
  const each = growths.map(({ question, points }) => [
    question,
    {
      statements: points.map((point) => point?.statements ?? null),
      database_ms: points.map((point) => (point ? twoPlaces(point.database) : null)),
      median_ms: points.map((point) => (point ? twoPlaces(point.request) : null)),
    },
  ]);
  return JSON.stringify({ bench: 'read-growth', scales, questions: Object.fromEntries(each) });
}
