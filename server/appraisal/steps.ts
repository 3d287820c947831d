import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { Appraisal, AppraisalObjection, type AppraisalRound, AppraisalStatement, AppraisalStep, GradingMethod, ObjectionState } from '../../schema/appraisal/index.ts';
import { Grade } from '../../schema/inspection/index.ts';
import { globalId } from '../../schema/Node.ts';
import { refuse, refuseAll } from '../../schema/problemWording.ts';
import { addWorkingDays, dayInChina } from '../calendar.ts';
import { checkedText } from '../texts.ts';
import { LONGEST_STATEMENT } from './checks.ts';
import { refuseGrader, refuseSubject } from './duty.ts';
import { type Act, checkEvidence, codeOf, currentOf, scoresOf, takeStep } from './ledger.ts';
import { tooSmall } from './opening.ts';
import { LEAST_FOR_QUOTA } from './rules.ts';
import { scaleOf } from './settings.ts';

/** Working days to explain in, and of publicity. */
const EXPLANATION_DAYS = 5;
const PUBLICITY_DAYS = 5;

/**
 * Ends grading; from here on subjects see their own and may explain, until the fifth working day is over. Refuses APPRAISAL_ROUND_EMPTY, APPRAISAL_GROUP_TOO_SMALL
 * where fewer than ten of a group with a quota were graded, and POOR_WITHOUT_EVIDENCE for everybody poor, also by a quota, for whom nothing is cited.
 */
export function openAppraisalExplanation(em: EntityManager, key: number, { now }: Pick<Act, 'now'>): Promise<AppraisalRound> {
  return takeStep(
    em,
    AppraisalStep.OPEN_EXPLANATION,
    async () => key,
    async (tx, round) => {
      const appraisals = await currentOf(tx, round);
      if (!appraisals.length) refuse('APPRAISAL_ROUND_EMPTY', { found: round.month });
      const groups = [...new Map(appraisals.map(({ peerGroup, peers }) => [peerGroup, peers]))];
      refuseAll(
        groups.filter(([group, size]) => scaleOf(round, group).method !== GradingMethod.THRESHOLDS && size < LEAST_FOR_QUOTA).map(([group, size]) => tooSmall(group, size)),
      );
      const scores = await scoresOf(tx, appraisals);
      const poor = appraisals.filter(({ grade }) => grade === Grade.POOR);
      refuseAll(poor.flatMap((each) => checkEvidence(round, 'appraisalRound', codeOf(each), scores.get(each.id) ?? [])));
      return Object.assign(round, { explanationOpenedAt: now, explainBy: addWorkingDays(dayInChina(now), EXPLANATION_DAYS) });
    },
  );
}

/** Writes down what a subject says of their appraisal. They may say more later. */
export function explainAppraisal(em: EntityManager, key: number, text: string, { now }: Pick<Act, 'now'>): Promise<AppraisalStatement> {
  const said = checkedText('text', text, LONGEST_STATEMENT);
  return takeStep(
    em,
    AppraisalStep.EXPLAIN,
    (tx) => roundOf(tx, key),
    async (tx) => tx.create(AppraisalStatement, { appraisal: tx.getReference(Appraisal, key), text: said, writtenAt: now }),
  );
}

/**
 * Approves what another graded. Not before the fifth working day is over, unless everybody who is poor has explained: APPRAISAL_TOO_EARLY. Refuses DUTY_NOT_SEPARATED
 * to who graded anything in the round, and to who is graded in it.
 */
export function approveAppraisalRound(em: EntityManager, key: number, { by, now }: Act): Promise<AppraisalRound> {
  return takeStep(
    em,
    AppraisalStep.APPROVE,
    async () => key,
    async (tx, round) => {
      await refuseGrader(tx, by, round);
      const appraisals = await currentOf(tx, round);
      await refuseSubject(tx, by, appraisals);
      if (!isOver(round.explainBy, now) && !(await haveExplained(tx, appraisals))) refuseEarly(round.explainBy, now);
      return Object.assign(round, { approvedAt: now, approvedBy: by === null ? null : tx.getReference(Account, by) });
    },
  );
}

/** Shows the grades to the peers, for five working days, in which subjects may object. */
export function publiciseAppraisalRound(em: EntityManager, key: number, { now }: Pick<Act, 'now'>): Promise<AppraisalRound> {
  return takeStep(
    em,
    AppraisalStep.PUBLICISE,
    async () => key,
    async (_, round) => Object.assign(round, { publicisedAt: now, publicityEndsOn: addWorkingDays(dayInChina(now), PUBLICITY_DAYS) }),
  );
}

/** Ends publicity. Refuses APPRAISAL_TOO_EARLY while its last day is not over, and APPRAISAL_OBJECTION_OPEN while one is not decided. */
export function closeAppraisalRound(em: EntityManager, key: number, { now }: Pick<Act, 'now'>): Promise<AppraisalRound> {
  return takeStep(
    em,
    AppraisalStep.CLOSE,
    async () => key,
    async (tx, round) => {
      if (!isOver(round.publicityEndsOn, now)) refuseEarly(round.publicityEndsOn, now);
      const open = await tx.count(AppraisalObjection, { appraisal: { round }, state: ObjectionState.OPEN });
      if (open) refuse('APPRAISAL_OBJECTION_OPEN', { field: 'appraisalRound', found: String(open) });
      return Object.assign(round, { closedAt: now });
    },
  );
}

/** Hands an organ's closed round to the committee. Late is late, and is written down. */
export function fileAppraisalRound(em: EntityManager, key: number, { now }: Pick<Act, 'now'>): Promise<AppraisalRound> {
  return takeStep(
    em,
    AppraisalStep.FILE,
    async () => key,
    async (_, round) => Object.assign(round, { filedAt: now, filedLate: isOver(round.fileBy, now) }),
  );
}

/** The key of an appraisal's round. Refuses UNKNOWN_ID. */
export async function roundOf(tx: EntityManager, appraisal: number): Promise<number> {
  const known = await tx.findOne(Appraisal, appraisal);
  if (!known) refuse('UNKNOWN_ID', { field: 'appraisal', found: globalId('Appraisal', appraisal) });
  return known.round.id;
}

/** Whether the last day of something lies behind us, in China. */
function isOver(lastDay: string | null | undefined, now: Date): boolean {
  return lastDay != null && dayInChina(now) > lastDay;
}

function refuseEarly(lastDay: string | null | undefined, now: Date): never {
  refuse('APPRAISAL_TOO_EARLY', { field: 'appraisalRound', found: dayInChina(now), expected: lastDay ?? '' });
}

/** Whether everybody who is poor has said something: where nobody is, nobody is waited for. */
async function haveExplained(tx: EntityManager, appraisals: readonly Appraisal[]): Promise<boolean> {
  const poor = appraisals.filter(({ grade }) => grade === Grade.POOR);
  const statements = await tx.find(AppraisalStatement, { appraisal: { $in: poor.map(({ id }) => id) } });
  return poor.every(({ id }) => statements.some(({ appraisal }) => appraisal.id === id));
}
