import type { EntityManager } from '@mikro-orm/postgresql';
import sql from 'sql-template-tag';
import { InspectionRound } from '../../schema/inspection/index.ts';
import { Unit } from '../../schema/organisation/index.ts';
import { severityOf, Warning, type WarningKind, type WarningLevel, type WarningOrigin, WarningRuleBook, WarningState } from '../../schema/warning/index.ts';
import { statementsOn } from '../database/index.ts';
import type { NewEvent } from '../live/index.ts';

/** A cause that holds and is not warned of. */
export interface NewCause {
  text: string;
  kind: WarningKind;
  origin: WarningOrigin;
  level: WarningLevel;
  /** Key of the unit. */
  unit: number;
  month: string;
  round: number | null;
  ruleBook: number;
  /** What it rests on. */
  more: Pick<Warning, 'basis'> & Partial<Warning>;
}

/** Begins a life of each cause, in the caller's transaction; the events that tell of them, the least severe first: whoever reads along ends with what matters most. */
export async function raiseWarnings(em: EntityManager, causes: readonly NewCause[], raisedAt: Date): Promise<NewEvent[]> {
  if (!causes.length) return [];
  const lives = await livesOf(
    em,
    causes.map(({ text }) => text),
  );
  const raised = causes
    .toSorted((a, b) => severityOf(a.level) - severityOf(b.level))
    .map(({ text, kind, origin, level, unit, month, round, ruleBook, more }) =>
      em.create(Warning, {
        cause: text,
        life: (lives.get(text) ?? 0) + 1,
        kind,
        origin,
        level,
        severity: severityOf(level),
        state: WarningState.RAISED,
        unit: em.getReference(Unit, unit),
        month,
        round: round === null ? null : em.getReference(InspectionRound, round),
        ruleBook: em.getReference(WarningRuleBook, ruleBook),
        raisedAt,
        escalations: 0,
        ofOfficer: false,
        ...more,
      }),
    );
  await em.flush();
  return raised.map((warning) => ({ kind: 'WARNING_RAISED', data: told(warning) }));
}

/** What an event says of a warning. */
export function told({ id, level, round }: Pick<Warning, 'id' | 'level' | 'round'>): { round: number | null; warning: number; level: WarningLevel } {
  return { round: round?.id ?? null, warning: id, level };
}

/** How often each cause was warned of before. */
async function livesOf(em: EntityManager, causes: readonly string[]): Promise<Map<string, number>> {
  const rows = await statementsOn(em.getKysely<object>()).query<{ cause: string; lives: number }>(
    sql`select cause, max(life) as lives from warning where cause = any(${causes}::text[]) group by cause`,
  );
  return new Map(rows.map(({ cause, lives }) => [cause, lives]));
}
