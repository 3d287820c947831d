import { InspectionResult } from '../../schema/inspection/index.ts';
import { Unit, type UnitClass } from '../../schema/organisation/index.ts';
import type { Reader, Row } from '../read/index.ts';

/** The current results of a class in a month, best first; those that share a rank by the unit's code. Empty before publication. */
export async function classRanking(read: Reader, month: string, unitClass: UnitClass): Promise<Row<InspectionResult>[]> {
  const results = await read.rows(InspectionResult, { round: { month: { eq: month } }, unitClass: { eq: unitClass }, supersededAt: { isNull: true } });
  const units = await Promise.all(results.map(({ unit }) => read.one(Unit, unit)));
  const code = new Map(units.map((unit) => [unit?.id, unit?.code ?? '']));
  return results.sort((a, b) => a.rank - b.rank || (code.get(a.unit) as string).localeCompare(code.get(b.unit) as string));
}
