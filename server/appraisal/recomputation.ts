import sql, { empty } from 'sql-template-tag';
import type { AppraisalRound, PeerGroup } from '../../schema/appraisal/index.ts';
import type { Statements } from '../database/index.ts';
import { differencesOf, type FigureDifference } from '../figureDifference.ts';
import { gradesAmongPeers } from './ledger.ts';
import { type OfEach, scoreOf } from './rules.ts';
import { type Weights, weightsOf } from './settings.ts';

/** A version of an appraisal, with its six scores. */
interface Version {
  round: number;
  month: string;
  /** The code of the officer, or of the organ. */
  subject: string;
  version: number;
  fromRevision: number;
  untilRevision: number | null;
  peerGroup: PeerGroup;
  score: string;
  grade: string;
  peers: number;
  scores: OfEach<string>;
}

/**
 * Computes every appraisal of a month, or of all, that was ever shown to its peers, again from what is stored: the score from its six and their weights, the grade from the
 * scores that its peers had at the same revision of the round. Versions that were superseded too.
 */
export async function recomputeAppraisals(db: Statements, month?: string): Promise<{ appraisals: number; differences: FigureDifference[] }> {
  const [rounds, versions] = [await readRounds(db, month), await readVersions(db, month)];
  const among = new Map<Version, { grade: string; peers: number }>();
  for (const [id, ofRound] of Map.groupBy(versions, ({ round }) => round)) {
    const round = rounds.get(id) as AppraisalRound;
    for (const [revision, together] of Map.groupBy(ofRound, ({ fromRevision }) => fromRevision)) {
      const held = ofRound.filter(({ fromRevision, untilRevision }) => fromRevision <= revision && (untilRevision === null || untilRevision > revision));
      const standings = gradesAmongPeers(round, held);
      const standingOf = new Map(held.map((each, at) => [each, standings[at] as { grade: string; peers: number }]));
      for (const each of together) among.set(each, standingOf.get(each) as { grade: string; peers: number });
    }
  }
  const differences = versions.flatMap((each) => {
    const score = scoreOf(each.scores, weightsOf(rounds.get(each.round) as Weights));
    return differencesOf(each, { score, ...(among.get(each) as { grade: string; peers: number }) });
  });
  return { appraisals: versions.length, differences };
}

/** Rounds that were shown, by their keys, with what they grade by. */
async function readRounds(db: Statements, month: string | undefined): Promise<Map<number, AppraisalRound>> {
  const rounds = await db.query<AppraisalRound>(sql`
    select o.id, o.good_from::text as "goodFrom", o.medium_from::text as "mediumFrom", o.method, o.quota_groups as "quotaGroups", o.good_share::text as "goodShare", o.poor_share::text as "poorShare",
      o.virtue_weight::text as "virtueWeight", o.ability_weight::text as "abilityWeight", o.diligence_weight::text as "diligenceWeight",
      o.achievement_weight::text as "achievementWeight", o.integrity_weight::text as "integrityWeight", o.learning_weight::text as "learningWeight"
    from appraisal_round o where ${shown(month)}`);
  return new Map(rounds.map((round) => [round.id, round]));
}

async function readVersions(db: Statements, month: string | undefined): Promise<Version[]> {
  return db.query<Version>(sql`
    select a.round_id as round, o.month, coalesce(f.code, u.code) as subject, a.version, a.from_revision as "fromRevision", a.until_revision as "untilRevision", a.peer_group as "peerGroup",
      a.score::text as score, a.grade, a.peers, (select json_object_agg(d.dimension, d.score::text) from dimension_score d where d.appraisal_id = a.id) as scores
    from appraisal a join appraisal_round o on o.id = a.round_id join unit u on u.id = a.unit_id left join officer f on f.id = a.officer_id
    where ${shown(month)} order by o.month, subject, a.version`);
}

function shown(month: string | undefined) {
  return sql`o.publicised_at is not null ${month ? sql`and o.month = ${month}` : empty}`;
}
