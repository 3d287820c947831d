import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../../schema/access/Role.ts';
import { refuse } from '../../schema/problemWording.ts';
import { DefaultRecipient, type RecipientKind } from '../../schema/study/index.ts';
import { nameOf } from '../access/names.ts';
import { ANEW } from '../database/index.ts';
import { checkedText, LONGEST } from '../texts.ts';

/** Most bodies in one list: it is part of a printed page. */
const MOST = 50;

/** As it is written down. */
export interface GivenRecipient {
  body: string;
  kind: RecipientKind;
  signInName?: string | null;
}

/** As it is sent to. */
export interface Recipient extends GivenRecipient {
  /** From 1. */
  position: number;
  signInName: string | null;
  /** Key of the account it is read by; null where it is delivered on paper. */
  accountKey: number | null;
}

/** A list in order. Refuses VALUE_MISSING, VALUE_TOO_LONG, DUPLICATE for a body or an account that stands in it twice, RECIPIENT_UNKNOWN for whoever is no leader. */
export async function checkedRecipients(em: EntityManager, given: readonly GivenRecipient[]): Promise<Recipient[]> {
  if (!given.length) refuse('VALUE_MISSING', { field: 'recipients', expected: '至少一个单位 / one body at least' });
  if (given.length > MOST) refuse('NUMBER_OUT_OF_RANGE', { field: 'recipients', found: String(given.length), expected: `1–${MOST}` });
  const named = given.map(({ body, kind, signInName }, index) => ({
    body: checkedText('body', body, LONGEST.line),
    kind,
    position: index + 1,
    signInName: signInName?.trim() ? nameOf(signInName) : null,
  }));
  for (const field of ['body', 'signInName'] as const) refuseTwice(field, named);
  const accounts = await leadersNamed(
    em,
    named.flatMap(({ signInName }) => signInName ?? []),
  );
  return named.map((each) => {
    const accountKey = each.signInName === null ? null : accounts.get(each.signInName);
    if (accountKey === undefined) refuse('RECIPIENT_UNKNOWN', { field: 'signInName', found: each.signInName ?? '' });
    return { ...each, accountKey };
  });
}

/** Replaces the default list by another one. Of two at once the second does so after the first. */
export function setDefaultRecipients(em: EntityManager, given: readonly GivenRecipient[]): Promise<number[]> {
  return em.transactional(async (tx) => {
    await tx.execute('lock table default_recipient in share row exclusive mode');
    const recipients = await checkedRecipients(tx, given);
    await tx.nativeDelete(DefaultRecipient, {});
    const made = recipients.map(({ accountKey: _, ...each }) => tx.create(DefaultRecipient, each));
    await tx.flush();
    return made.map(({ id }) => id);
  }, ANEW);
}

/** The default list, in order. */
export function defaultRecipients(em: EntityManager): Promise<DefaultRecipient[]> {
  return em.find(DefaultRecipient, {}, { orderBy: { position: 'asc' } });
}

function refuseTwice(field: 'body' | 'signInName', recipients: readonly Pick<Recipient, 'body' | 'signInName' | 'position'>[]): void {
  const first = new Map<string, number>();
  for (const recipient of recipients) {
    const text = recipient[field];
    if (text === null) continue;
    const before = first.get(text);
    if (before !== undefined) refuse('DUPLICATE', { field, found: text, expected: String(before) });
    first.set(text, recipient.position);
  }
}

async function leadersNamed(em: EntityManager, names: readonly string[]): Promise<Map<string, number>> {
  if (!names.length) return new Map();
  const rows = await em.execute<{ name: string; id: number }[]>(
    `select name, id from account where name in (${names.map(() => '?').join(', ')}) and ? = any(roles) and disabled_at is null`,
    [...names, Role.LEADER],
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}
