import { InspectionResult } from '../../schema/inspection/index.ts';
import type { UnitClass } from '../../schema/organisation/index.ts';
import type { Reader, Row } from '../read/index.ts';

/** The current results of a class in a month, best first; those that share a rank by unit. Empty before publication. */
export async function classRanking(read: Reader, month: string, unitClass: UnitClass): Promise<Row<InspectionResult>[]> {
  const results = await read.rows(InspectionResult, { round: { month: { eq: month } }, unitClass: { eq: unitClass }, supersededAt: { isNull: true } });
  return results.sort((a, b) => a.rank - b.rank || a.unit - b.unit);
}
