import type { DeedKind } from './chaos.ts';
import type { LogEntry } from './cluster.ts';
import type { Screen } from './screens.ts';
import { judge, type Verdict } from './verdict.ts';

/** Screens whose differences are told. */
const DETAILED = 10;

/** Everything known when a run is over. */
export interface Run {
  seed: number;
  seconds: number;
  done: Record<DeedKind, number>;
  /** Whether all servers came up again. */
  upAgain: boolean;
  /** Whether every screen that stayed was told of the last event. */
  caughtUp: boolean;
  faults: readonly string[];
  screens: readonly Screen[];
  log: readonly LogEntry[];
}

export interface Report {
  /** Whether every screen was told of every event once and in order, and nothing ended that should not. */
  right: boolean;
  /** The run in one line. */
  line: string;
  /** What is wrong, each with the first place where it shows. */
  details: string[];
}

export function report({ seed, seconds, done, upAgain, caughtUp, faults, screens, log }: Run): Report {
  const verdicts = screens.map((screen) => ({ screen, verdict: judge(screen, log) }));
  const wrong = verdicts.filter(({ verdict }) => verdict.detail);
  const sum = (of: (each: { screen: Screen; verdict: Verdict }) => number) => verdicts.reduce((total, each) => total + of(each), 0);
  const breaks = new Map<string, number>();
  for (const screen of screens) for (const [how, times] of screen.breaks) breaks.set(how, (breaks.get(how) ?? 0) + times);

  const details = [
    ...wrong.slice(0, DETAILED).map(({ screen, verdict }) => `${screen.name}, ${screen.interest.query}\n  ${counts(verdict)}. ${verdict.detail}`),
    ...(wrong.length > DETAILED ? [`and ${wrong.length - DETAILED} more screens`] : []),
    ...faults,
    ...(upAgain ? [] : ['Not all servers came up again.']),
    ...(caughtUp ? [] : ['Not everybody was told of the last event.']),
  ];
  if (details.length) details.push(`Connections ended by: ${[...breaks].map(([how, times]) => `${how} ${times}`).join(', ')}`);

  const found: Verdict = {
    lost: sum(({ verdict }) => verdict.lost),
    repeated: sum(({ verdict }) => verdict.repeated),
    outOfOrder: sum(({ verdict }) => verdict.outOfOrder),
    strange: sum(({ verdict }) => verdict.strange),
  };
  const line = [
    `torture: seed ${seed}`,
    `${seconds} s`,
    `${done.kill} kills (and ${done.stop} stops)`,
    `${done.restart + done.crash} restarts (${done.crash} crashes)`,
    `${done.deafen} deafened`,
    `${done.cut} cuts`,
    `${done.freeze} freezes`,
    `${done.slow} slowed`,
    `${screens.length} screens`,
    `${log.length} events`,
    `${sum(({ screen }) => screen.told.length)} deliveries`,
    `${sum(({ screen }) => screen.resumed)} resumed`,
    counts(found),
  ].join(', ');
  return { right: details.length === 0, line, details };
}

const counts = ({ lost, repeated, outOfOrder, strange }: Verdict) =>
  [`lost ${lost}`, `repeated ${repeated}`, `out of order ${outOfOrder}`, ...(strange ? [`strange ${strange}`] : [])].join(', ');
