/** What a person can do, said again without the server's table. */
const VERBS: Record<string, string[]> = {
  PROPOSED: ['arrangeTalk', 'declineTalk'],
  ARRANGED: ['arrangeTalk', 'declineTalk', 'recordTalk'],
  HELD: ['recordTalk', 'confirmTalkRecord'],
};
const STEPS: Record<string, [step: string, state: string]> = {
  arrangeTalk: ['ARRANGE', 'ARRANGED'],
  declineTalk: ['DECLINE', 'DECLINED'],
  recordTalk: ['RECORD', 'HELD'],
  confirmTalkRecord: ['CONFIRM', 'RECORDED'],
};

/** A talk as the model and the tables are compared by. */
export interface PlainTalk {
  officer: number;
  month: string;
  state: string;
  /** Version of the grade that it rests on. */
  version: number;
  arranged: boolean;
  fell: boolean;
  /** Who wrote its record. */
  writers: number[];
  /** As the log tells. */
  steps: string[];
}

interface Graded {
  officer: number;
  month: string;
  version: number;
  poor: boolean;
  graders: Set<number>;
}

/** Talks in plain memory: what follows from grades when they are looked at, and what persons do. */
export class TalkModel {
  readonly talks: PlainTalk[] = [];
  readonly graded: Graded[] = [];

  grade(officer: number, month: string, poor: boolean, grader: number): Graded {
    const known = this.graded.find((each) => each.officer === officer && each.month === month);
    const found = known ?? { officer, month, version: 0, poor, graders: new Set() };
    if (!known) this.graded.push(found);
    found.graders.add(grader);
    return Object.assign(found, { poor, version: found.version + 1 });
  }

  /** What became of grades meanwhile. */
  follow(): void {
    for (const { officer, month, version, poor } of this.graded) {
      const standing = this.talks.find((each) => each.officer === officer && each.month === month && each.state !== 'WITHDRAWN' && !each.fell);
      const isOpen = standing && ['PROPOSED', 'ARRANGED'].includes(standing.state);
      if (poor && !standing) this.talks.push({ officer, month, state: 'PROPOSED', version, arranged: false, fell: false, writers: [], steps: ['PROPOSE'] });
      if (poor && isOpen && standing.version !== version) {
        standing.version = version;
        standing.steps.push('RESTATE');
      }
      if (poor || !standing) continue;
      standing.fell = true;
      standing.steps.push('LAPSE');
      if (isOpen) standing.state = 'WITHDRAWN';
    }
  }

  /** What a verb is refused with; null where it is done, which it then is here. */
  act(talk: PlainTalk, verb: string, person: number): string | null {
    const legal = legalOf(talk);
    if (!legal.includes(verb)) return `TALK_STEP_ILLEGAL ${talk.state}: ${legal.join(', ') || '无 nothing'}`;
    const graded = this.graded.find((each) => each.officer === talk.officer && each.month === talk.month) as Graded;
    if (verb !== 'recordTalk' && graded.graders.has(person)) return 'DUTY_NOT_SEPARATED';
    if (verb === 'confirmTalkRecord' && talk.writers.includes(person)) return 'DUTY_NOT_SEPARATED';
    if (verb === 'arrangeTalk' && !graded.poor) return `TALK_STEP_ILLEGAL WITHDRAWN: ${talk.arranged ? 'recordTalk' : '无 nothing'}`;
    const [step, state] = STEPS[verb] as [string, string];
    talk.state = state;
    talk.steps.push(step);
    if (verb === 'arrangeTalk') talk.arranged = true;
    if (verb === 'recordTalk') talk.writers = [...new Set([...talk.writers, person])];
    return null;
  }

  shown(): PlainTalk[] {
    return this.talks.toSorted(byOfficer);
  }
}

function legalOf({ state, arranged }: PlainTalk): string[] {
  return state === 'WITHDRAWN' && arranged ? ['recordTalk'] : (VERBS[state] ?? []);
}

/** Those of one officer and month in the order in which they were proposed. */
export function byOfficer(one: PlainTalk, other: PlainTalk): number {
  return one.officer - other.officer || one.month.localeCompare(other.month);
}
