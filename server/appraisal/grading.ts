import type { EntityManager } from '@mikro-orm/postgresql';
import { Appraisal, AppraisalBody, AppraisalRound, AppraisalStep, type Dimension, DimensionScore, GradingMethod, PeerGroup } from '../../schema/appraisal/index.ts';
import type { AppraisalGradeInput, DimensionScoreInput } from '../../schema/appraisal/mutations.ts';
import { Grade } from '../../schema/inspection/index.ts';
import { globalId, parseGlobalId } from '../../schema/Node.ts';
import { Officer, Unit } from '../../schema/organisation/index.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem, refuse, refuseAll } from '../../schema/problemWording.ts';
import { checkDimensions } from './checks.ts';
import { readCitations } from './citations.ts';
import { refuseSubject } from './duty.ts';
import { type Act, checkEvidence, codeOf, currentOf, gradesAmongPeers, scoresOf, takeStep } from './ledger.ts';
import { gradeByThresholds, type OfEach, scoreOf } from './rules.ts';
import { GROUPS_OF, scaleOf, weightsOf } from './settings.ts';

/** Grades handed over at a time. */
export const MOST_GRADES = 200;

/** Who is graded, as the roll has them now. */
interface Subject {
  unit: Unit;
  officer: Officer | null;
  group: PeerGroup;
  name: string;
}

/**
 * Grades organs and officers in a draft, all that are handed over or none; whoever was graded before is graded anew. Grades among peers are those of whoever is
 * graded so far. Refuses, with the place of each in the list: scores that are none, subjects that the round is not about, what is cited that there is not, and
 * POOR_WITHOUT_EVIDENCE below the threshold; whom only a quota makes poor is known when the draft is done.
 */
export async function gradeAppraisals(em: EntityManager, key: number, grades: readonly AppraisalGradeInput[], { by, now }: Act): Promise<AppraisalRound> {
  if (!grades.length) refuse('VALUE_MISSING', { field: 'grades', expected: 'grades' });
  if (grades.length > MOST_GRADES) refuse('NUMBER_OUT_OF_RANGE', { field: 'grades', found: String(grades.length), expected: `1–${MOST_GRADES}` });
  refuseAll(grades.flatMap(({ dimensions }, index) => checkDimensions(dimensions, `grades[${index}].`)));
  return takeStep(
    em,
    AppraisalStep.GRADE,
    async () => key,
    async (tx, round) => {
      const subjects = await readSubjects(tx, round, grades);
      await refuseSubject(tx, by, subjects);
      const cited = await readCitations(
        tx,
        grades.map(({ dimensions }, index) => ({ dimensions, unit: (subjects[index] as Subject).unit.id, place: `grades[${index}].` })),
      );
      const known = new Map((await currentOf(tx, round)).map((appraisal) => [subjectKey(appraisal), appraisal]));
      const scores = await scoresOf(tx, [...known.values()]);
      const problems: Problem[] = [];
      grades.forEach(({ dimensions }, index) => {
        const subject = subjects[index] as Subject;
        const score = scoreOf(pointsOf(dimensions), weightsOf(round));
        const before = known.get(subjectKey(subject));
        const appraisal = before ?? tx.create(Appraisal, draftOf(round, subject, score, now));
        Object.assign(appraisal, { score, gradedAt: now, graders: by === null ? appraisal.graders : [...new Set([...appraisal.graders, by])] });
        known.set(subjectKey(subject), appraisal);
        const written = dimensions.map((input, place) => {
          const row = { score: input.score, evidence: input.evidence?.trim() || null, ...(cited[index]?.[place] ?? {}) };
          const old = before && scores.get(before.id)?.find(({ dimension }) => dimension === input.dimension);
          return old ? Object.assign(old, row) : tx.create(DimensionScore, { appraisal, dimension: input.dimension, ...row });
        });
        const byThreshold = scaleOf(round, subject.group).method !== GradingMethod.QUOTA && gradeByThresholds(score, round) === Grade.POOR;
        if (byThreshold) problems.push(...checkEvidence(round, `grades[${index}]`, codeOf(subject), written));
      });
      refuseAll(problems);
      const all = [...known.values()];
      const standings = gradesAmongPeers(round, all);
      for (const [index, appraisal] of all.entries()) Object.assign(appraisal, standings[index]);
      return round;
    },
  );
}

export function pointsOf(dimensions: readonly DimensionScoreInput[]): OfEach<string> {
  return Object.fromEntries(dimensions.map(({ dimension, score }): [Dimension, string] => [dimension, score])) as OfEach<string>;
}

function draftOf(round: AppraisalRound, { unit, officer, group, name }: Subject, score: string, gradedAt: Date) {
  return { round, unit, officer, subjectName: name, peerGroup: group, peers: 0, score, grade: Grade.MEDIUM, version: 1, fromRevision: round.revision, gradedAt, graders: [] };
}

function subjectKey({ unit, officer }: Pick<Subject | Appraisal, 'unit' | 'officer'>): string {
  return officer ? `officer ${officer.id}` : `unit ${unit.id}`;
}

/** Refuses UNKNOWN_ID for what is nobody that this round is about, and DUPLICATE for who is named twice. */
async function readSubjects(tx: EntityManager, round: AppraisalRound, grades: readonly AppraisalGradeInput[]): Promise<Subject[]> {
  const parsed = grades.map(({ subject }) => parseGlobalId(subject));
  const keysOf = (typeName: string) => parsed.flatMap((each) => (each?.typeName === typeName ? [each.key] : []));
  const units = new Map((await tx.find(Unit, { id: { $in: keysOf('Unit') } })).map((unit) => [globalId('Unit', unit.id), unit]));
  const officers = new Map((await tx.find(Officer, { id: { $in: keysOf('Officer') } }, { populate: ['unit'] })).map((officer) => [globalId('Officer', officer.id), officer]));
  const problems: Problem[] = [];
  const subjects = grades.flatMap(({ subject }, index): Subject[] => {
    const field = `grades[${index}].subject`;
    const first = grades.findIndex((each) => each.subject === subject);
    if (first < index) problems.push(problem('DUPLICATE', { field, found: subject, expected: `grades[${first}]` }));
    const found = subjectOf(units.get(subject), officers.get(subject));
    if (found && isAbout(round, found)) return [found];
    problems.push(problem('UNKNOWN_ID', { field, found: subject }));
    return [];
  });
  refuseAll(problems);
  return subjects;
}

function subjectOf(unit: Unit | undefined, officer: Officer | undefined): Subject | undefined {
  if (officer) return { unit: officer.unit, officer, group: PeerGroup[officer.tier], name: officer.name };
  return unit && { unit, officer: null, group: PeerGroup.ORGAN, name: unit.name };
}

/** The committee grades the tiers that are its own, of every organ; an organ the others, of its own. */
function isAbout({ body, organ }: AppraisalRound, { unit, group }: Subject): boolean {
  if (!unit.isPoliticalLegalOrgan || !GROUPS_OF[body].includes(group)) return false;
  return body === AppraisalBody.COMMITTEE || organ?.id === unit.id;
}
