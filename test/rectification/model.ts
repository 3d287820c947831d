/* What rectifications are, said as plainly as can be. Nothing here is shared with the server. */

export const UNITS = ['XZ01', 'XZ02'] as const;

/** By when what was opened by hand on the day of the test must be planned. */
export const PLAN_BY = '2026-10-10';

export type Step = 'EXPLAIN' | 'PLAN' | 'COMPLETE' | 'SUBMIT' | 'ACCEPT' | 'SEND_BACK' | 'REOPEN' | 'WITHDRAW';

export interface Life {
  unit: string;
  month: string;
  origin: 'RESULT' | 'HAND';
  state: string;
  /** Of what follows from a result, whose day is the day of the test's run: `plan`. */
  dueOn: string | null;
  measures: { dueOn: string; done: boolean }[];
  reopenings: number;
  causeFell: boolean;
  result: number | null;
  steps: string[];
}

interface Standing {
  result: number;
  poor: boolean;
}

export class ModelRectifications {
  readonly lives: Life[] = [];
  readonly #results = new Map<string, Standing>();
  /** What the log tells of and nobody has read yet. */
  readonly #unread = new Set<string>();
  readonly #rounds = new Set<string>();

  isPublished(month: string): boolean {
    return this.#rounds.has(month);
  }

  get months(): string[] {
    return [...this.#results.keys()];
  }

  publish(unit: string, month: string, standing: Standing): void {
    this.#rounds.add(month);
    this.#results.set(`${unit} ${month}`, standing);
    this.#unread.add(`${unit} ${month}`);
  }

  /** Others, whose rank moved, have another version too. */
  correct(unit: string, month: string, poor: boolean, written: readonly { unit: string; month: string; id: number }[]): void {
    for (const each of written) {
      const before = this.#results.get(`${each.unit} ${each.month}`) as Standing;
      this.publish(each.unit, each.month, { result: each.id, poor: each.unit === unit && each.month === month ? poor : before.poor });
    }
  }

  follow(): void {
    for (const name of this.#unread) {
      const [unit, month] = name.split(' ') as [string, string];
      const { result, poor } = this.#results.get(name) as Standing;
      const life = this.#standing(unit, month, 'RESULT');
      if (poor && !life) this.#begin(unit, month, 'RESULT', 'plan', result);
      else if (poor && life && life.result !== result) {
        life.result = result;
        life.steps.push('RESTATE');
      } else if (!poor && life) {
        life.causeFell = true;
        life.steps.push('LAPSE');
        if (life.state !== 'CLOSED') {
          life.state = 'WITHDRAWN';
          life.dueOn = null;
        }
      }
    }
    this.#unread.clear();
  }

  /** Opens one by hand; the code that it is refused with. */
  open(unit: string, month: string): string | null {
    if (!this.isPublished(month)) return 'ROUND_MISSING';
    if (this.#standing(unit, month, 'HAND')) return 'RECTIFICATION_ALREADY_OPEN';
    this.#begin(unit, month, 'HAND', PLAN_BY, null);
    return null;
  }

  /** Takes a step; the code that it is refused with. */
  take(life: Life, step: Step, { dueOn, measure }: { dueOn: string; measure: number }): string | null {
    if (!this.#legal(life).includes(step)) return 'RECTIFICATION_STEP_ILLEGAL';
    const one = life.measures[measure];
    if (step === 'COMPLETE' && one?.done) return 'MEASURE_ALREADY_COMPLETE';
    if (step === 'SUBMIT' && life.measures.some(({ done }) => !done)) return 'MEASURES_INCOMPLETE';
    life.steps.push(step);
    if (step === 'EXPLAIN') life.state = 'EXPLAINED';
    if (step === 'PLAN') {
      life.state = 'PLANNED';
      life.measures.push({ dueOn, done: false });
    }
    if (step === 'COMPLETE' && one) one.done = true;
    if (step === 'PLAN' || step === 'COMPLETE') life.dueOn = next(life.measures);
    if (step === 'SUBMIT') Object.assign(life, { state: 'SUBMITTED', dueOn: null });
    if (step === 'ACCEPT') Object.assign(life, { state: 'CLOSED', dueOn: null });
    if (step === 'SEND_BACK' || step === 'REOPEN') Object.assign(life, { state: 'REOPENED', dueOn, reopenings: life.reopenings + 1 });
    if (step === 'WITHDRAW') Object.assign(life, { state: 'WITHDRAWN', dueOn: null });
    return null;
  }

  shown(): Life[] {
    return this.lives.map((life) => ({ ...life })).sort(order);
  }

  #legal({ state, origin, causeFell }: Life): Step[] {
    const ofHand: Step[] = origin === 'HAND' ? ['WITHDRAW'] : [];
    if (state === 'OPENED') return ['EXPLAIN', ...ofHand];
    if (state === 'EXPLAINED' || state === 'REOPENED') return ['PLAN', ...ofHand];
    if (state === 'PLANNED') return ['PLAN', 'COMPLETE', 'SUBMIT', ...ofHand];
    if (state === 'SUBMITTED') return ['ACCEPT', 'SEND_BACK', ...ofHand];
    return state === 'CLOSED' && !causeFell ? ['REOPEN'] : [];
  }

  #standing(unit: string, month: string, origin: string): Life | undefined {
    return this.lives.find((life) => life.unit === unit && life.month === month && life.origin === origin && life.state !== 'WITHDRAWN' && !life.causeFell);
  }

  #begin(unit: string, month: string, origin: Life['origin'], dueOn: string, result: number | null): void {
    this.lives.push({ unit, month, origin, state: 'OPENED', dueOn, measures: [], reopenings: 0, causeFell: false, result, steps: ['OPEN'] });
  }
}

function next(measures: Life['measures']): string {
  const open = measures.filter(({ done }) => !done);
  const days = (open.length ? open : measures).map(({ dueOn }) => dueOn).sort();
  return (open.length ? days[0] : days.at(-1)) as string;
}

/** Lives of one cause by age, as they were written. */
export function order(one: Life, other: Life): number {
  const name = ({ unit, month, origin }: Life) => `${unit} ${month} ${origin}`;
  return name(one).localeCompare(name(other));
}
