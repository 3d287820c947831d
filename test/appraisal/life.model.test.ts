import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AppraisalObjection, type AppraisalRound, type AppraisalStep, Dimension, ObjectionState } from '../../schema/appraisal/index.ts';
import { globalId } from '../../schema/Node.ts';
import { Officer, OfficerTier, Unit } from '../../schema/organisation/index.ts';
import { Refusal } from '../../schema/problemWording.ts';
import { gradeAppraisals } from '../../server/appraisal/grading.ts';
import { correctAppraisal, dismissAppraisalObjection, objectToAppraisal, upholdAppraisalObjection } from '../../server/appraisal/objections.ts';
import { openAppraisalRound } from '../../server/appraisal/opening.ts';
import { gradePeers, type Scale } from '../../server/appraisal/rules.ts';
import {
  approveAppraisalRound,
  closeAppraisalRound,
  explainAppraisal,
  fileAppraisalRound,
  openAppraisalExplanation,
  publiciseAppraisalRound,
} from '../../server/appraisal/steps.ts';
import { addWorkingDays, dayInChina } from '../../server/calendar.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { seed } from '../testkit/seed.ts';

/*
 * Steps of a round in any order, by any of four people, as days pass: whether each is refused and why, the state, and every current grade are those of a small model that
 * knows neither tables nor versions.
 */

