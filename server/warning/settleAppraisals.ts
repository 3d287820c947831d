import type { EntityManager } from '@mikro-orm/postgresql';
import { Appraisal } from '../../schema/appraisal/index.ts';
import { Officer } from '../../schema/organisation/index.ts';
import { type Warning, WarningOrigin } from '../../schema/warning/index.ts';
import { statementsOn } from '../database/index.ts';
import type { EventRecord } from '../live/index.ts';
import { appraisalCausesOf, subjectOf } from './appraisalRules.ts';
import { readAppraised } from './appraised.ts';
import { settle } from './settle.ts';

/** After which event, and which version a correction made if one did: it concerns its subject alone, and a round that is closed all of them. */
export interface Occasion {
  event: Pick<EventRecord, 'tx' | 'id' | 'at'>;
  corrected?: Appraisal;
}

/**
 * Makes the warnings that follow from the committee's appraisals what the rules say as of an event. They belong to no inspection's round, as nothing of grades does: no board
 * tells of them.
 */
export function settleAppraisals(em: EntityManager, { event, corrected }: Occasion): Promise<void> {
  const db = statementsOn(em.getKysely<object>());
  const subject = corrected && { unit: corrected.unit.id, officer: corrected.officer?.id ?? null };
  return settle(em, {
    origin: WarningOrigin.APPRAISAL,
    event,
    // An officer's may be with the organ they served in before.
    about: subject && (subject.officer === null ? subject : { officer: subject.officer }),
    retraction: corrected ? { retractionReason: AFTER_CORRECTION, correctedAppraisal: corrected } : { retractionReason: AFTER_CLOSING, correctedAppraisal: null },
    async causes(versions, asOf) {
      const histories = await readAppraised(db, { subject, asOf });
      return histories.flatMap(({ months, officer, code }) =>
        appraisalCausesOf(subjectOf({ officer, code }), months, versions).map(({ appraisals, ...cause }) => ({
          ...cause,
          origin: WarningOrigin.APPRAISAL,
          round: null,
          more: {
            basis: appraisals,
            appraisal: em.getReference(Appraisal, appraisals.at(-1) as number),
            officer: officer === null ? null : em.getReference(Officer, officer),
            ofOfficer: officer !== null,
          } satisfies Partial<Warning>,
        })),
      );
    },
  });
}

const AFTER_CORRECTION = '考评更正后，原因不再成立。Its cause no longer holds after an appraisal was corrected.';
const AFTER_CLOSING = '其间月份的考评结束后，原因不再成立。Its cause no longer holds since the appraisals of a month before were closed.';
