import type { EntityManager } from '@mikro-orm/postgresql';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import { Region, RegionKind, Unit } from '../../schema/organisation/index.ts';
import { Minutes, MinutesRecipient, RecipientKind, type StudyProposal, StudyStep } from '../../schema/study/index.ts';
import type { DraftMinutesInput } from '../../schema/study/mutations.ts';
import { checkedText, LONGEST } from '../texts.ts';
import { isAppraised } from './figures.ts';
import { checkedRecipients, defaultRecipients, type Recipient } from './recipients.ts';
import { takeStep } from './step.ts';

/** Grades as minutes name them. */
export const GRADE_WORDS: Readonly<Record<Grade, string>> = { GOOD: '好', MEDIUM: '中', POOR: '差' };

export interface Drafting {
  /** Key of the account of who drafts; null where no person does. */
  person: number | null;
  now: Date;
}

/**
 * Writes the minutes of a study that was decided, or writes them anew as long as they are not issued. Whom they are sent to is said with it, or stays; at first it is the
 * default list. Refuses STUDY_STEP_ILLEGAL before the decision and after the issue, and whatever a text or a list is refused with.
 */
export async function draftMinutes(em: EntityManager, key: number, input: Omit<DraftMinutesInput, 'proposal'>, { person, now }: Drafting): Promise<Minutes> {
  const texts = textsOf(input);
  return takeStep(em, key, StudyStep.DRAFT, async (tx, proposal) => {
    const before = await tx.findOne(Minutes, { proposal: key });
    const given = input.recipients ?? (before ? null : await defaultRecipients(tx));
    const recipients = given && (await checkedRecipients(tx, given));
    const written = { ...texts, draftedAt: now, ...(recipients ? namesOf(recipients) : {}) };
    const minutes = before
      ? Object.assign(before, written)
      : tx.create(Minutes, { proposal, ...(await headOf(tx, proposal)), submittedTo: '', copiedTo: '', ...written, basis: [], drafters: [] });
    if (person !== null && !minutes.drafters.includes(person)) minutes.drafters = [...minutes.drafters, person];
    if (recipients) {
      if (before) await tx.nativeDelete(MinutesRecipient, { minutes: before.id });
      for (const recipient of recipients) tx.create(MinutesRecipient, { minutes, ...recipient });
    }
    return minutes;
  });
}

function textsOf({ meetingOn, place, chair, attendees, observers, considered, decided }: Omit<DraftMinutesInput, 'proposal'>) {
  return {
    meetingOn,
    place: checkedText('place', place, LONGEST.line),
    chair: checkedText('chair', chair, LONGEST.line),
    attendees: checkedText('attendees', attendees, LONGEST.list),
    observers: observers?.trim() ? checkedText('observers', observers, LONGEST.list) : null,
    considered: checkedText('considered', considered, LONGEST.pages),
    decided: checkedText('decided', decided, LONGEST.pages),
  };
}

/** What the minutes have from the register and the streak, kept as it was then. */
async function headOf(em: EntityManager, proposal: StudyProposal): Promise<Pick<Minutes, 'title' | 'office'>> {
  const { unit, origin, grade, months } = proposal;
  const { name } = await em.findOneOrFail(Unit, unit.id);
  const city = await em.findOne(Region, { kind: RegionKind.CITY }, { orderBy: { id: 'asc' } });
  const what = isAppraised(origin) ? '月考评等次' : '督查结果';
  return {
    title: `研究${whomOf(proposal, name)}连续${months}个月${what}为${GRADE_WORDS[grade]}有关情况`,
    office: city ? `中共${city.name}委政法委员会` : '政法委员会',
  };
}

/** Whom minutes are about: the organ, or the officer of it, by the roll. */
export function whomOf({ officer, subjectName }: { officer?: unknown; subjectName: string }, unitName: string): string {
  return officer ? `${unitName}${subjectName}同志` : subjectName;
}

function namesOf(recipients: readonly Recipient[]): Pick<Minutes, 'submittedTo' | 'copiedTo'> {
  const named = (kind: RecipientKind) =>
    recipients
      .filter((each) => each.kind === kind)
      .map(({ body }) => body)
      .join('，');
  return { submittedTo: named(RecipientKind.SUBMITTED_TO), copiedTo: named(RecipientKind.COPIED_TO) };
}
