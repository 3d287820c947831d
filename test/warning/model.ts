import { type PlainMonth, type PlainResult, plainCauses } from './naive.ts';

export const UNITS = ['XZ01', 'XZ02', 'SZ01'];

/** Hundredths for one occurrence and at most, by item: those of the testkit's seed. */
const COSTS: Record<string, { each: number; cap: number }> = { A1: { each: 150, cap: 600 }, A2: { each: 35, cap: 2000 }, A4: { each: 2500, cap: 9000 }, C1: { each: 0, cap: 0 } };
const LEVELS = ['INFO', 'YELLOW', 'ORANGE', 'RED'];
const TERMS: Record<string, number> = { RESULT_POOR: 3, SCORE_DROP: 7, INSPECTION_MISSING: 7 };

export interface Found {
  item: string;
  occurrences: number;
}

/** A warning as the model and the table are compared by. Moments in days since the beginning. */
export interface Life {
  cause: string;
  life: number;
  state: 'RAISED' | 'ACKNOWLEDGED' | 'RESOLVED' | 'RETRACTED';
  level: string;
  escalations: number;
  raisedOn: number;
  escalatedOn: number | null;
  retractedOn: number | null;
  basis: number[];
  /** Steps it went through, as the log tells: RAISE first. */
  steps: string[];
}

/** What a correction wrote: a result for each unit whose version it replaced. */
export interface Written {
  unit: string;
  month: string;
  id: number;
}

interface Change {
  day: number;
  apply(): void;
  units: readonly string[];
}

/** A city's warnings in plain memory. What is published takes effect on warnings when it is consumed, in the order it was published, as if it were then. */
export class ModelCity {
  readonly lives: Life[] = [];
  /** As it is on the desk: findings of each unit and published month; undefined for not inspected. */
  readonly #desk = new Map<string, Map<string, Found[] | undefined>>();
  /** As far as it was consumed. */
  readonly #known = new Map<string, Map<string, PlainResult | undefined>>();
  #waiting: Change[] = [];
  #day = 0;

  isPublished(month: string): boolean {
    return this.#desk.has(month);
  }

  publish(month: string, outcomes: ReadonlyMap<string, { id: number; found: Found[] }>): void {
    this.#desk.set(month, new Map(UNITS.map((unit) => [unit, outcomes.get(unit)?.found])));
    const results = new Map(UNITS.map((unit) => [unit, resultOf(outcomes.get(unit))]));
    this.#waiting.push({ day: this.#day, units: UNITS, apply: () => this.#known.set(month, results) });
  }

  /** The unit and month that a number means, where there is one that this would change. */
  correctable(which: number, { retract, record }: { retract: boolean; record: string | undefined }): { unit: string; month: string } | undefined {
    const inspected = [...this.#desk].sort().flatMap(([month, units]) => [...units].flatMap(([unit, found]) => (found ? [{ unit, month, found }] : [])));
    const target = inspected[which % inspected.length];
    return target && (record !== undefined || (retract && target.found.length > 0)) ? target : undefined;
  }

  corrected({ unit, month, found, written }: { unit: string; month: string; found: Found[]; written: readonly Written[] }): void {
    this.#desk.get(month)?.set(unit, found);
    for (const each of written) {
      const own = this.#desk.get(month)?.get(each.unit) as Found[];
      this.#waiting.push({ day: this.#day, units: [each.unit], apply: () => this.#known.get(each.month)?.set(each.unit, resultOf({ id: each.id, found: own })) });
    }
  }

  pick(which: number): Life {
    return this.lives[which % this.lives.length] as Life;
  }

  step(life: Life, step: 'ACKNOWLEDGE' | 'RESOLVE'): void {
    life.state = step === 'ACKNOWLEDGE' ? 'ACKNOWLEDGED' : 'RESOLVED';
    life.steps.push(step);
  }

  wait(days: number): void {
    this.#day += days;
  }

  look(): void {
    for (const life of this.lives) {
      const term = TERMS[life.cause.split(' ')[0] as string];
      if (!term || life.state !== 'RAISED') continue;
      const first = LEVELS.indexOf(life.level) - life.escalations;
      const due = Math.min(3, first + Math.floor((this.#day - life.raisedOn) / term)) - first;
      if (due <= life.escalations) continue;
      Object.assign(life, { level: LEVELS[first + due], escalations: due, escalatedOn: this.#day });
      life.steps.push('ESCALATE');
    }
  }

  consume(): void {
    for (const { day, units, apply } of this.#waiting.splice(0)) {
      apply();
      for (const unit of units) this.#settle(unit, day);
    }
  }

  shown(): Life[] {
    return this.lives.toSorted((a, b) => a.cause.localeCompare(b.cause) || a.life - b.life);
  }

  #settle(unit: string, day: number): void {
    const months = [...this.#known].map(([month, results]): PlainMonth => ({ month, result: results.get(unit) }));
    const causes = plainCauses(unit, months);
    for (const life of this.lives.filter(({ cause, state }) => cause.split(' ')[1] === unit && state !== 'RETRACTED')) {
      const cause = causes.get(life.cause);
      if (!cause) {
        Object.assign(life, { state: 'RETRACTED', retractedOn: day });
        life.steps.push('RETRACT');
      } else if (String(cause.results) !== String(life.basis)) {
        life.basis = cause.results;
        life.steps.push('RESTATE');
      }
      causes.delete(life.cause);
    }
    for (const [cause, { level, results }] of causes) {
      const life = 1 + this.lives.filter((each) => each.cause === cause).length;
      this.lives.push({ cause, life, state: 'RAISED', level, escalations: 0, raisedOn: day, escalatedOn: null, retractedOn: null, basis: results, steps: ['RAISE'] });
    }
  }
}

function resultOf(outcome: { id: number; found: readonly Found[] } | undefined): PlainResult | undefined {
  if (!outcome) return undefined;
  const lost = Object.entries(COSTS).map(([item, { each, cap }]) => {
    const occurrences = outcome.found.filter((found) => found.item === item).reduce((sum, found) => sum + found.occurrences, 0);
    return Math.min(cap, each * occurrences);
  });
  return { id: outcome.id, score: Math.max(0, 10_000 - lost.reduce((sum, each) => sum + each, 0)), veto: outcome.found.some(({ item }) => item === 'C1') };
}
