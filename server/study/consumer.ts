import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import { Officer, Unit } from '../../schema/organisation/index.ts';
import { Minutes, MinutesRecipient, RetractionNotice, StudyProposal, StudyState, StudyStep } from '../../schema/study/index.ts';
import { Warning, WarningKind, WarningStep } from '../../schema/warning/index.ts';
import type { DurableConsumer } from '../live/consumers/index.ts';
import { appendEvents } from '../live/index.ts';
import { studyLife } from './life.ts';
import { tellStep } from './step.ts';

/** The warnings a study is proposed for, and the grade that they are about. */
const STREAKS: Partial<Record<WarningKind, Grade>> = { [WarningKind.STREAK_GOOD]: Grade.GOOD, [WarningKind.STREAK_POOR]: Grade.POOR };

/**
 * Follows the warnings of streaks: proposes a study for each of a political-legal organ or of one of its leadership, restates it with its warning, and takes it back with
 * it. Each does what is not done yet, so that an event handed over again, in whatever order with what persons do, changes nothing.
 */
export const studyConsumer: DurableConsumer = {
  name: 'studies',
  from: 'beginning',
  async handle(event, em) {
    if (event.kind === 'WARNING_RAISED') return propose(em, event.data.warning, event.at);
    if (event.kind !== 'WARNING_CHANGED') return;
    if (event.data.step === WarningStep.RESTATE) return restate(em, event.data.warning);
    if (event.data.step === WarningStep.RETRACT) return takeBack(em, event.data.warning, event.at);
  },
};

async function propose(em: EntityManager, key: number, raisedAt: Date): Promise<void> {
  const warning = await em.findOneOrFail(Warning, key);
  const grade = STREAKS[warning.kind];
  if (!grade || !warning.unit) return;
  const unit = await em.findOneOrFail(Unit, warning.unit.id);
  const officer = warning.officer ? await em.findOneOrFail(Officer, warning.officer.id) : null;
  if (!(officer || unit.isPoliticalLegalOrgan) || (await em.count(StudyProposal, { warning: key }))) return;
  const { basis, month, origin } = warning;
  const about = { unit, officer, subjectName: (officer ?? unit).name, origin };
  const proposal = em.create(StudyProposal, { warning, ...about, grade, months: basis.length, month, basis, state: StudyState.PROPOSED, raisedAt });
  await em.flush();
  await tellStep(em, proposal, StudyStep.PROPOSE);
}

async function restate(em: EntityManager, key: number): Promise<void> {
  const proposal = await held(em, key);
  if (!proposal || !studyLife.isLegal(proposal, StudyStep.RESTATE)) return;
  const { basis } = await em.findOneOrFail(Warning, key);
  if (String(basis) === String(proposal.basis)) return;
  proposal.basis = basis;
  await em.flush();
  await tellStep(em, proposal, StudyStep.RESTATE);
}

async function takeBack(em: EntityManager, key: number, retractedAt: Date): Promise<void> {
  const proposal = await held(em, key);
  const step = proposal && ([StudyStep.WITHDRAW, StudyStep.RETRACT] as const).find((each) => studyLife.isLegal(proposal, each));
  if (!step) return;
  const wasMinuted = proposal.state === StudyState.MINUTED;
  Object.assign(proposal, { state: studyLife.after(proposal, step), retractedAt });
  await em.flush();
  await tellStep(em, proposal, step);
  if (wasMinuted) await retractMinutes(em, proposal, retractedAt);
}

/** Marks the minutes, and tells everyone whom they were sent to. */
async function retractMinutes(em: EntityManager, proposal: StudyProposal, retractedAt: Date): Promise<void> {
  const minutes = await em.findOneOrFail(Minutes, { proposal: proposal.id });
  const warning = await em.findOneOrFail(Warning, proposal.warning.id);
  const { retractedBy: correction = null, correctedAppraisal = null } = warning;
  const reason = warning.retractionReason ?? '';
  Object.assign(minutes, { retractedAt, retractionReason: reason });
  for (const recipient of await em.find(MinutesRecipient, { minutes: minutes.id }, { orderBy: { position: 'asc' } })) {
    em.create(RetractionNotice, { minutes, recipient, reason, correction, correctedAppraisal, deliveredAt: retractedAt });
  }
  await em.flush();
  await appendEvents(em, [{ kind: 'MINUTES_RETRACTED', data: { minutes: minutes.id } }]);
}

/** The proposal that follows from a warning, if one does, held against whoever is taking a step. */
function held(em: EntityManager, warning: number): Promise<StudyProposal | null> {
  return em.findOne(StudyProposal, { warning }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