const RUNS = Number(process.env.MODEL_RUNS ?? 20);
const PEOPLE = 4;
const SIZE = 10;
const MONTHS = Array.from({ length: 240 }, (_, n) => `${2000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);

let database: TestDatabase;
let officers: number[];
let people: number[];
let used = 0;
beforeAll(async () => {
  database = await freshDatabase();
  await seed(database.orm).city().units({ TOWNSHIP: 1 }).write();
  const em = database.orm.em.fork();
  const unit = await em.findOneOrFail(Unit, { code: 'XZ01' });
  unit.isPoliticalLegalOrgan = true;
  for (let n = 0; n < SIZE; n++) em.create(Officer, { code: `T-${n}`, name: `干警${n}`, unit, post: '科员', tier: OfficerTier.STAFF });
  await em.flush();
  officers = (await em.find(Officer, {}, { orderBy: { id: 'asc' } })).map(({ id }) => id);
  const accounts = Array.from({ length: PEOPLE }, (_, n) => `('p${n}', 'P', '{CADRE_OFFICE}')`);
  people = (await em.execute<{ id: number }[]>(`insert into account (name, display_name, roles) values ${accounts.join(', ')} returning id`)).map(({ id }) => id);
});
afterAll(() => database.drop());

type State = 'DRAFT' | 'IN_EXPLANATION' | 'APPROVED' | 'IN_PUBLICITY' | 'CLOSED';
interface Graded {
  score: string;
  graders: Set<number>;
  explained: boolean;
  objection: 'OPEN' | null;
}

/** What a round should be. */
class Model {
  state: State = 'DRAFT';
  filed = false;
  today = '2026-10-09';
  approver = -1;
  deadline = '';
  readonly subjects = new Map<number, Graded>();
  readonly scale: Scale;

  constructor(scale: Scale) {
    this.scale = scale;
  }

  grades(change?: [subject: number, score: string]): Map<number, string> {
    const subjects = [...this.subjects].map(([subject, { score }]) => ({ subject, score: change?.[0] === subject ? change[1] : score }));
    const grades = gradePeers(
      subjects.map(({ score }) => score),
      this.scale,
    );
    return new Map(subjects.map(({ subject }, at) => [subject, grades[at] as string]));
  }

  /** Whether all who are poor have explained. */
  get heard(): boolean {
    return [...this.grades()].every(([subject, grade]) => grade !== 'POOR' || this.subjects.get(subject)?.explained);
  }
}

/** The round in the database, and what tells its rows apart. */
class Real {
  readonly round: number;

  constructor(round: number) {
    this.round = round;
  }

  get em() {
    return database.orm.em.fork();
  }

  async appraisal(subject: number): Promise<number> {
    const [row] = await this.em.execute<{ id: number }[]>('select id from appraisal where round_id = ? and officer_id = ? and superseded_at is null', [
      this.round,
      officers[subject],
    ]);
    return row?.id as number;
  }

  async objection(subject: number): Promise<number> {
    const found = await this.em.findOne(AppraisalObjection, { appraisal: { round: this.round, officer: officers[subject] as number } }, { orderBy: { id: 'desc' } });
    return found?.id as number;
  }

  async shown(): Promise<{ state: string; grades: Record<string, string>; open: number }> {
    const [{ state }] = (await this.em.execute('select state from appraisal_round where id = ?', [this.round])) as [{ state: string }];
    const rows = await this.em.execute<{ officer_id: number; grade: string }[]>(
      'select officer_id, grade from appraisal where round_id = ? and superseded_at is null order by officer_id',
      [this.round],
    );
    const open = await this.em.count(AppraisalObjection, { appraisal: { round: this.round }, state: ObjectionState.OPEN });
    return { state, grades: Object.fromEntries(rows.map(({ officer_id, grade }) => [officers.indexOf(officer_id), grade])), open };
  }
}

const six = (score: string) => Object.values(Dimension).map((dimension) => ({ dimension, score, evidence: '有据' }));
const noon = (day: string) => new Date(`${day}T04:00:00Z`);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => {
      if (error instanceof Refusal) return error.problems[0]?.code as string;
      throw error;
    },
  );

type Command = fc.AsyncCommand<Model, Real>;
type Step = Exclude<keyof typeof AppraisalStep, 'OPEN'>;

/** A step: why it is refused, by the model, or what it changes there; and the real thing. */
function step(
  name: string,
  expected: (model: Model) => string | null,
  change: (model: Model) => void,
  work: (real: Real, now: Date) => Promise<unknown>,
  can: (model: Model) => boolean = () => true,
): Command {
  return {
    check: can,
    run: async (model, real) => {
      const refused = expected(model);
      expect(await codeOf(work(real, noon(model.today)))).toBe(refused);
      if (refused === null) change(model);
      const open = [...model.subjects.values()].filter(({ objection }) => objection).length;
      expect(await real.shown()).toEqual({ state: model.state, grades: Object.fromEntries([...model.grades()].sort(([a], [b]) => a - b)), open });
    },
    toString: () => name,
  };
}

const ILLEGAL = 'APPRAISAL_STEP_ILLEGAL';
const DUTY = 'DUTY_NOT_SEPARATED';
const in_ =
  (state: State, ...reasons: [boolean | undefined, string][]) =>
  (model: Model) =>
    model.state === state ? (reasons.find(([holds]) => holds)?.[1] ?? null) : ILLEGAL;

const subject = fc.nat({ max: SIZE - 1 });
const who = fc.nat({ max: PEOPLE - 1 });
const score = fc.oneof(fc.integer({ min: 50, max: 99 }).map(String), fc.constantFrom('74.99', '80', '90'));
const has = (at: number) => (model: Model) => model.subjects.has(at);

const grade = fc.tuple(fc.array(fc.tuple(subject, score), { minLength: 1, maxLength: SIZE }), who).map(([list, by]) => {
  const scores = new Map(list);
  return step(
    `p${by} grades ${JSON.stringify([...scores])}`,
    in_('DRAFT'),
    ({ subjects }) => {
      for (const [at, points] of scores) subjects.set(at, { score: points, graders: new Set([...(subjects.get(at)?.graders ?? []), by]), explained: false, objection: null });
    },
    ({ em, round }, now) =>
      gradeAppraisals(
        em,
        round,
        [...scores].map(([at, points]) => ({ subject: globalId('Officer', officers[at] as number), dimensions: six(points) })),
        { by: people[by] as number, now },
      ),
  );
});
/** Everybody, so that rounds come to their end. */
const everybody = fc.array(score, { minLength: SIZE, maxLength: SIZE });
const gradesAll = (points: readonly string[], by: number) =>
  step(
    `p${by} grades all ${points}`,
    in_('DRAFT'),
    ({ subjects }) => {
      for (const [at, each] of points.entries()) subjects.set(at, { score: each, graders: new Set([...(subjects.get(at)?.graders ?? []), by]), explained: false, objection: null });
    },
    ({ em, round }, now) =>
      gradeAppraisals(
        em,
        round,
        points.map((each, at) => ({ subject: globalId('Officer', officers[at] as number), dimensions: six(each) })),
        { by: people[by] as number, now },
      ),
  );
const gradeAll = fc.tuple(everybody, who).map(([points, by]) => gradesAll(points, by));
const opensExplanation = step(
  'open explanation',
  (model) =>
    in_('DRAFT', [model.subjects.size === 0, 'APPRAISAL_ROUND_EMPTY'], [model.scale.method !== 'THRESHOLDS' && model.subjects.size < SIZE, 'APPRAISAL_GROUP_TOO_SMALL'])(model),
  (model) => Object.assign(model, { state: 'IN_EXPLANATION', deadline: addWorkingDays(model.today, 5) }),
  ({ em, round }, now) => openAppraisalExplanation(em, round, { now }),
);
const openExplanation = fc.constant(opensExplanation);
const explain = subject.map((at) =>
  step(
    `${at} explains`,
    in_('IN_EXPLANATION'),
    (model) => Object.assign(model.subjects.get(at) as Graded, { explained: true }),
    async (real, now) => explainAppraisal(real.em, await real.appraisal(at), '说明', { now }),
    has(at),
  ),
);
const approves = (by: number) =>
  step(
    `p${by} approves`,
    (model) =>
      in_(
        'IN_EXPLANATION',
        [[...model.subjects.values()].some(({ graders }) => graders.has(by)), DUTY],
        [model.today <= model.deadline && !model.heard, 'APPRAISAL_TOO_EARLY'],
      )(model),
    (model) => Object.assign(model, { state: 'APPROVED', approver: by }),
    ({ em, round }, now) => approveAppraisalRound(em, round, { by: people[by] as number, now }),
  );
const approve = who.map(approves);
const publicises = step(
  'publicise',
  in_('APPROVED'),
  (model) => Object.assign(model, { state: 'IN_PUBLICITY', deadline: addWorkingDays(model.today, 5) }),
  ({ em, round }, now) => publiciseAppraisalRound(em, round, { now }),
);
const publicise = fc.constant(publicises);
const object = subject.map((at) =>
  step(
    `${at} objects`,
    (model) => in_('IN_PUBLICITY', [model.subjects.get(at)?.objection === 'OPEN', 'APPRAISAL_OBJECTION_OPEN'])(model),
    (model) => Object.assign(model.subjects.get(at) as Graded, { objection: 'OPEN' }),
    async (real, now) => objectToAppraisal(real.em, await real.appraisal(at), '异议', { now }),
    has(at),
  ),
);
const mayReview = (model: Model, at: number, by: number): boolean => model.approver !== by && !model.subjects.get(at)?.graders.has(by);
const rescored = (model: Model, at: number, points: string, by: number) => {
  const graded = model.subjects.get(at) as Graded;
  graded.graders.add(by);
  Object.assign(graded, { score: points, objection: null });
};
/** The which-th subject whose objection is open, settled when the step is taken. */
const openOne = (which: number) => {
  let at = -1;
  const open = ({ subjects }: Model) => [...subjects].flatMap(([subject, { objection }]) => (objection ? subject : []));
  return {
    any: (model: Model) => open(model).length > 0,
    settle: (model: Model) => {
      at = open(model)[which % open(model).length] as number;
      return at;
    },
    get at() {
      return at;
    },
  };
};
const uphold = fc.tuple(fc.nat(), who, score).map(([which, by, points]) => {
  const one = openOne(which);
  return step(
    `p${by} upholds the ${which}th to ${points}`,
    (model) => in_('IN_PUBLICITY', [!mayReview(model, one.settle(model), by), DUTY])(model),
    (model) => rescored(model, one.at, points, by),
    async (real, now) => upholdAppraisalObjection(real.em, await real.objection(one.at), { reason: '复核', dimensions: six(points) }, { by: people[by] as number, now }),
    one.any,
  );
});
const dismiss = fc.tuple(fc.nat(), who).map(([which, by]) => {
  const one = openOne(which);
  return step(
    `p${by} dismisses the ${which}th`,
    (model) => in_('IN_PUBLICITY', [!mayReview(model, one.settle(model), by), DUTY])(model),
    (model) => Object.assign(model.subjects.get(one.at) as Graded, { objection: null }),
    async (real, now) => dismissAppraisalObjection(real.em, await real.objection(one.at), '复核', { by: people[by] as number, now }),
    one.any,
  );
});
const close = fc.constant(
  step(
    'close',
    (model) =>
      in_(
        'IN_PUBLICITY',
        [model.today <= model.deadline, 'APPRAISAL_TOO_EARLY'],
        [[...model.subjects.values()].some(({ objection }) => objection), 'APPRAISAL_OBJECTION_OPEN'],
      )(model),
    (model) => Object.assign(model, { state: 'CLOSED' }),
    ({ em, round }, now) => closeAppraisalRound(em, round, { now }),
  ),
);
const file = fc.constant(
  step(
    'file',
    (model) => in_('CLOSED', [model.filed, ILLEGAL])(model),
    (model) => Object.assign(model, { filed: true }),
    ({ em, round }, now) => fileAppraisalRound(em, round, { now }),
  ),
);
const correct = fc.tuple(subject, who, score).map(([at, by, points]) =>
  step(
    `p${by} corrects ${at} to ${points}`,
    (model) => in_('CLOSED', [!model.filed, ILLEGAL], [!mayReview(model, at, by), DUTY])(model),
    (model) => rescored(model, at, points, by),
    async (real, now) => correctAppraisal(real.em, await real.appraisal(at), { reason: '更正', dimensions: six(points) }, { by: people[by] as number, now }),
    has(at),
  ),
);
const passes = (days: number): Command => ({
  check: () => true,
  run: async (model) => {
    model.today = dayInChina(new Date(noon(model.today).getTime() + days * 86_400_000));
  },
  toString: () => `${days} days pass`,
});
const wait = fc.integer({ min: 1, max: 12 }).map(passes);
/** What brings a round into publicity; many steps at random seldom do. */
const broughtThere = everybody.map((points) => [gradesAll(points, 0), opensExplanation, passes(12), approves(1), publicises]);

const COMMANDS: Record<Step, fc.Arbitrary<Command>> & { all: fc.Arbitrary<Command>; wait: fc.Arbitrary<Command> } = {
  GRADE: grade,
  all: gradeAll,
  OPEN_EXPLANATION: openExplanation,
  EXPLAIN: explain,
  APPROVE: approve,
  PUBLICISE: publicise,
  OBJECT: object,
  UPHOLD: uphold,
  DISMISS: dismiss,
  CLOSE: close,
  FILE: file,
  CORRECT: correct,
  wait,
};

test('whatever is done to a round in whatever order, it is refused or done as the model says, and every grade that holds is the model’s', async () => {
  const { OPEN_EXPLANATION, APPROVE, PUBLICISE, CLOSE, OBJECT, UPHOLD } = COMMANDS;
  const weighted = [...Object.values(COMMANDS), OPEN_EXPLANATION, APPROVE, PUBLICISE, CLOSE, ...Array(6).fill(OBJECT), ...Array(8).fill(UPHOLD)];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('THRESHOLDS', 'QUOTA', 'HYBRID'),
      fc.option(broughtThere, { nil: [], freq: 3 }),
      fc.commands(weighted, { maxCommands: 60, size: 'max' }),
      async (method, before, commands) => {
        const settings = { goodFrom: '90', mediumFrom: '75', goodShare: '30', poorShare: '20', method } as Scale;
        const month = MONTHS[used++] as string;
        const round: AppraisalRound = await openAppraisalRound(
          database.orm.em.fork(),
          { month, ...settings, quotaGroups: ['STAFF' as never] },
          { unitCode: 'XZ01', now: noon('2026-10-09') },
        );
        await fc.asyncModelRun(() => ({ model: new Model(settings), real: new Real(round.id) }), [...before, ...commands]);
      },
    ),
    { numRuns: RUNS, endOnFailure: true, ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}) },
  );
}, 300_000);
