import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import { AppraisalBody, AppraisalRound, AppraisalRoundState, AppraisalStep, Dimension, GradingMethod, PeerGroup } from '../../schema/appraisal/index.ts';
import type { OpenAppraisalRoundInput } from '../../schema/appraisal/mutations.ts';
import { Officer, OfficerTier, Unit } from '../../schema/organisation/index.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem, refuse, refuseAll } from '../../schema/problemWording.ts';
import { ANEW } from '../database/index.ts';
import { appendEvents } from '../live/index.ts';
import { checkFigure, HIGHEST_SCORE } from './checks.ts';
import { filingDay } from './filing.ts';
import { LEAST_FOR_QUOTA } from './rules.ts';
import { GROUPS_OF, WEIGHT_OF, type Weights } from './settings.ts';

/** 1.5. */
const THRESHOLDS = { goodFrom: '90.00', mediumFrom: '75.00' };
/** Per cent of a group. Not in the source; a round may have others. */
const SHARES = { goodShare: '30.00', poorShare: '5.00' };

/**
 * Opens a month for the committee or, with the code of one, for an organ, and settles how it grades. Refuses APPRAISAL_ROUND_ALREADY_OPEN, also when another request is
 * opening it just now, UNKNOWN_UNIT for what is no political-legal organ, and APPRAISAL_GROUP_TOO_SMALL for a quota on fewer than ten of the roll.
 */
export async function openAppraisalRound(em: EntityManager, input: OpenAppraisalRoundInput, { unitCode, now }: { unitCode?: string; now: Date }): Promise<AppraisalRound> {
  const body = unitCode === undefined ? AppraisalBody.COMMITTEE : AppraisalBody.ORGAN;
  const { month } = input;
  const settings = { ...THRESHOLDS, ...SHARES, ...given(input) };
  refuseAll([...checkThresholds(settings), ...checkShares(settings), ...checkWeights(input.weights), ...checkGroups(input, body)]);
  try {
    return await em.transactional(async (tx) => {
      const organ = unitCode === undefined ? null : await tx.findOne(Unit, { code: unitCode, isPoliticalLegalOrgan: true });
      if (unitCode !== undefined && !organ) refuse('UNKNOWN_UNIT', { field: 'unitCode', found: unitCode });
      const method = input.method ?? GradingMethod.THRESHOLDS;
      const quotaGroups = method === GradingMethod.THRESHOLDS ? [] : (input.quotaGroups ?? [...GROUPS_OF[body]]);
      await refuseSmallGroups(tx, quotaGroups, organ);
      const round = tx.create(AppraisalRound, {
        month,
        body,
        organ,
        state: AppraisalRoundState.DRAFT,
        ...settings,
        method,
        quotaGroups,
        ...weightsIn(input.weights),
        revision: 1,
        openedAt: now,
        fileBy: organ ? filingDay(month) : null,
      });
      await tx.flush();
      await appendEvents(tx, [{ kind: 'APPRAISAL_ROUND_CHANGED', data: { appraisalRound: round.id, step: AppraisalStep.OPEN } }]);
      return round;
    }, ANEW);
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) refuse('APPRAISAL_ROUND_ALREADY_OPEN', { field: 'month', found: month });
    throw error;
  }
}

/** Of peer groups those with fewer than ten on the roll. */
async function refuseSmallGroups(em: EntityManager, groups: readonly PeerGroup[], organ: Unit | null): Promise<void> {
  const problems: Problem[] = [];
  for (const group of groups) {
    const size =
      group === PeerGroup.ORGAN ? await em.count(Unit, { isPoliticalLegalOrgan: true }) : await em.count(Officer, { tier: OfficerTier[group], ...(organ ? { unit: organ } : {}) });
    if (size < LEAST_FOR_QUOTA) problems.push(tooSmall(group, size));
  }
  refuseAll(problems);
}

export function tooSmall(group: PeerGroup, size: number): Problem {
  return problem('APPRAISAL_GROUP_TOO_SMALL', { field: 'quotaGroups', found: `${group} ${size}`, expected: String(LEAST_FOR_QUOTA) });
}

function given({ goodFrom, mediumFrom, goodShare, poorShare }: OpenAppraisalRoundInput) {
  const figures = Object.entries({ goodFrom, mediumFrom, goodShare, poorShare }).filter((entry): entry is [string, string] => entry[1] != null);
  return Object.fromEntries(figures) as Partial<typeof THRESHOLDS & typeof SHARES>;
}

function checkThresholds({ goodFrom, mediumFrom }: typeof THRESHOLDS): Problem[] {
  const problems = [...checkFigure('goodFrom', goodFrom, 0, HIGHEST_SCORE), ...checkFigure('mediumFrom', mediumFrom, 0, HIGHEST_SCORE)];
  if (!problems.length && new Decimal(mediumFrom).gte(goodFrom))
    problems.push(problem('NUMBER_OUT_OF_RANGE', { field: 'mediumFrom', found: mediumFrom, expected: `< ${goodFrom}` }));
  return problems;
}

function checkShares({ goodShare, poorShare }: typeof SHARES): Problem[] {
  const problems = [...checkFigure('goodShare', goodShare, 0, 100), ...checkFigure('poorShare', poorShare, 0, 100)];
  if (!problems.length && new Decimal(goodShare).plus(poorShare).gt(100))
    problems.push(problem('NUMBER_OUT_OF_RANGE', { field: 'poorShare', found: poorShare, expected: `≤ 100 − ${goodShare}` }));
  return problems;
}

function checkWeights(weights: OpenAppraisalRoundInput['weights']): Problem[] {
  if (!weights) return [];
  const problems = weights.flatMap(({ dimension, weight }, index) => {
    const first = weights.findIndex((each) => each.dimension === dimension);
    const twice = first < index ? [problem('DUPLICATE', { field: `weights[${index}].dimension`, found: dimension, expected: `weights[${first}]` })] : [];
    return [...twice, ...checkFigure(`weights[${index}].weight`, weight, 0, 100)];
  });
  const missing = Object.values(Dimension).filter((dimension) => !weights.some((each) => each.dimension === dimension));
  if (missing.length) problems.push(problem('VALUE_MISSING', { field: 'weights', expected: missing.join(', ') }));
  const sum = weights.reduce((total, { weight }) => total.plus(weight), new Decimal(0));
  if (!problems.length && !sum.eq(100)) problems.push(problem('NUMBER_OUT_OF_RANGE', { field: 'weights', found: sum.toString(), expected: '100' }));
  return problems;
}

/** A body lays a quota on groups of its own only. */
function checkGroups({ quotaGroups }: OpenAppraisalRoundInput, body: AppraisalBody): Problem[] {
  return (quotaGroups ?? [])
    .filter((group) => !GROUPS_OF[body].includes(group))
    .map((group) => problem('UNKNOWN_WORD', { field: 'quotaGroups', found: group, expected: GROUPS_OF[body].join(', ') }));
}

function weightsIn(weights: OpenAppraisalRoundInput['weights']): Partial<Weights> {
  return Object.fromEntries((weights ?? []).map(({ dimension, weight }) => [WEIGHT_OF[dimension], weight]));
}
