/** An enrolment as the model and the tables are compared by. */
export interface PlainEnrolment {
  officer: number;
  takenBack: boolean;
  completed: boolean;
  /** Of each session what was said of it, the newest last. */
  said: string[][];
}

export interface PlainClass {
  state: string;
  enrolments: PlainEnrolment[];
  /** As the log tells. */
  steps: string[];
}

/** Rectifications of officers, and a class with them, in plain memory. */
export class ClassModel {
  readonly #sessions: number;
  readonly shown: PlainClass = { state: 'ANNOUNCED', enrolments: [], steps: ['ANNOUNCE'] };
  /** By their number: whom they are about, and whether they were withdrawn. */
  readonly rectifications: { officer: number; withdrawn: boolean }[] = [];
  /** Their numbers, as they were withdrawn. */
  readonly #withdrawn: number[] = [];
  readonly #restsOn = new Map<PlainEnrolment, number>();
  /** How many sessions have come. */
  come = 0;

  constructor(sessions: number) {
    this.#sessions = sessions;
  }

  /** What became of rectifications meanwhile, in their order. */
  follow(): void {
    for (const at of this.#withdrawn) {
      for (const [enrolment, basis] of this.#restsOn) {
        if (basis !== at || enrolment.takenBack) continue;
        enrolment.takenBack = true;
        this.shown.steps.push(`TAKE_BACK ${enrolment.officer}`);
      }
    }
  }

  withdraw(at: number): void {
    (this.rectifications[at] as { withdrawn: boolean }).withdrawn = true;
    this.#withdrawn.push(at);
  }

  enrol(at: number): string | null {
    const { officer, withdrawn } = this.rectifications[at] as { officer: number; withdrawn: boolean };
    if (this.shown.state !== 'ANNOUNCED') return 'STUDY_CLASS_STEP_ILLEGAL';
    if (withdrawn) return 'ENROLMENT_NOT_OPEN';
    if (this.#standing().some((each) => each.officer === officer)) return 'ENROLMENT_TWICE';
    const enrolment = { officer, takenBack: false, completed: false, said: Array.from({ length: this.#sessions }, () => []) };
    this.shown.enrolments.push(enrolment);
    this.#restsOn.set(enrolment, at);
    this.shown.steps.push(`ENROL ${officer}`);
    return null;
  }

  attend(which: number, session: number, presence: string): string | null {
    if (this.shown.state !== 'ANNOUNCED') return 'STUDY_CLASS_STEP_ILLEGAL';
    if (session >= this.come) return 'SESSION_NOT_YET';
    const enrolment = this.shown.enrolments[which] as PlainEnrolment;
    if (enrolment.takenBack) return 'ENROLMENT_TAKEN_BACK';
    const said = enrolment.said[session] as string[];
    if (said.at(-1) === presence) return null;
    said.push(presence);
    enrolment.completed = enrolment.said.every((each) => ['PRESENT', 'MADE_UP'].includes(each.at(-1) ?? ''));
    this.shown.steps.push(`ATTEND ${enrolment.officer}`);
    return null;
  }

  end(step: 'CLOSE' | 'CANCEL'): string | null {
    if (this.shown.state !== 'ANNOUNCED') return 'STUDY_CLASS_STEP_ILLEGAL';
    if (step === 'CLOSE' && this.come < this.#sessions) return 'SESSION_NOT_YET';
    if (step === 'CLOSE' && this.#standing().some(({ said }) => said.some((each) => !each.length))) return 'ATTENDANCE_MISSING';
    this.shown.state = step === 'CLOSE' ? 'CLOSED' : 'CANCELLED';
    this.shown.steps.push(step);
    return null;
  }

  #standing(): PlainEnrolment[] {
    return this.shown.enrolments.filter(({ takenBack }) => !takenBack);
  }
}
