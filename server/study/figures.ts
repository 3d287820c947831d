import sql, { type Sql } from 'sql-template-tag';
import { Appraisal, AppraisalRound } from '../../schema/appraisal/index.ts';
import { InspectionResult, InspectionRound } from '../../schema/inspection/index.ts';
import type { Figure, StudyProposal } from '../../schema/study/index.ts';
import { WarningOrigin } from '../../schema/warning/words.ts';
import type { Statements } from '../database/index.ts';
import type { Reader } from '../read/index.ts';

/** What a study rests on. */
type Grounds = Pick<StudyProposal, 'origin' | 'basis'>;

/** The months, scores and grades that a study rests on, of whatever version, oldest first. */
export function readFigures(db: Statements, { origin, basis }: Grounds): Promise<Figure[]> {
  const [graded, rounds] = isAppraised(origin) ? [sql`appraisal t`, sql`appraisal_round r`] : [sql`inspection_result t`, sql`inspection_round r`];
  return figuresIn(db, graded, rounds, basis);
}

/** The same as far as whoever asks sees them. */
export function readSeenFigures(read: Reader, { origin, basis }: Grounds): Promise<Figure[]> {
  const [graded, rounds] = isAppraised(origin) ? [Appraisal, AppraisalRound] : [InspectionResult, InspectionRound];
  return figuresIn(read, read.seen(graded, 't'), read.seen(rounds, 'r'), basis);
}

export function isAppraised(origin: WarningOrigin): boolean {
  return origin === WarningOrigin.APPRAISAL;
}

function figuresIn(db: Statements, graded: Sql, rounds: Sql, basis: readonly number[]): Promise<Figure[]> {
  return db.query<Figure>(
    sql`select r.month, t.score::text as score, t.grade from ${graded} join ${rounds} on r.id = t.round_id where t.id = any(${[...basis]}::int[]) order by r.month`,
  );
}
