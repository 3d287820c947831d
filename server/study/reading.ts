import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse } from '../../schema/problemWording.ts';
import type { Viewer } from '../access/viewer.ts';
import { unknown } from './step.ts';

/** Who reads: only a person is a recipient, whatever programs they have made. */
export function readerOf({ kind, id }: Pick<Viewer, 'kind' | 'id'>): number | null {
  return kind === 'person' ? (id ?? null) : null;
}

/** Writes down that minutes were read by the account that they were sent to; the first time counts. Answers the recipient's key. Refuses UNKNOWN_ID to everybody else. */
export async function confirmMinutesRead(em: EntityManager, minutes: number, { reader, now }: { reader: number | null; now: Date }): Promise<number> {
  const recipient = await noteMinutesRead(em, minutes, { reader, now });
  if (recipient === undefined) throw unknown('Minutes', minutes);
  return recipient;
}

/** The same where nobody need be a recipient. */
export async function noteMinutesRead(em: EntityManager, minutes: number, { reader, now }: { reader: number | null; now: Date }): Promise<number | undefined> {
  if (reader === null) return undefined;
  const [row] = await em.execute<{ id: number }[]>(
    'update minutes_recipient set read_at = coalesce(read_at, ?) where minutes_id = ? and account_key = ? and delivered_at is not null returning id',
    [now, minutes, reader],
  );
  return row?.id;
}

/** The same of a notice that minutes were retracted. Answers its key. */
export async function confirmRetractionRead(em: EntityManager, notice: number, { reader, now }: { reader: number | null; now: Date }): Promise<number> {
  const [row] =
    reader === null
      ? []
      : await em.execute<{ id: number }[]>(
          `update retraction_notice n set read_at = coalesce(n.read_at, ?) from minutes_recipient r where n.id = ? and r.id = n.recipient_id and r.account_key = ? returning n.id`,
          [now, notice, reader],
        );
  if (!row) throw unknown('RetractionNotice', notice);
  return row.id;
}

/** Who records a receipt on paper. */
export interface Clerk {
  by: string | null;
  now: Date;
}

/** Writes down that a recipient without an account received minutes on paper; the first time counts. Refuses UNKNOWN_ID also before they are issued, RECIPIENT_HAS_ACCOUNT. */
export async function recordMinutesReceipt(em: EntityManager, recipient: number, { by, now }: Clerk): Promise<number> {
  const [sent] = await em.execute<{ account: number | null }[]>('select account_key as account from minutes_recipient where id = ? and delivered_at is not null', [recipient]);
  if (!sent) throw unknown('MinutesRecipient', recipient);
  refuseWithAccount(sent.account);
  await em.execute('update minutes_recipient set read_at = ?, receipt_by = ? where id = ? and read_at is null', [now, by, recipient]);
  return recipient;
}

/** The same of a notice that minutes were retracted. */
export async function recordRetractionReceipt(em: EntityManager, notice: number, { by, now }: Clerk): Promise<number> {
  const [sent] = await em.execute<{ account: number | null }[]>(
    'select r.account_key as account from retraction_notice n join minutes_recipient r on r.id = n.recipient_id where n.id = ?',
    [notice],
  );
  if (!sent) throw unknown('RetractionNotice', notice);
  refuseWithAccount(sent.account);
  await em.execute('update retraction_notice set read_at = ?, receipt_by = ? where id = ? and read_at is null', [now, by, notice]);
  return notice;
}

function refuseWithAccount(account: number | null): void {
  if (account !== null) refuse('RECIPIENT_HAS_ACCOUNT', { field: 'id' });
}
