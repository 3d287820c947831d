import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { Correction, type Finding, type Inspection, InspectionResult, type InspectionRound, RoundState, type RuleItem } from '../../schema/inspection/index.ts';
import type { CorrectInspectionResultInput } from '../../schema/inspection/mutations.ts';
import { globalId } from '../../schema/Node.ts';
import { Unit, UnitClass } from '../../schema/organisation/index.ts';
import { refuse, refuseAll } from '../../schema/problemWording.ts';
import { ANEW } from '../database/index.ts';
import { appendEvents, type NewEvent } from '../live/index.ts';
import { checkFinding, checkReason } from './checks.ts';
import { refusePublisher, refuseRecorder } from './duty.ts';
import { Ledger, type Person } from './ledger.ts';
import { readFinding } from './recording.ts';
import { rankScores, type Score, scoreUnit } from './rules.ts';

/** A result about to be written: a unit's score, before it has a rank among its class. */
interface Standing {
  inspection: Inspection;
  unit: Unit;
  unitClass: UnitClass;
  score: Pick<Score, 'score' | 'grade' | 'vetoProposed'>;
  version: number;
}

/**
 * Scores, grades and ranks every unit inspected in the month, and freezes the month.
 *
 * Of two at once the second waits and is refused with ROUND_ALREADY_PUBLISHED. Whoever recorded or took back anything of the month is refused with
 * DUTY_NOT_SEPARATED, also if they do so just now: they hold the round, and we see what they wrote. Events go class by
 * class from last place to first, as a wall would read them out, and end with ROUND_PUBLISHED.
 */
export async function publishInspectionRound(em: EntityManager, month: string, by: Person = null): Promise<InspectionRound> {
  return em.transactional(async (tx) => {
    const ledger = await Ledger.open(tx, month, { by });
    if (ledger.published) refuse('ROUND_ALREADY_PUBLISHED', { field: 'month', found: month });
    if (!ledger.inspections.length) refuse('ROUND_EMPTY', { field: 'month', found: month });
    await refuseRecorder(tx, by, { round: ledger.round.id });

    const units = await tx.find(Unit, { id: { $in: ledger.inspections.map(({ unit }) => unit.id) } });
    const unitOf = new Map(units.map((unit) => [unit.id, unit]));
    const standings = ledger.inspections.map((inspection): Standing => {
      const unit = unitOf.get(inspection.unit.id) as Unit;
      return { inspection, unit, unitClass: unit.unitClass, score: scoreInspection(ledger, inspection), version: 1 };
    });

    const publishedAt = new Date();
    const results: InspectionResult[] = [];
    for (const unitClass of Object.values(UnitClass)) {
      const ofClass = standings.filter((standing) => standing.unitClass === unitClass);
      const ranks = rankScores(ofClass.map(({ score }) => score.score));
      const ranked = ofClass.map((standing, index) => addResult(tx, ledger.round, standing, ranks[index] as number, publishedAt));
      results.push(...ranked.sort((a, b) => b.rank - a.rank || b.unit.id - a.unit.id));
    }
    Object.assign(ledger.round, { state: RoundState.PUBLISHED, publishedAt, publishedBy: by === null ? null : tx.getReference(Account, by) });
    await ledger.close();
    await appendEvents(tx, [...results.map(publishedEvent), { kind: 'ROUND_PUBLISHED', data: { round: ledger.round.id } }]);
    return ledger.round;
  }, ANEW);
}

/**
 * Replaces a published result: findings are retracted or added, the score is computed again and the
 * class ranked again. Whoever's rank moves gets a new version too. The old versions stay, superseded.
 *
 * Whoever published the month, or recorded or took back anything of the unit in it, by an earlier correction too, is refused with DUTY_NOT_SEPARATED.
 */
