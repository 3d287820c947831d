import type { EntityManager } from '@mikro-orm/postgresql';
import { globalId } from '../../schema/Node.ts';
import { Refusal, refuse, refuseAll } from '../../schema/problemWording.ts';
import { CorrectiveMeasure, type Rectification, RectificationHelper, RectificationStepKind } from '../../schema/rectification/index.ts';
import type { MeasureInput } from '../../schema/rectification/mutations.ts';
import { HelperKind } from '../../schema/rectification/words.ts';
import { dayInChina } from '../calendar.ts';
import { checkText } from '../texts.ts';
import { awaitedOf, checkMeasures, incomplete, LONGEST_TEXT } from './rules.ts';
import { type Act, takeStep } from './steps.ts';

/* What the unit or the person does. Late is not refused: it is warned of. */

/** Says why it came to this. */
export function explainRectification(em: EntityManager, key: number, text: string, act: Act): Promise<Rectification> {
  return takeStep(em, key, RectificationStepKind.EXPLAIN, act, (rectification) => {
    refuseAll(checkText('text', text, LONGEST_TEXT));
    Object.assign(rectification, { explanation: text.trim(), explainedAt: act.now, explainedBy: act.name });
    return { text };
  });
}

/** Adds measures, at least one. A person is helped by then: HELPERS_INCOMPLETE. */
export function planMeasures(em: EntityManager, key: number, measures: readonly MeasureInput[], act: Act): Promise<Rectification> {
  return takeStep(em, key, RectificationStepKind.PLAN, act, async (rectification, tx) => {
    const planned = await measuresOf(tx, rectification);
    refuseAll(checkMeasures(measures, planned.length, dayInChina(act.now)));
    if (rectification.officer) await refuseUnhelped(tx, rectification);
    const added = measures.map(({ content, dueOn }, at) =>
      tx.create(CorrectiveMeasure, { rectification, position: planned.length + at + 1, content: content.trim(), dueOn, plannedAt: act.now }),
    );
    rectification.dueOn = awaitedOf([...planned, ...added]);
    return { text: added.map(({ position, content, dueOn }) => `${position}. ${content} ${dueOn}`).join('\n') };
  });
}

/** Says what shows that a measure was carried out, once. */
export async function completeMeasure(em: EntityManager, key: number, evidence: string, act: Act): Promise<Rectification> {
  const known = await em.findOne(CorrectiveMeasure, key);
  if (!known) refuse('UNKNOWN_ID', { field: 'measure', found: globalId('CorrectiveMeasure', key) });
  return takeStep(em, known.rectification.id, RectificationStepKind.COMPLETE, act, async (rectification, tx) => {
    refuseAll(checkText('evidence', evidence, LONGEST_TEXT));
    const measures = await measuresOf(tx, rectification);
    const measure = measures.find(({ id }) => id === key) as CorrectiveMeasure;
    if (measure.completedAt) refuse('MEASURE_ALREADY_COMPLETE', { field: 'measure', found: String(measure.position) });
    Object.assign(measure, { completedAt: act.now, evidence: evidence.trim() });
    rectification.dueOn = awaitedOf(measures);
    return { text: evidence, measure };
  });
}

/** Hands it over for review. Refuses MEASURES_INCOMPLETE, naming those that are not. */
export function submitRectification(em: EntityManager, key: number, act: Act): Promise<Rectification> {
  return takeStep(em, key, RectificationStepKind.SUBMIT, act, async (rectification, tx) => {
    const open = (await measuresOf(tx, rectification)).filter(({ completedAt }) => !completedAt);
    if (open.length) refuse('MEASURES_INCOMPLETE', { field: 'rectification', found: open.map(({ position }) => position).join(', ') });
    Object.assign(rectification, { submittedAt: act.now, dueOn: null });
    return {};
  });
}

function measuresOf(em: EntityManager, rectification: Rectification): Promise<CorrectiveMeasure[]> {
  return em.find(CorrectiveMeasure, { rectification }, { orderBy: { position: 'asc' } });
}

async function refuseUnhelped(em: EntityManager, rectification: Rectification): Promise<void> {
  const helpers = await em.find(RectificationHelper, { rectification });
  if (helpers.length < Object.values(HelperKind).length) throw new Refusal(incomplete(helpers.map(({ kind }) => kind)));
}
