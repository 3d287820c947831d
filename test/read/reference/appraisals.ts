import { Dimension } from '../../../schema/appraisal/words.ts';
import { gradeByThresholds, gradePeers, gradesByQuota, scoreOf } from '../../../server/appraisal/rules.ts';
import type { Row } from './tables.ts';
import type { World } from './world.ts';

const WEIGHTS = ['virtueWeight', 'abilityWeight', 'diligenceWeight', 'achievementWeight', 'integrityWeight', 'learningWeight'] as const;

/** How a grade came about: by the scores that may be seen, and among the peers where all of theirs may. */
export function appraisalExplanationOf(world: World, appraisal: Row) {
  const round = world.related(appraisal, 'round');
  const scored = Object.values(Dimension).flatMap(
    (dimension) => world.rows('DimensionScore').find((each) => each.appraisal === appraisal.id && each.dimension === dimension) ?? [],
  );
  if (!round || scored.length < 6) return null;
  const weighted = WEIGHTS.every((column) => round[column] !== null);
  const byDimension = (value: (at: number) => unknown) => Object.fromEntries(scored.map(({ dimension }, at) => [dimension, value(at)])) as never;
  const score = scoreOf(
    byDimension((at) => scored[at]?.score),
    weighted ? byDimension((at) => round[WEIGHTS[at] as string]) : null,
  );
  const method = (round.quotaGroups as string[]).includes(appraisal.peerGroup as string) ? round.method : 'THRESHOLDS';
  const scale = { ...round, method } as never;
  const holdsThen = (each: Row) =>
    Number(each.fromRevision) <= Number(appraisal.fromRevision) && (each.untilRevision === null || Number(each.untilRevision) > Number(appraisal.fromRevision));
  const peers = world.may('Appraisal', 'score')
    ? world.rows('Appraisal').filter((each) => each.round === round.id && each.peerGroup === appraisal.peerGroup && holdsThen(each))
    : [];
  const place = peers.findIndex(({ id }) => id === appraisal.id);
  const scores = peers.map((each) => (each.id === appraisal.id ? score : (each.score as string)));
  const all = place >= 0 && peers.length === appraisal.peers;
  const grade = method === 'THRESHOLDS' ? gradeByThresholds(score, scale) : all ? gradePeers(scores, scale)[place] : null;
  return {
    dimensions: scored.map((each, at) => ({ dimension: each.dimension, scored: each, weight: round[WEIGHTS[at] as string] })),
    score,
    method,
    byThresholds: gradeByThresholds(score, scale),
    byQuota: method !== 'THRESHOLDS' && all ? gradesByQuota(scores, scale)[place] : null,
    peers: appraisal.peers,
    grade,
    holds: score !== appraisal.score ? false : grade === null ? null : grade === appraisal.grade,
  };
}
