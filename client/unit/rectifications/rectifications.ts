import type { UnitRectificationsQuery, UnitRectificationTextsQuery } from '../../generated/graphql.ts';

type Shown = UnitRectificationsQuery['rectifications']['nodes'][number];
type Texts = UnitRectificationTextsQuery['rectifications']['nodes'][number];

/** A measure; in words only for those who may read them. */
export interface Measure {
  id: string;
  position: number;
  dueOn: string;
  completedAt: string | null;
  content: string | undefined;
  evidence: string | undefined;
}

/** One rectification of the unit. What was written is undefined for those who may not read it, and where nothing was. */
export interface Rectification extends Omit<Shown, 'measures'> {
  measures: readonly Measure[];
  reason: string | undefined;
  explanation: string | undefined;
  review: string | undefined;
  withdrawalReason: string | undefined;
}

export function rectificationsOf({ rectifications }: UnitRectificationsQuery, written: UnitRectificationTextsQuery | undefined): Rectification[] {
  const texts = new Map<string, Texts>(written?.rectifications.nodes.map((each) => [each.id, each]));
  return rectifications.nodes.map(({ measures, ...shown }) => {
    const text = texts.get(shown.id);
    const inWords = new Map(text?.measures.nodes.map((each) => [each.id, each]));
    return {
      ...shown,
      measures: measures.nodes.map((measure) => ({ ...measure, content: inWords.get(measure.id)?.content, evidence: inWords.get(measure.id)?.evidence ?? undefined })),
      reason: text?.reason ?? undefined,
      explanation: text?.explanation ?? undefined,
      review: text?.review ?? undefined,
      withdrawalReason: text?.withdrawalReason ?? undefined,
    };
  });
}

/** How a deadline stands on a day: `2026-11-23`. */
export function standingOf({ dueOn, completedAt }: Pick<Measure, 'dueOn' | 'completedAt'>, today: string): 'done' | 'overdue' | 'open' {
  if (completedAt !== null) return 'done';
  return today > dueOn ? 'overdue' : 'open';
}
