import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseAll } from '../../schema/problemWording.ts';
import { type Rectification, RectificationStepKind } from '../../schema/rectification/index.ts';
import { dayInChina } from '../calendar.ts';
import { checkLength, checkText } from '../texts.ts';
import { refuseWorker } from './duty.ts';
import { checkDeadline, LONGEST_TEXT } from './rules.ts';
import { type Act, takeStep } from './steps.ts';

/* What the committee does about the work of others: DUTY_NOT_SEPARATED for whoever did any of it. */

/** What must be done anew, and by when further measures must be planned. */
export interface Rework {
  reason: string;
  dueOn: string;
}

/** Closes what was submitted. */
export function acceptRectification(em: EntityManager, key: number, opinion: string | null, act: Act): Promise<Rectification> {
  return takeStep(em, key, RectificationStepKind.ACCEPT, act, async (rectification, tx) => {
    await refuseWorker(tx, rectification, act.account);
    refuseAll(checkLength('opinion', opinion ?? '', LONGEST_TEXT));
    Object.assign(rectification, { closedAt: act.now, ...reviewed(act, opinion) });
    return { text: opinion };
  });
}

/** Sends back what was submitted. What was done stays done; further measures are awaited. */
export function sendBackRectification(em: EntityManager, key: number, rework: Rework, act: Act): Promise<Rectification> {
  return again(em, key, RectificationStepKind.SEND_BACK, rework, act);
}

/** Takes up again what was closed. */
export function reopenRectification(em: EntityManager, key: number, rework: Rework, act: Act): Promise<Rectification> {
  return again(em, key, RectificationStepKind.REOPEN, rework, act);
}

/** Withdraws what was opened by hand in error. It stays on record with the reason. */
export function withdrawRectification(em: EntityManager, key: number, reason: string, act: Act): Promise<Rectification> {
  return takeStep(em, key, RectificationStepKind.WITHDRAW, act, async (rectification, tx) => {
    await refuseWorker(tx, rectification, act.account);
    refuseAll(checkText('reason', reason, LONGEST_TEXT));
    Object.assign(rectification, { withdrawnAt: act.now, withdrawalReason: reason.trim(), dueOn: null });
    return { text: reason };
  });
}

function again(em: EntityManager, key: number, kind: RectificationStepKind, { reason, dueOn }: Rework, act: Act): Promise<Rectification> {
  return takeStep(em, key, kind, act, async (rectification, tx) => {
    await refuseWorker(tx, rectification, act.account);
    refuseAll([...checkText('reason', reason, LONGEST_TEXT), ...checkDeadline(dueOn, dayInChina(act.now))]);
    Object.assign(rectification, { dueOn, closedAt: null, reopenings: rectification.reopenings + 1, ...reviewed(act, reason) });
    return { text: reason };
  });
}

function reviewed({ now, name }: Act, opinion: string | null): Partial<Rectification> {
  return { reviewedAt: now, reviewedBy: name, review: opinion?.trim() || null };
}
