import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Finding, type Inspection, type InspectionRound } from '../../schema/inspection/index.ts';
import type { FindingInput, RecordFindingInput, RecordInspectionInput } from '../../schema/inspection/mutations.ts';
import { globalId } from '../../schema/Node.ts';
import { Unit } from '../../schema/organisation/index.ts';
import { refuse, refuseAll } from '../../schema/problemWording.ts';
import { ANEW } from '../database/index.ts';
import { appendEvents } from '../live/index.ts';
import { checkFinding, checkReason, checkVisit } from './checks.ts';
import { addRound, Ledger, type NewFinding, type Person } from './ledger.ts';

/** Opens a month. Refuses ROUND_ALREADY_OPEN, also when another request is opening it just now, and RULE_BOOK_MISSING. */
export async function openInspectionRound(em: EntityManager, month: string): Promise<InspectionRound> {
  try {
    return await em.transactional(async (tx) => {
      const round = await addRound(tx, month);
      await appendEvents(tx, [{ kind: 'ROUND_OPENED', data: { round: round.id } }]);
      return round;
    }, ANEW);
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) refuse('ROUND_ALREADY_OPEN', { field: 'month', found: month });
    throw error;
  }
}

/** A visit that found nothing, or nothing yet. Twice for one unit is one inspection. */
export async function recordInspection(em: EntityManager, input: RecordInspectionInput, by: Person = null): Promise<Inspection> {
  return em.transactional(async (tx) => {
    const ledger = await Ledger.open(tx, input.month, { by });
    const unit = await unitByCode(tx, input.unitCode);
    refuseAll(checkVisit(input.month, input));
    const inspection = ledger.inspect(unit, input);
    await ledger.close();
    return inspection;
  }, ANEW);
}

/** Writes down a finding in a month that is not published yet. */
export async function recordFinding(em: EntityManager, input: RecordFindingInput, by: Person = null): Promise<Finding> {
  return em.transactional(async (tx) => {
    const ledger = await Ledger.open(tx, input.month, { by });
    ledger.refuseIfPublished();
    const unit = await unitByCode(tx, input.unitCode);
    const found = readFinding(ledger, input);
    refuseAll(checkFinding(input.month, unit, found));
    const finding = ledger.record(unit, found);
    await ledger.close();
    return finding;
  }, ANEW);
}

/** Takes a finding back before its month is published; afterwards only a correction can. */
export async function retractFinding(em: EntityManager, key: number, reason: string, by: Person = null): Promise<Finding> {
  return em.transactional(async (tx) => {
    refuseAll(checkReason(reason));
    const known = await tx.findOne(Finding, key, { populate: ['inspection.round'] });
    if (!known) refuse('UNKNOWN_ID', { field: 'finding', found: globalId('Finding', key) });
    const ledger = await Ledger.open(tx, known.inspection.round.month, { by });
    const finding = await tx.refreshOrFail(known);
    ledger.retract(finding, reason);
    await ledger.close();
    return finding;
  }, ANEW);
}

/** The finding an input means, with its rule item. Refuses UNKNOWN_RULE_ITEM. */
export function readFinding(ledger: Ledger, input: FindingInput): NewFinding {
  const item = ledger.ruleItem(input.itemCode);
  if (!item) refuse('UNKNOWN_RULE_ITEM', { field: 'itemCode', found: input.itemCode, expected: ledger.itemCodes.join(', ') });
  const { evidence, occurrences, inspector, inspectedOn, rectifyBy } = input;
  return { item, evidence, occurrences, inspector, inspectedOn, rectifyBy: rectifyBy ?? null };
}

async function unitByCode(em: EntityManager, code: string): Promise<Unit> {
  const unit = await em.findOne(Unit, { code });
  if (!unit) refuse('UNKNOWN_UNIT', { field: 'unitCode', found: code });
  return unit;
}
