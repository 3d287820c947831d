import type { EntityManager } from '@mikro-orm/postgresql';
import type { DimensionScoreInput } from '../../schema/appraisal/mutations.ts';
import { Finding, InspectionResult } from '../../schema/inspection/index.ts';
import { parseGlobalId } from '../../schema/Node.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem, refuseAll } from '../../schema/problemWording.ts';

/** Scores of a subject of this organ, and where they stand: `grades[3].`. */
interface Citing {
  dimensions: readonly DimensionScoreInput[];
  unit: number;
  place: string;
}

export interface Citation {
  finding: Finding | null;
  result: InspectionResult | null;
}

/** What is cited for each score, in the order given. Refuses UNKNOWN_ID for what there is not, or of another unit, or was taken back. */
export async function readCitations(tx: EntityManager, citing: readonly Citing[]): Promise<Citation[][]> {
  const all = citing.flatMap(({ dimensions }) => dimensions);
  const findings = await tx.find(
    Finding,
    {
      id: {
        $in: keysIn(
          'Finding',
          all.map(({ finding }) => finding),
        ),
      },
      untilVersion: null,
    },
    { populate: ['inspection'] },
  );
  const results = await tx.find(InspectionResult, {
    id: {
      $in: keysIn(
        'InspectionResult',
        all.map(({ result }) => result),
      ),
    },
  });
  const problems: Problem[] = [];
  const cited = citing.map(({ dimensions, unit, place }) =>
    dimensions.map((input, index): Citation => {
      const named = <T extends { id: number }>(field: 'finding' | 'result', typeName: string, among: readonly T[], unitOf: (each: T) => number): T | null => {
        const id = input[field];
        if (id == null) return null;
        const [key] = keysIn(typeName, [id]);
        const found = among.find((each) => each.id === key && unitOf(each) === unit);
        if (!found) problems.push(problem('UNKNOWN_ID', { field: `${place}dimensions[${index}].${field}`, found: id }));
        return found ?? null;
      };
      return {
        finding: named('finding', 'Finding', findings, ({ inspection }) => inspection.unit.id),
        result: named('result', 'InspectionResult', results, (result) => result.unit.id),
      };
    }),
  );
  refuseAll(problems);
  return cited;
}

function keysIn(typeName: string, ids: readonly (string | null | undefined)[]): number[] {
  return ids.flatMap((id) => {
    const parsed = id == null ? undefined : parseGlobalId(id);
    return parsed?.typeName === typeName ? [parsed.key] : [];
  });
}
