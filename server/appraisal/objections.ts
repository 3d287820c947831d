import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { Appraisal, AppraisalObjection, type AppraisalRound, AppraisalStep, ObjectionState } from '../../schema/appraisal/index.ts';
import type { DimensionScoreInput } from '../../schema/appraisal/mutations.ts';
import { globalId } from '../../schema/Node.ts';
import { refuse, refuseAll } from '../../schema/problemWording.ts';
import { checkedText } from '../texts.ts';
import { checkDimensions, LONGEST_PARAGRAPH, LONGEST_STATEMENT } from './checks.ts';
import { replaceScores } from './correction.ts';
import { refuseApprover, refuseGrader, refuseSubject } from './duty.ts';
import { type Act, type Person, takeStep } from './ledger.ts';
import { roundOf } from './steps.ts';

/** Objects to an appraisal, the version that holds. Refuses RESULT_SUPERSEDED, and APPRAISAL_OBJECTION_OPEN while another of the same subject is not decided. */
export function objectToAppraisal(em: EntityManager, key: number, text: string, { now }: Pick<Act, 'now'>): Promise<AppraisalObjection> {
  const said = checkedText('text', text, LONGEST_STATEMENT);
  return takeStep(
    em,
    AppraisalStep.OBJECT,
    (tx) => roundOf(tx, key),
    async (tx, round) => {
      const appraisal = await readCurrent(tx, key);
      if (await tx.count(AppraisalObjection, { appraisal: { round, ...subjectOf(appraisal) }, state: ObjectionState.OPEN }))
        refuse('APPRAISAL_OBJECTION_OPEN', { field: 'appraisal', found: '1' });
      return tx.create(AppraisalObjection, { appraisal, text: said, state: ObjectionState.OPEN, madeAt: now });
    },
  );
}

/**
 * Upholds an objection: the appraisal is scored anew, and whoever of its peers has another grade for it. Refuses DUTY_NOT_SEPARATED to who graded the subject in the round,
 * by an earlier correction too, who approved it, and who is the subject.
 */
export function upholdAppraisalObjection(
  em: EntityManager,
  key: number,
  { reason, dimensions }: { reason: string; dimensions: readonly DimensionScoreInput[] },
  { by, now }: Act,
): Promise<AppraisalObjection> {
  const why = checkedText('reason', reason, LONGEST_PARAGRAPH);
  refuseAll(checkDimensions(dimensions));
  return takeStep(
    em,
    AppraisalStep.UPHOLD,
    (tx) => roundOfObjection(tx, key),
    async (tx, round, tell) => {
      const { objection, current } = await readOpen(tx, round, key, by);
      await replaceScores(tx, round, current, dimensions, { by, now }, tell);
      return Object.assign(objection, decided(tx, ObjectionState.UPHELD, why, { by, now }), { revision: round.revision });
    },
  );
}

/** Leaves the appraisal as it is, with a reason. Refuses as {@link upholdAppraisalObjection} does. */
export function dismissAppraisalObjection(em: EntityManager, key: number, reason: string, { by, now }: Act): Promise<AppraisalObjection> {
  const why = checkedText('reason', reason, LONGEST_PARAGRAPH);
  return takeStep(
    em,
    AppraisalStep.DISMISS,
    (tx) => roundOfObjection(tx, key),
    async (tx, round) => {
      const { objection } = await readOpen(tx, round, key, by);
      return Object.assign(objection, decided(tx, ObjectionState.DISMISSED, why, { by, now }));
    },
  );
}

/** What the committee puts right of a closed round. It stands as an objection that was upheld at once. Refuses as {@link upholdAppraisalObjection} does. */
export function correctAppraisal(
  em: EntityManager,
  key: number,
  { reason, dimensions }: { reason: string; dimensions: readonly DimensionScoreInput[] },
  { by, now }: Act,
): Promise<Appraisal> {
  const why = checkedText('reason', reason, LONGEST_PARAGRAPH);
  refuseAll(checkDimensions(dimensions));
  return takeStep(
    em,
    AppraisalStep.CORRECT,
    (tx) => roundOf(tx, key),
    async (tx, round, tell) => {
      const current = await readCurrent(tx, key);
      await refuseReviewer(tx, round, current, by);
      const version = await replaceScores(tx, round, current, dimensions, { by, now }, tell);
      tx.create(AppraisalObjection, { appraisal: current, text: why, madeAt: now, ...decided(tx, ObjectionState.UPHELD, why, { by, now }), revision: round.revision });
      return version;
    },
  );
}

function decided(tx: EntityManager, state: ObjectionState, reason: string, { by, now }: Act) {
  return { state, reason, decidedAt: now, decidedBy: by === null ? null : tx.getReference(Account, by) };
}

async function roundOfObjection(tx: EntityManager, key: number): Promise<number> {
  const objection = await tx.findOne(AppraisalObjection, key, { populate: ['appraisal'] });
  if (!objection) refuse('UNKNOWN_ID', { field: 'objection', found: globalId('AppraisalObjection', key) });
  return objection.appraisal.round.id;
}

/** An objection that is to be decided, and what holds now of its subject: a peer's correction may have moved the grade since. */
async function readOpen(tx: EntityManager, round: AppraisalRound, key: number, by: Person): Promise<{ objection: AppraisalObjection; current: Appraisal }> {
  const objection = await tx.findOneOrFail(AppraisalObjection, key, { populate: ['appraisal'], refresh: true });
  if (objection.state !== ObjectionState.OPEN) refuse('APPRAISAL_OBJECTION_DECIDED', { field: 'objection', found: objection.state });
  const current = await tx.findOneOrFail(Appraisal, { round, ...subjectOf(objection.appraisal), supersededAt: null }, { populate: ['unit', 'officer'], refresh: true });
  await refuseReviewer(tx, round, current, by);
  return { objection, current };
}

async function refuseReviewer(tx: EntityManager, round: AppraisalRound, appraisal: Appraisal, by: Person): Promise<void> {
  refuseApprover(round, by);
  await refuseGrader(tx, by, round, appraisal);
  await refuseSubject(tx, by, [appraisal]);
}

async function readCurrent(tx: EntityManager, key: number): Promise<Appraisal> {
  const appraisal = await tx.findOneOrFail(Appraisal, key, { populate: ['unit', 'officer'], refresh: true });
  if (appraisal.supersededAt) refuse('RESULT_SUPERSEDED', { field: 'appraisal' });
  return appraisal;
}

function subjectOf({ unit, officer }: Appraisal) {
  return { unit: unit.id, officer: officer?.id ?? null };
}
