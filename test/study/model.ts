import type { Life, ModelCity } from '../warning/model.ts';

/** What a person can do, said again without the server's table. */
const VERBS: Record<string, string[]> = { PROPOSED: ['decideStudy', 'declineStudy'], DECIDED: ['draftMinutes', 'issueMinutes'] };

/** Offices on the default list. */
const RECIPIENTS = 4;

export interface PlainMinutes {
  /** Persons who drafted any of it. */
  drafters: number[];
  number: number | null;
  basis: number[];
  isRetracted: boolean;
  notices: number;
}

/** A proposed study as the model and the tables are compared by. */
export interface PlainStudy {
  cause: string;
  life: number;
  state: string;
  basis: number[];
  /** As the log tells. */
  steps: string[];
  minutes: PlainMinutes | null;
}

/** Studies in plain memory: what follows from the warnings of a city's model when it is looked at, and what persons do. */
export class StudyModel {
  readonly studies: PlainStudy[] = [];
  readonly #city: ModelCity;
  readonly #organs: readonly string[];
  readonly #followed = new Map<Life, number>();
  #numbers = 0;

  constructor(city: ModelCity, organs: readonly string[]) {
    this.#city = city;
    this.#organs = organs;
  }

  pick(which: number): PlainStudy {
    return this.studies[which % this.studies.length] as PlainStudy;
  }

  /** What happened to warnings meanwhile. */
  follow(): void {
    for (const life of this.#city.lives) {
      const [kind, unit] = life.cause.split(' ') as [string, string];
      if (!kind.startsWith('STREAK') || !this.#organs.includes(unit)) continue;
      for (const step of life.steps.slice(this.#followed.get(life) ?? 0)) this.#react(life, step);
      this.#followed.set(life, life.steps.length);
    }
  }

  #react(life: Life, step: string): void {
    if (step === 'RAISE') {
      this.studies.push({ cause: life.cause, life: life.life, state: 'PROPOSED', basis: life.basis, steps: ['PROPOSE'], minutes: null });
      return;
    }
    const study = this.studies.find(({ cause, life: number }) => cause === life.cause && number === life.life) as PlainStudy;
    if (step === 'RESTATE' && String(study.basis) !== String(life.basis) && ['PROPOSED', 'DECIDED', 'MINUTED'].includes(study.state)) {
      study.basis = life.basis;
      study.steps.push('RESTATE');
    }
    if (step !== 'RETRACT' || study.state === 'DECLINED') return;
    if (study.state === 'MINUTED') Object.assign(study.minutes as PlainMinutes, { isRetracted: true, notices: RECIPIENTS });
    study.steps.push(study.state === 'PROPOSED' ? 'WITHDRAW' : 'RETRACT');
    study.state = study.state === 'PROPOSED' ? 'WITHDRAWN' : 'RETRACTED';
  }

  /** What a verb is refused with; null where it is done, which it then is here. */
  act(study: PlainStudy, verb: string, person: number): string | null {
    const warning = this.#city.lives.find(({ cause, life }) => cause === study.cause && life === study.life);
    const legal = VERBS[study.state] ?? [];
    if (!legal.includes(verb)) return `STUDY_STEP_ILLEGAL ${study.state}: ${legal.join(', ') || '无 nothing'}`;
    if (warning?.state === 'RETRACTED') return 'STUDY_STEP_ILLEGAL RETRACTED: 无 nothing';
    if (verb === 'issueMinutes' && study.minutes?.drafters.includes(person)) return 'DUTY_NOT_SEPARATED 会议纪要 the minutes: ';
    this.#do(study, verb, person);
    return null;
  }

  #do(study: PlainStudy, verb: string, person: number): void {
    if (verb === 'decideStudy') study.state = 'DECIDED';
    if (verb === 'declineStudy') study.state = 'DECLINED';
    if (verb === 'draftMinutes') {
      study.minutes ??= { drafters: [], number: null, basis: [], isRetracted: false, notices: 0 };
      study.minutes.drafters = [...new Set([...study.minutes.drafters, person])];
    }
    if (verb === 'issueMinutes') {
      study.state = 'MINUTED';
      Object.assign(study.minutes as PlainMinutes, { number: ++this.#numbers, basis: study.basis });
    }
    study.steps.push({ decideStudy: 'DECIDE', declineStudy: 'DECLINE', draftMinutes: 'DRAFT', issueMinutes: 'ISSUE' }[verb] as string);
  }

  shown(): PlainStudy[] {
    return this.studies.toSorted(byCause);
  }
}

export function byCause(one: PlainStudy, other: PlainStudy): number {
  return one.cause.localeCompare(other.cause) || one.life - other.life;
}
