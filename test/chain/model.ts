/*
 * What must follow from grades, said as plainly as can be and sharing nothing with the server: no tables, no versions, no events. After every step all of it is worked out
 * anew from the grades that count, and what differs from before was raised, restated or taken back.
 */

export const GRADES = ['GOOD', 'MEDIUM', 'POOR'] as const;
export type Grade = (typeof GRADES)[number];

/** Who is graded: by inspections the unit, by appraisals the organ and its leader. */
export const STREAMS = ['XZ01', 'APPRAISAL_OF_ORGAN XZ01', 'APPRAISAL_OF_OFFICER XZ01-01'] as const;
export type Stream = (typeof STREAMS)[number];
export const APPRAISED = STREAMS.slice(1) as readonly Stream[];

/** Offices on the default list. */
const RECIPIENTS = 4;

/** A grade and the key of the version that says so. */
export interface Graded {
  grade: Grade;
  id: number;
}

/** One life of something that follows from a cause, as the model and the tables are compared by. */
export interface Followed {
  cause: string;
  life: number;
  state: string;
  basis: number[];
}

export interface PlainStudy extends Followed {
  /** How often minutes that went out were taken back, in notices. */
  notices: number;
}

interface Round {
  state: 'IN_PUBLICITY' | 'CLOSED';
  grades: Map<Stream, Graded>;
  /** Those with an objection that is not decided. */
  objecting: Set<Stream>;
}

export class ChainModel {
  readonly published = new Map<string, Graded>();
  readonly rounds = new Map<string, Round>();
  readonly warnings: Followed[] = [];
  readonly rectifications: Followed[] = [];
  readonly studies: PlainStudy[] = [];

  publish(month: string, graded: Graded): void {
    this.published.set(month, graded);
    this.#follow();
  }

  /** Graded and shown to the peers: nothing follows yet. */
  appraise(month: string, grades: Map<Stream, Graded>): void {
    this.rounds.set(month, { state: 'IN_PUBLICITY', grades, objecting: new Set() });
  }

  close(month: string): void {
    this.#round(month).state = 'CLOSED';
    this.#follow();
  }

  /** A new version of an appraisal, by an objection that was upheld or by a correction. */
  regrade(month: string, stream: Stream, graded: Graded): void {
    this.#round(month).grades.set(stream, graded);
    this.#round(month).objecting.delete(stream);
    this.#follow();
  }

  /** Everything that is proposed is decided, and its minutes go out. */
  conclude(): void {
    for (const study of this.studies) if (study.state === 'PROPOSED') study.state = 'MINUTED';
  }

  shown() {
    const sorted = <T extends Followed>(all: readonly T[]) => all.toSorted(byCause);
    return { warnings: sorted(this.warnings), rectifications: sorted(this.rectifications), studies: sorted(this.studies) };
  }

  #round(month: string): Round {
    return this.rounds.get(month) as Round;
  }

  /** What counts of a stream, in the order of the months. */
  #counting(stream: Stream): [month: string, graded: Graded][] {
    const months = new Map<string, Graded>();
    if (stream === 'XZ01') for (const [month, graded] of this.published) months.set(month, graded);
    else
      for (const [month, { state, grades }] of this.rounds) {
        const graded = grades.get(stream);
        if (state === 'CLOSED' && graded) months.set(month, graded);
      }
    return [...months].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  #follow(): void {
    const streaks = new Map(STREAMS.flatMap((stream) => streaksIn(stream, this.#counting(stream))));
    const poor = STREAMS.flatMap((stream) => this.#counting(stream).flatMap(([month, { grade, id }]) => (grade === 'POOR' ? [{ stream, month, id }] : [])));
    const poorResults = poor.filter(({ stream }) => stream === 'XZ01').map(({ stream, month, id }): [string, number[]] => [`RESULT_POOR ${stream} ${month}`, [id]]);
    follow(this.warnings, new Map([...streaks, ...poorResults]), { first: 'RAISED', over: 'RETRACTED' });
    follow(this.rectifications, new Map(poor.map(({ stream, month, id }) => [`${stream} ${month}`, [id]])), { first: 'OPENED', over: 'WITHDRAWN' });
    this.#followStudies(streaks);
  }

  #followStudies(streaks: ReadonlyMap<string, number[]>): void {
    const standing = this.studies.filter(({ state }) => state === 'PROPOSED' || state === 'MINUTED');
    for (const study of standing) {
      const basis = streaks.get(study.cause);
      if (basis) study.basis = basis;
      else Object.assign(study, study.state === 'MINUTED' ? { state: 'RETRACTED', notices: RECIPIENTS } : { state: 'WITHDRAWN' });
    }
    for (const [cause, basis] of streaks) {
      if (standing.some((study) => study.cause === cause)) continue;
      this.studies.push({ cause, life: lifeOf(this.studies, cause), state: 'PROPOSED', basis, notices: 0 });
    }
  }
}

/** Rows of the same grade, good or poor, that are two long, four, six …: each month looks back for itself. */
function streaksIn(stream: Stream, months: readonly [month: string, graded: Graded][]): [cause: string, basis: number[]][] {
  return months.flatMap(([month, { grade }], at): [string, number[]][] => {
    const back = months.slice(0, at + 1).reverse();
    const other = back.findIndex(([, each]) => each.grade !== grade);
    const row = back.slice(0, other < 0 ? undefined : other).reverse();
    return grade === 'MEDIUM' || row.length % 2 ? [] : [[`STREAK_${grade} ${stream} ${month} ${row.length}`, row.map(([, { id }]) => id)]];
  });
}

/** What held and does not is over; what holds and did not begins another life. */
function follow(lives: Followed[], held: ReadonlyMap<string, number[]>, { first, over }: { first: string; over: string }): void {
  const standing = lives.filter(({ state }) => state === first);
  for (const life of standing) {
    const basis = held.get(life.cause);
    if (basis) life.basis = basis;
    else life.state = over;
  }
  for (const [cause, basis] of held) {
    if (!standing.some((life) => life.cause === cause)) lives.push({ cause, life: lifeOf(lives, cause), state: first, basis });
  }
}

function lifeOf(lives: readonly Followed[], cause: string): number {
  return 1 + lives.filter((each) => each.cause === cause).length;
}

export function byCause(one: Followed, other: Followed): number {
  return one.cause.localeCompare(other.cause) || one.life - other.life;
}
