import sql from 'sql-template-tag';
import { Appraisal, AppraisalRound, Dimension, DimensionScore, GradingMethod, type PeerGroup } from '../../schema/appraisal/index.ts';
import type { Grade } from '../../schema/inspection/index.ts';
import type { Reader, Row } from '../read/index.ts';
import { gradeByThresholds, gradePeers, gradesByQuota, type OfEach, type Scale, scoreOf } from './rules.ts';
import { scaleOf, WEIGHT_OF, weightsOf } from './settings.ts';

/** What of an appraisal its explanation is made from. */
export const EXPLAINED_BY = ['id', 'round', 'peerGroup', 'peers', 'fromRevision', 'score', 'grade'] as const satisfies (keyof Appraisal)[];
export type Explained = Pick<Row<Appraisal>, (typeof EXPLAINED_BY)[number]>;

/** A peer at some revision: with the score it had then. */
interface Peer {
  id: number;
  round: number;
  peerGroup: PeerGroup;
  score: string;
  fromRevision: number;
  untilRevision: number | null;
}

/**
 * Appraisals, each computed again from its six scores and the settings of its round; where a quota counts, among the scores that its peers had at the same revision. Shaped
 * as the GraphQL type AppraisalExplanation; null for one whose scores whoever asks may not see. Of peers whose scores they may not see nothing is told.
 */
export async function explainAppraisals(read: Reader, appraisals: readonly Explained[]) {
  const keys = [...new Set(appraisals.map(({ round }) => round))];
  const [rounds, scores, peers] = await Promise.all([
    read.query<Row<AppraisalRound>>(sql`select ${read.columns(AppraisalRound)} from ${read.seen(AppraisalRound, 't')} where t.id = any(${keys}::int[])`),
    read.pointingAt(
      DimensionScore,
      'appraisal',
      appraisals.map(({ id }) => id),
    ),
    readPeers(read, keys),
  ]);
  const roundOf = new Map(rounds.map((round) => [round.id, round]));
  const order = Object.values(Dimension);
  return appraisals.map((appraisal) => {
    const round = roundOf.get(appraisal.round);
    const scored = (scores.get(appraisal.id) ?? []).toSorted((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension));
    if (!round || scored.length < order.length) return null;
    const points = Object.fromEntries(scored.map(({ dimension, score }) => [dimension, score])) as OfEach<string>;
    const score = scoreOf(points, weightsOf(round));
    const scale = scaleOf(round, appraisal.peerGroup);
    const among = standing(appraisal, score, scale, peers);
    return {
      dimensions: scored.map((each) => ({ dimension: each.dimension, scored: each, weight: round[WEIGHT_OF[each.dimension]] ?? null })),
      score,
      method: scale.method,
      byThresholds: gradeByThresholds(score, scale),
      peers: appraisal.peers,
      ...among,
      holds: score !== appraisal.score ? false : among.grade && among.grade === appraisal.grade,
    };
  });
}

/** The grade of a score among the peers; nothing where they would be needed and not all of them are seen. */
function standing(
  { id, round, peerGroup, peers: size, fromRevision }: Explained,
  score: string,
  scale: Scale,
  all: readonly Peer[],
): { byQuota: Grade | null; grade: Grade | null } {
  if (scale.method === GradingMethod.THRESHOLDS) return { byQuota: null, grade: gradeByThresholds(score, scale) };
  const holding = ({ fromRevision: from, untilRevision: until }: Peer) => from <= fromRevision && (until === null || until > fromRevision);
  const peers = all.filter((each) => each.round === round && each.peerGroup === peerGroup && holding(each));
  const place = peers.findIndex((peer) => peer.id === id);
  if (peers.length !== size || place < 0) return { byQuota: null, grade: null };
  const scores = peers.map((peer) => (peer.id === id ? score : peer.score));
  return { byQuota: gradesByQuota(scores, scale)[place] ?? null, grade: gradePeers(scores, scale)[place] ?? null };
}

/** Every version of every appraisal of rounds, for those who may read scores. */
async function readPeers(read: Reader, rounds: readonly number[]): Promise<Peer[]> {
  if (!read.visibility.mayRead('Appraisal', 'score')) return [];
  return read.query<Peer>(sql`
    select t.id, t.round_id as round, t.peer_group as "peerGroup", t.score::text as score, t.from_revision as "fromRevision", t.until_revision as "untilRevision"
    from ${read.seen(Appraisal, 't')} where t.round_id = any(${[...rounds]}::int[]) order by t.id`);
}
