import type { EntityManager } from '@mikro-orm/postgresql';
import { Appraisal, type AppraisalRound, DimensionScore } from '../../schema/appraisal/index.ts';
import type { DimensionScoreInput } from '../../schema/appraisal/mutations.ts';
import { Grade } from '../../schema/inspection/index.ts';
import { refuseAll } from '../../schema/problemWording.ts';
import type { NewEvent } from '../live/index.ts';
import { readCitations } from './citations.ts';
import { pointsOf } from './grading.ts';
import { type Act, checkEvidence, codeOf, currentOf, gradesAmongPeers, scoresOf } from './ledger.ts';
import { scoreOf } from './rules.ts';
import { weightsOf } from './settings.ts';

type Scores = Pick<DimensionScore, 'dimension' | 'score' | 'evidence' | 'finding' | 'result'>;

/**
 * Replaces an appraisal by a version with new scores, and those of its peers whose grade moves with it; the old versions stay, superseded. The round's next
 * revision. Refuses POOR_WITHOUT_EVIDENCE for whoever becomes poor and has nothing cited, also a peer. The round must be held.
 */
export async function replaceScores(
  tx: EntityManager,
  round: AppraisalRound,
  target: Appraisal,
  dimensions: readonly DimensionScoreInput[],
  { by, now }: Act,
  tell: (event: () => NewEvent) => void,
): Promise<Appraisal> {
  const peers = await currentOf(tx, round, target.peerGroup);
  const [cited] = await readCitations(tx, [{ dimensions, unit: target.unit.id, place: '' }]);
  const scored = dimensions.map(({ dimension, score, evidence }, index): Scores => ({ dimension, score, evidence: evidence?.trim() || null, ...cited?.[index] }));
  const standings = peers.map((peer) => ({ peerGroup: peer.peerGroup, score: peer.id === target.id ? scoreOf(pointsOf(dimensions), weightsOf(round)) : peer.score }));
  const grades = gradesAmongPeers(round, standings);
  const replaced = peers
    .map((old, index) => ({ old, score: standings[index]?.score as string, grade: grades[index]?.grade as Grade }))
    .filter(({ old, grade }) => old.id === target.id || old.grade !== grade);
  const known = await scoresOf(
    tx,
    replaced.map(({ old }) => old),
  );
  const scoresFor = (old: Appraisal): readonly Scores[] => (old.id === target.id ? scored : (known.get(old.id) ?? []));
  refuseAll(replaced.filter(({ grade }) => grade === Grade.POOR).flatMap(({ old }) => checkEvidence(round, 'dimensions', codeOf(old), scoresFor(old))));

  round.revision += 1;
  for (const { old } of replaced) Object.assign(old, { supersededAt: now, untilRevision: round.revision });
  // The old versions must be closed before new ones are current: the index allows one a subject.
  await tx.flush();
  const versions = replaced.map(({ old, score, grade }) => {
    const { unit, officer, subjectName, peerGroup, peers: size } = old;
    const graders = old.id === target.id && by !== null ? [by] : [];
    const version = tx.create(Appraisal, {
      ...{ round, unit, officer: officer ?? null, subjectName, peerGroup, peers: size, score, grade, graders },
      version: old.version + 1,
      fromRevision: round.revision,
      gradedAt: now,
    });
    for (const { dimension, score: points, evidence, finding, result } of scoresFor(old)) {
      tx.create(DimensionScore, { appraisal: version, dimension, score: points, evidence: evidence ?? null, finding: finding ?? null, result: result ?? null });
    }
    tell(() => ({ kind: 'APPRAISAL_CORRECTED', data: { appraisal: version.id } }));
    return version;
  });
  return versions[replaced.findIndex(({ old }) => old.id === target.id)] as Appraisal;
}
