import type { ProblemCode } from '../schema/Problem.ts';
import { refuse } from '../schema/problemWording.ts';

/** From which states a step is legal and where it leads; nowhere, where the state stays. */
export interface Transition<State extends string, Step extends string, Standing = unknown> {
  step: Step;
  from: readonly State[];
  to?: State;
  /** The verb by which a person takes it; without one only the system does. */
  verb?: string;
  /** Of which of them it is legal; of all without it. */
  of?(standing: Standing): boolean;
  /** As the docs draw it. */
  drawn: string;
}

/** What else is to be known of a life. */
export interface LifeParts<State extends string> {
  /** How it begins, and where; each drawn. */
  begins: readonly [state: State, drawn: string][];
  /** Where it may end for good. */
  ends: readonly State[];
  /** What an illegal step is refused with, and the field that it names. */
  refusal: { code: keyof typeof ProblemCode; field?: string };
}

/** The table of what may happen to something. Whatever changes it goes by this table, and its docs are drawn from it. */
export class Life<State extends string, Step extends string, Standing extends { state: State } = { state: State }> {
  readonly #table: readonly Transition<State, Step, Standing>[];
  readonly #parts: LifeParts<State>;

  constructor(table: readonly Transition<State, Step, Standing>[], parts: LifeParts<State>) {
    this.#table = table;
    this.#parts = parts;
  }

  /** The state after a step. Refuses one that is not legal, naming the verbs that are. */
  after(standing: Standing, step: Step): State {
    const transition = this.#legal(standing).find((each) => each.step === step);
    return transition ? (transition.to ?? standing.state) : this.refuse(standing);
  }

  isLegal(standing: Standing, step: Step): boolean {
    return this.#legal(standing).some((each) => each.step === step);
  }

  /** What people can do as it stands. */
  verbs(standing: Standing): string[] {
    return this.#legal(standing).flatMap(({ verb }) => verb ?? []);
  }

  /** The states in which a step may be legal. */
  statesBefore(step: Step): State[] {
    return this.#table.flatMap((each) => (each.step === step ? each.from : []));
  }

  /** Refuses whatever cannot be done as it stands. */
  refuse(standing: Standing): never {
    const { code, ...field } = this.#parts.refusal;
    refuse(code, { ...field, found: standing.state, expected: this.verbs(standing).join(', ') || '无 nothing' });
  }

  /** The table as a mermaid diagram. */
  diagram(): string {
    const { begins, ends } = this.#parts;
    const steps = this.#table.flatMap(({ from, to, drawn }) => from.map((state) => `  ${state} --> ${to ?? state}: ${drawn}`));
    return ['stateDiagram-v2', ...begins.map(([state, drawn]) => `  [*] --> ${state}: ${drawn}`), ...steps, ...ends.map((state) => `  ${state} --> [*]`)].join('\n');
  }

  #legal(standing: Standing): Transition<State, Step, Standing>[] {
    return this.#table.filter(({ from, of }) => from.includes(standing.state) && (of?.(standing) ?? true));
  }
}
