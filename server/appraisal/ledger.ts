import type { EntityManager } from '@mikro-orm/postgresql';
import { Appraisal, AppraisalRound, DimensionScore, type PeerGroup } from '../../schema/appraisal/index.ts';
import type { Grade } from '../../schema/inspection/index.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem } from '../../schema/problemWording.ts';
import { appendEvents, type NewEvent } from '../live/index.ts';
import * as steps from '../step.ts';
import { type RoundStep, roundLife } from './life.ts';
import { gradePeers, hasEvidenceOfPoor } from './rules.ts';
import { scaleOf } from './settings.ts';

/** Key of the account of the person who does something and answers for it; null where no person does. */
export type Person = number | null;

/** Who does something, and when. */
export interface Act {
  by: Person;
  now: Date;
}

/**
 * Takes a round a step on. `find` answers its key; `work` may refuse, and name more to be told of. Refuses UNKNOWN_ID and APPRAISAL_STEP_ILLEGAL.
 */
export async function takeStep<T>(
  em: EntityManager,
  step: RoundStep,
  find: (em: EntityManager) => Promise<number>,
  work: (tx: EntityManager, round: AppraisalRound, tell: (event: () => NewEvent) => void) => Promise<T>,
): Promise<T> {
  const key = await find(em.fork());
  const events: (() => NewEvent)[] = [];
  return steps.takeStep(
    em,
    { of: AppraisalRound, key, field: 'appraisalRound', life: roundLife, step },
    (tx, round) => work(tx, round, (event) => void events.push(event)),
    (tx, round) => appendEvents(tx, [{ kind: 'APPRAISAL_ROUND_CHANGED', data: { appraisalRound: round.id, step } }, ...events.map((event) => event())]),
  );
}

/** The appraisals of a round that hold now, or those of one peer group. */
export function currentOf(tx: EntityManager, round: AppraisalRound, peerGroup?: PeerGroup): Promise<Appraisal[]> {
  return tx.find(Appraisal, { round, supersededAt: null, ...(peerGroup ? { peerGroup } : {}) }, { populate: ['unit', 'officer'], orderBy: { id: 'asc' }, refresh: true });
}

/** The scores of appraisals, by the key of each. */
export async function scoresOf(tx: EntityManager, appraisals: readonly Appraisal[]): Promise<Map<number, DimensionScore[]>> {
  const scores = await tx.find(DimensionScore, { appraisal: { $in: appraisals.map(({ id }) => id) } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(scores, ({ appraisal }) => appraisal.id);
}

interface AmongPeers {
  grade: Grade;
  /** How many the group has. */
  peers: number;
}

/** The grade of each appraisal among its peers; `appraisals` are whole peer groups of the round. */
export function gradesAmongPeers(round: AppraisalRound, appraisals: readonly Pick<Appraisal, 'peerGroup' | 'score'>[]): AmongPeers[] {
  const grades = new Map<object, AmongPeers>();
  for (const [group, peers] of Map.groupBy(appraisals, ({ peerGroup }) => peerGroup)) {
    const graded = gradePeers(
      peers.map(({ score }) => score),
      scaleOf(round, group),
    );
    for (const [index, each] of peers.entries()) grades.set(each, { grade: graded[index] as Grade, peers: peers.length });
  }
  return appraisals.map((each) => grades.get(each) as AmongPeers);
}

type Cited = Pick<DimensionScore, 'score' | 'evidence' | 'finding' | 'result'>;

/** POOR_WITHOUT_EVIDENCE where nothing is cited for a poor grade of the subject of this code. */
export function checkEvidence(round: Pick<AppraisalRound, 'mediumFrom'>, field: string, code: string, scores: readonly Cited[]): Problem[] {
  const scored = scores.map(({ score, evidence, finding, result }) => ({ score, cited: Boolean(evidence || finding || result) }));
  return hasEvidenceOfPoor(scored, round) ? [] : [problem('POOR_WITHOUT_EVIDENCE', { field, found: code, expected: round.mediumFrom })];
}

/** The code of who is appraised: of the officer, or of the organ. The unit and the officer must have been read. */
export function codeOf({ unit, officer }: Pick<Appraisal, 'unit' | 'officer'>): string {
  return officer?.code ?? unit.code;
}
