import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { Appraisal, type AppraisalRound } from '../../schema/appraisal/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import { codeOf, type Person } from './ledger.ts';

/*
 * Whoever grades does not approve, and who graded or approved does not review the objection (docs/decisions/0024): by person, whatever roles they have. Nobody decides
 * about themselves. Asked while the round is held.
 */

/** Subjects named in a refusal; whoever graded more knows what is meant. */
const MOST_NAMED = 5;

/** Refuses DUTY_NOT_SEPARATED to who graded anything in the round, also what was graded anew or corrected since; of one subject with `of`. Names it by codes. */
export async function refuseGrader(tx: EntityManager, by: Person, round: AppraisalRound, of?: Pick<Appraisal, 'unit' | 'officer'>): Promise<void> {
  if (by === null) return;
  const about = of ? { unit: of.unit.id, officer: of.officer?.id ?? null } : {};
  const graded = await tx.find(Appraisal, { round, graders: { $contains: [by] as never }, ...about }, { populate: ['unit', 'officer'], orderBy: { id: 'asc' } });
  const codes = [...new Set(graded.map(codeOf))];
  if (codes.length) refuseFor(codes);
}

/** Refuses DUTY_NOT_SEPARATED to who approved the round. */
export function refuseApprover({ month, approvedBy }: AppraisalRound, by: Person): void {
  if (by !== null && approvedBy?.id === by) refuseFor([month]);
}

/** Refuses DUTY_NOT_SEPARATED to who is graded here themselves. */
export async function refuseSubject(tx: EntityManager, by: Person, subjects: readonly Pick<Appraisal, 'unit' | 'officer'>[]): Promise<void> {
  if (by === null) return;
  const { officer } = await tx.findOneOrFail(Account, by);
  const own = subjects.find((each) => officer && each.officer?.id === officer.id);
  if (own) refuseFor([codeOf(own)]);
}

function refuseFor(codes: readonly string[]): never {
  const named = codes.slice(0, MOST_NAMED);
  if (codes.length > MOST_NAMED) named.push(`… (${codes.length})`);
  refuse('DUTY_NOT_SEPARATED', { found: named.join(', ') });
}