export async function correctInspectionResult(
  em: EntityManager,
  key: number,
  input: Omit<CorrectInspectionResultInput, 'result' | 'retract'> & { retract: number[] },
  by: Person = null,
): Promise<InspectionResult> {
  return em.transactional(async (tx) => {
    refuseAll(checkReason(input.reason));
    const asked = await tx.findOne(InspectionResult, key, { populate: ['round'] });
    if (!asked) refuse('UNKNOWN_ID', { field: 'result', found: globalId('InspectionResult', key) });
    const ledger = await Ledger.open(tx, asked.round.month, { by });
    const current = await tx.find(
      InspectionResult,
      { round: ledger.round, unitClass: asked.unitClass, supersededAt: null },
      { populate: ['unit', 'inspection'], refresh: true, orderBy: { id: 'asc' } },
    );
    const target = current.find((result) => result.id === key);
    if (!target) refuse('RESULT_SUPERSEDED', { field: 'result' });
    refusePublisher(ledger.round, by);
    await refuseRecorder(tx, by, { round: ledger.round.id, inspection: target.inspection.id });
    if (!input.retract.length && !input.record.length) refuse('NOTHING_TO_CORRECT');

    const correctedAt = new Date();
    const correction = tx.create(Correction, { round: ledger.round, unit: target.unit, reason: input.reason, correctedAt, correctedBy: by });
    changeFindings(ledger, target, input);

    const standings = current.map((result): Standing => {
      const score = result === target ? scoreInspection(ledger, result.inspection) : result;
      return { inspection: result.inspection, unit: result.unit, unitClass: result.unitClass, score, version: result.version + 1 };
    });
    const ranks = rankScores(standings.map(({ score }) => score.score));
    const replaced = current
      .map((old, index) => ({ old, standing: standings[index] as Standing, rank: ranks[index] as number }))
      .filter(({ old, rank }) => old === target || old.rank !== rank);

    for (const { old } of replaced) old.supersededAt = correctedAt;
    // The old versions must be closed before new ones are current: the index allows one a unit.
    await ledger.close();
    const results = replaced.map(({ standing, rank }) => addResult(tx, ledger.round, standing, rank, correctedAt, correction));
    await tx.flush();
    await appendEvents(tx, results.map(publishedEvent));
    return results[replaced.findIndex(({ old }) => old === target)] as InspectionResult;
  }, ANEW);
}

function changeFindings(
  ledger: Ledger,
  target: InspectionResult,
  { reason, retract, record }: { reason: string; retract: number[]; record: CorrectInspectionResultInput['record'] },
): void {
  const version = target.version + 1;
  const ofUnit = (finding: Finding) => finding.inspection.id === target.inspection.id;
  for (const key of new Set(retract)) {
    const finding = ledger.findings.find((each) => each.id === key && ofUnit(each));
    if (!finding) refuse('UNKNOWN_ID', { field: 'retract', found: globalId('Finding', key) });
    ledger.retractFrom(version, finding, reason);
  }
  for (const input of record) {
    const found = readFinding(ledger, input);
    refuseAll(checkFinding(ledger.round.month, target.unit, found));
    ledger.recordFrom(version, target.inspection, found);
  }
}

function scoreInspection(ledger: Ledger, inspection: Inspection): Score {
  const findings = ledger.findings.filter((finding) => finding.inspection.id === inspection.id || finding.inspection === inspection);
  return scoreUnit(
    ledger.items as RuleItem[],
    findings.map(({ item, occurrences }) => ({ item: item.id, occurrences })),
    ledger.round.ruleBook,
  );
}

function addResult(
  em: EntityManager,
  round: InspectionRound,
  { inspection, unit, unitClass, score, version }: Standing,
  rank: number,
  publishedAt: Date,
  correction?: Correction,
): InspectionResult {
  const { score: points, grade, vetoProposed } = score;
  return em.create(InspectionResult, { round, unit, inspection, unitClass, score: points, grade, rank, vetoProposed, version, publishedAt, correction: correction ?? null });
}

function publishedEvent(result: InspectionResult): NewEvent {
  return { kind: 'RESULT_PUBLISHED', data: { round: result.round.id, result: result.id, unitClass: result.unitClass } };
}
