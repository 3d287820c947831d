import sql, { empty } from 'sql-template-tag';
import { InspectionResult, InspectionRound } from '../../schema/inspection/index.ts';
import { Unit, type UnitClass } from '../../schema/organisation/index.ts';
import { type Reader, versionCondition } from '../read/index.ts';

/** Which results: of a class or of all, as they are now or were at a moment. */
interface Which {
  unitClass?: UnitClass;
  asOf?: Date | null;
}

/**
 * The rankings of a month, a class each: the keys of its results, best first; those that share a rank by the unit's code. Empty
 * before publication.
 */
export async function monthRankings(read: Reader, month: string, { unitClass, asOf }: Which = {}): Promise<Map<UnitClass, number[]>> {
  const results = await read.query<{ id: number; unitClass: UnitClass }>(sql`
    select t.id, t.unit_class as "unitClass" from ${read.seen(InspectionResult, 't')} join ${read.seen(Unit, 'u')} on u.id = t.unit_id
    where t.round_id = (select id from ${read.seen(InspectionRound, 'r')} where month = ${month}) ${unitClass ? sql`and t.unit_class = ${unitClass}` : empty}
      and ${versionCondition(read.models, InspectionResult, { asOf }, 't')}
    order by t.rank, u.code`);
  const keys = new Map<UnitClass, number[]>();
  for (const [each, ranked] of Map.groupBy(results, (result) => result.unitClass))
    keys.set(
      each,
      ranked.map(({ id }) => id),
    );
  return keys;
}
