import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../../schema/access/index.ts';
import { Appraisal } from '../../schema/appraisal/index.ts';
import { globalId } from '../../schema/Node.ts';
import { Officer } from '../../schema/organisation/index.ts';
import { refuse, refuseAll } from '../../schema/problemWording.ts';
import { type Rectification, RectificationHelper, RectificationStepKind } from '../../schema/rectification/index.ts';
import type { HelperKind } from '../../schema/rectification/words.ts';
import { refuseSubject } from './duty.ts';
import { checkHelpers } from './rules.ts';
import { type Act, takeStep } from './steps.ts';

/** One of the three, by the key of their entry on the roll. */
export interface NamedHelper {
  kind: HelperKind;
  officer: number;
}

/** Names the three helpers of a person, or puts others in their place: all three at once. Who they were before stands in the steps. */
export function assignHelpers(em: EntityManager, key: number, named: readonly NamedHelper[], act: Act): Promise<Rectification> {
  return takeStep(em, key, RectificationStepKind.ASSIGN_HELPERS, act, async (rectification, tx) => {
    await refuseSubject(tx, rectification, act.account);
    const subject = await tx.findOneOrFail(Officer, (rectification.officer as Officer).id);
    const officers = new Map((await tx.find(Officer, { id: { $in: named.map(({ officer }) => officer) } })).map((each) => [each.id, each]));
    const helpers = named.map(({ kind, officer }) => ({ kind, officer: officers.get(officer) ?? unknown(officer) }));
    refuseAll(checkHelpers(helpers, subject, await judgesOf(tx, rectification)));
    // The old ones must be gone before the new: two of them may only have changed places.
    await tx.nativeDelete(RectificationHelper, { rectification });
    for (const { kind, officer } of helpers) tx.create(RectificationHelper, { rectification, kind, officer, officerName: officer.name, assignedAt: act.now });
    return { text: helpers.map(({ kind, officer }) => `${kind} ${officer.name} ${officer.code}`).join('\n') };
  });
}

/** The officers that opened it, or graded the appraisal that it rests on, as far as they are on the roll. */
async function judgesOf(em: EntityManager, { opener, appraisal }: Rectification): Promise<number[]> {
  const graders = appraisal ? (await em.findOneOrFail(Appraisal, appraisal.id)).graders : [];
  const accounts = await em.find(Account, { id: { $in: [...(opener ? [opener.id] : []), ...graders] } });
  return accounts.flatMap(({ officer }) => officer?.id ?? []);
}

function unknown(officer: number): never {
  refuse('UNKNOWN_ID', { field: 'helpers', found: globalId('Officer', officer) });
}
