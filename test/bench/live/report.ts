import type { Figures, Outcome } from './trial.ts';

/** How one size went: what each server showed, or why it could not be measured. */
export interface Measurement {
  subscribers: number;
  ours: Outcome | Error;
  raw: Outcome | Error;
  naive: Outcome | Error;
}

/** Whether everything published reached everybody, once and in order. */
export function isSound(outcome: Outcome | Error): outcome is Outcome {
  return !(outcome instanceof Error) && !outcome.lost && !outcome.repeated && !outcome.misplaced && !Object.keys(outcome.losses).length;
}

const COLUMNS: [title: string, cell: (outcome: Outcome) => string][] = [
  ['events', ({ steady }) => String(steady.events)],
  ['CPU µs', ({ steady }) => fixed(steady.cpu)],
  ['p50 ms', ({ steady }) => fixed(steady.p50)],
  ['p99 ms', ({ steady }) => fixed(steady.p99)],
  ['together', ({ steady }) => fixed(steady.together, 1)],
  ['burst events', ({ burst }) => String(burst?.events ?? '')],
  ['burst CPU µs', ({ burst }) => fixed(burst?.cpu)],
  ['burst p50 ms', ({ burst }) => fixed(burst?.p50)],
  ['burst p99 ms', ({ burst }) => fixed(burst?.p99)],
  ['together', ({ burst }) => fixed(burst?.together, 1)],
  ['RSS kB', ({ residentEach }) => fixed(residentEach / 1_000, 1)],
  ['heap kB', ({ heapEach }) => fixed(heapEach / 1_000, 1)],
  ['lost', ({ lost }) => String(lost)],
  ['repeated', ({ repeated }) => String(repeated)],
  ['misplaced', ({ misplaced }) => String(misplaced)],
  ['client CPU µs', ({ steady }) => fixed(steady.subscriberCpu)],
];

/**
 * For people: CPU is of the server's process, a delivery; memory is a subscriber's; latency is commit to receipt;
 * `together` is how many events came in one read, on the average.
 */
export function table({ subscribers, ...contestants }: Measurement): string {
  const lines = Object.entries(contestants).map(([name, outcome]) => [name, ...COLUMNS.map(([, cell]) => (outcome instanceof Error ? '–' : cell(outcome)))]);
  const rows = [['', ...COLUMNS.map(([title]) => title)], ...lines];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length))) as number[];
  const notes = Object.entries(contestants).flatMap(([name, outcome]) => remarks(outcome).map((remark) => `  ${name}: ${remark}`));
  return [`${subscribers} subscribers`, ...rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] as number)).join('  ')), ...notes].join('\n');
}

function remarks(outcome: Outcome | Error): string[] {
  if (outcome instanceof Error) return [outcome.message];
  return [...outcome.notes, ...Object.entries(outcome.losses).map(([reason, count]) => `${count} ${reason}`)];
}

/** For programs: one line a size. What could not be measured is null. */
export function jsonLine({ subscribers, ours, raw, naive }: Measurement): string {
  const [own, bare, common] = [ours, raw, naive].map((each) => (each instanceof Error ? undefined : each));
  const ratio = (a: Figures | undefined, b: Figures | undefined) => rounded((a?.cpu ?? Number.NaN) / (b?.cpu ?? Number.NaN));
  return JSON.stringify({
    bench: 'live',
    subscribers,
    cpu_us_per_delivery: rounded(own?.steady.cpu),
    raw_cpu_us_per_delivery: rounded(bare?.steady.cpu),
    ratio_to_raw: ratio(own?.steady, bare?.steady),
    naive_ratio: ratio(common?.steady, own?.steady),
    p50_ms: rounded(own?.steady.p50),
    p99_ms: rounded(own?.steady.p99),
    kb_per_subscriber: rounded((own?.residentEach ?? Number.NaN) / 1_000),
    lost: own?.lost ?? null,
    repeated: own?.repeated ?? null,
    misplaced: own?.misplaced ?? null,
    naive_cpu_us_per_delivery: rounded(common?.steady.cpu),
    heap_kb_per_subscriber: rounded((own?.heapEach ?? Number.NaN) / 1_000),
    burst_cpu_us_per_delivery: rounded(own?.burst?.cpu),
    burst_raw_cpu_us_per_delivery: rounded(bare?.burst?.cpu),
    burst_ratio_to_raw: ratio(own?.burst, bare?.burst),
    burst_p50_ms: rounded(own?.burst?.p50),
    burst_p99_ms: rounded(own?.burst?.p99),
    raw_p99_ms: rounded(bare?.steady.p99),
    raw_burst_p99_ms: rounded(bare?.burst?.p99),
    events_together: rounded(own?.steady.together),
    burst_events_together: rounded(own?.burst?.together),
    notes: own?.notes ?? [(ours as Error).message],
  });
}

/** JSON has no NaN: null there. */
function rounded(value = Number.NaN): number | null {
  return Number.isFinite(value) ? Number(value.toFixed(2)) : null;
}

function fixed(value: number | undefined, digits = 2): string {
  return value === undefined ? '' : value.toFixed(digits);
}
