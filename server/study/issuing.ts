import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse } from '../../schema/problemWording.ts';
import { Minutes, MinutesRecipient, StudyStep } from '../../schema/study/index.ts';
import { statementsOn } from '../database/index.ts';
import { appendEvents } from '../live/index.ts';
import { yearInChina } from './dates.ts';
import { readFigures } from './figures.ts';
import { takeStep, unknown } from './step.ts';

export interface Issuing {
  /** Who issues, for the record; null for who has not said. */
  by: string | null;
  /** Key of their account; null where no person does. */
  person: number | null;
  now: Date;
}

/**
 * Gives minutes the next number of the year, delivers them to their recipients and freezes them. Refuses STUDY_STEP_ILLEGAL, DUTY_NOT_SEPARATED to whoever drafted any of it,
 * VALUE_MISSING without a recipient.
 */
export async function issueMinutes(em: EntityManager, key: number, { by, person, now }: Issuing): Promise<Minutes> {
  const drafted = await em.fork().findOne(Minutes, key);
  if (!drafted) throw unknown('Minutes', key);
  return takeStep(em, drafted.proposal.id, StudyStep.ISSUE, async (tx, proposal) => {
    const minutes = await tx.findOneOrFail(Minutes, key);
    if (person !== null && minutes.drafters.includes(person)) refuse('DUTY_NOT_SEPARATED', { found: '会议纪要 the minutes' });
    const delivered = await tx.nativeUpdate(MinutesRecipient, { minutes: key }, { deliveredAt: now });
    if (!delivered) refuse('VALUE_MISSING', { field: 'recipients', expected: '至少一个单位 / one body at least' });
    const year = yearInChina(now);
    const sequence = await nextNumber(tx, year);
    Object.assign(minutes, {
      year,
      sequence,
      documentNumber: `〔${year}〕${sequence}号`,
      issuedAt: now,
      issuedBy: by,
      basis: proposal.basis,
      figures: await readFigures(statementsOn(tx.getKysely<object>()), proposal),
    });
    await tx.flush();
    await appendEvents(tx, [{ kind: 'MINUTES_ISSUED', data: { minutes: key } }]);
    return minutes;
  });
}

/** Held until the transaction ends: whoever issues at the same time waits, and what is rolled back leaves no gap. A sequence of PostgreSQL's would. */
async function nextNumber(em: EntityManager, year: number): Promise<number> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`duban minutes ${year}`]);
  const [row] = await em.execute<{ next: number }[]>('select coalesce(max(sequence), 0) + 1 as next from minutes where year = ?', [year]);
  return row?.next as number;
}
