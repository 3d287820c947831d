import type { EntityManager } from '@mikro-orm/postgresql';
import { Correction, InspectionResult } from '../../schema/inspection/index.ts';
import { type Warning, WarningOrigin } from '../../schema/warning/index.ts';
import { statementsOn } from '../database/index.ts';
import type { EventRecord } from '../live/index.ts';
import { readHistories } from './published.ts';
import { causesOf } from './rules.ts';
import { settle } from './settle.ts';

/** After which event, of which unit, and because of which correction if one was. */
export interface Occasion {
  event: Pick<EventRecord, 'tx' | 'id' | 'at'>;
  /** All of them unless named. */
  unit?: number;
  correction?: number | null;
}

/** Makes the warnings that follow from results what the rules say as of an event. */
export function settleResults(em: EntityManager, { event, unit, correction }: Occasion): Promise<void> {
  const db = statementsOn(em.getKysely<object>());
  return settle(em, {
    origin: WarningOrigin.INSPECTION,
    event,
    about: unit === undefined ? undefined : { unit },
    retraction: correction
      ? { retractionReason: AFTER_CORRECTION, retractedBy: em.getReference(Correction, correction) }
      : { retractionReason: AFTER_PUBLICATION, retractedBy: null },
    async causes(versions, asOf) {
      const histories = await readHistories(db, { units: unit === undefined ? undefined : [unit], asOf });
      return histories.flatMap((each) =>
        causesOf(each.code, each.months, versions).map(({ results, ...cause }) => ({ ...cause, origin: WarningOrigin.INSPECTION, unit: each.unit, more: figuresOf(em, results) })),
      );
    },
  });
}

const AFTER_CORRECTION = '结果更正后，原因不再成立。Its cause no longer holds after a correction.';
const AFTER_PUBLICATION = '其间月份发布后，原因不再成立。Its cause no longer holds since a month before was published.';

function figuresOf(em: EntityManager, results: number[]): Pick<Warning, 'basis' | 'result' | 'previousResult'> {
  const reference = (id: number | undefined) => (id === undefined ? null : em.getReference(InspectionResult, id));
  return { basis: results, result: reference(results.at(-1)), previousResult: reference(results.at(-2)) };
}
