import type { Row } from './tables.ts';
import { meant } from './values.ts';

/** From and until when a row of a versioned class holds; the end is not within. */
const SPANS: Record<string, { from: string; until: string }> = {
  InspectionResult: { from: 'publishedAt', until: 'supersededAt' },
  Appraisal: { from: 'gradedAt', until: 'supersededAt' },
  StudyAttendance: { from: 'recordedAt', until: 'supersededAt' },
  Finding: { from: 'recordedAt', until: 'retractedAt' },
};

/** Whether a row holds now, or did at a moment. Rows without versions always do. */
export function isCurrent(row: Row, asOf?: string | null): boolean {
  const span = SPANS[row.__typename];
  if (!span) return true;
  const from = row[span.from] as string;
  const until = row[span.until] as string | null;
  if (asOf == null) return until === null;
  // A moment is a millisecond, and what happened within it has happened.
  const [moment, first, last] = [meant('DateTime', asOf) as string, from, until].map((each) => each?.slice(0, 23) ?? null) as [string, string, string | null];
  return first <= moment && (last === null || last > moment);
}
