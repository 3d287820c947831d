import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { InspectionRound } from '../../schema/inspection/index.ts';
import { globalId } from '../../schema/Node.ts';
import { Officer, Unit } from '../../schema/organisation/index.ts';
import { refuse, refuseAll } from '../../schema/problemWording.ts';
import { Rectification, RectificationOrigin, RectificationState, RectificationStepKind } from '../../schema/rectification/index.ts';
import { ANEW } from '../database/index.ts';
import { checkText } from '../texts.ts';
import { LONGEST_TEXT, planDeadline } from './rules.ts';
import { type Act, accountOf, record } from './steps.ts';

/** Whom to open one of, by hand: a unit, by its code, or an officer, by their key. */
export interface Opening {
  month: string;
  unitCode?: string | null;
  officer?: number | null;
  reason: string;
}

/** Whom it is about: of a person the organ they serve in, and no round. */
type Subject = Pick<Rectification, 'unit' | 'officer' | 'round'>;

/**
 * Opens one by hand, of a unit's month or of a person's. Refuses RECTIFICATION_ALREADY_OPEN where one that was opened by hand stands, closed ones too, since those are
 * reopened; also when somebody else is opening it just now.
 */
export async function openRectification(em: EntityManager, { month, reason, ...named }: Opening, act: Act): Promise<Rectification> {
  refuseAll(checkText('reason', reason, LONGEST_TEXT));
  let found = '';
  try {
    return await em.transactional(async (tx) => {
      const subject = await subjectOf(tx, month, named);
      found = `${subject.officer?.code ?? subject.unit.code} ${month}`;
      return begin(tx, { ...subject, month, origin: RectificationOrigin.HAND, reason: reason.trim() }, act);
    }, ANEW);
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) refuse('RECTIFICATION_ALREADY_OPEN', { field: 'month', found });
    throw error;
  }
}

async function subjectOf(em: EntityManager, month: string, { unitCode, officer }: Omit<Opening, 'month' | 'reason'>): Promise<Subject> {
  if ((unitCode == null) === (officer == null)) refuse('RECTIFICATION_OF_ONE', { field: 'unitCode' });
  if (officer != null) {
    const person = await em.findOne(Officer, officer, { populate: ['unit'] });
    if (!person) refuse('UNKNOWN_ID', { field: 'officer', found: globalId('Officer', officer) });
    return { unit: person.unit, officer: person, round: null };
  }
  const unit = await em.findOne(Unit, { code: unitCode as string });
  if (!unit) refuse('UNKNOWN_UNIT', { field: 'unitCode', found: unitCode as string });
  const round = await em.findOne(InspectionRound, { month });
  if (!round) refuse('ROUND_MISSING', { field: 'month', found: month });
  return { unit, officer: null, round };
}

/** Writes a new one down, in the caller's transaction. What is opened must be explained and planned within five working days. */
export async function begin(
  em: EntityManager,
  about: Subject & Pick<Rectification, 'month' | 'origin'> & Partial<Pick<Rectification, 'result' | 'appraisal' | 'reason'>>,
  act: Act,
): Promise<Rectification> {
  const rectification = em.create(Rectification, {
    ...about,
    state: RectificationState.OPENED,
    openedAt: act.now,
    openedBy: act.name,
    opener: accountOf(em, act.account),
    dueOn: planDeadline(act.now),
    reopenings: 0,
  });
  await record(em, rectification, RectificationStepKind.OPEN, act, { text: about.reason });
  return rectification;
}
