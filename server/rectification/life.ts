import type { Rectification } from '../../schema/rectification/index.ts';
import { RectificationOrigin, RectificationState, RectificationStepKind } from '../../schema/rectification/words.ts';
import { Life, type Transition } from '../life.ts';

const { OPENED, EXPLAINED, PLANNED, SUBMITTED, REOPENED, CLOSED, WITHDRAWN } = RectificationState;

/** What legality depends on. */
export type Standing = Pick<Rectification, 'state' | 'origin' | 'officer' | 'causeFellAt'>;

/** Where somebody still has something to do. */
export const UNDER_WAY = [OPENED, EXPLAINED, PLANNED, SUBMITTED, REOPENED] as const;

export function isUnderWay({ state }: Pick<Rectification, 'state'>): boolean {
  return UNDER_WAY.some((each) => each === state);
}

const byHand = ({ origin }: Standing) => origin === RectificationOrigin.HAND;
const ofPerson = ({ officer }: Standing) => officer != null;
const founded = ({ causeFellAt }: Standing) => causeFellAt == null;

const { ASSIGN_HELPERS, EXPLAIN, PLAN, COMPLETE, SUBMIT, ACCEPT, SEND_BACK, REOPEN, WITHDRAW, RESTATE, LAPSE } = RectificationStepKind;

/** The life of a rectification. Whatever changes one goes by this table, and docs/rectification.md is drawn from it. */
export const LIFE: readonly Transition<RectificationState, RectificationStepKind, Standing>[] = [
  { step: EXPLAIN, from: [OPENED], to: EXPLAINED, verb: 'explainRectification', drawn: '说明 explainRectification' },
  { step: PLAN, from: [EXPLAINED, REOPENED, PLANNED], to: PLANNED, verb: 'planMeasures', drawn: '定措施 planMeasures' },
  { step: COMPLETE, from: [PLANNED], verb: 'completeMeasure', drawn: '完成 completeMeasure' },
  { step: SUBMIT, from: [PLANNED], to: SUBMITTED, verb: 'submitRectification', drawn: '全部完成后报审 submitRectification' },
  { step: ACCEPT, from: [SUBMITTED], to: CLOSED, verb: 'acceptRectification', drawn: '通过 acceptRectification' },
  { step: SEND_BACK, from: [SUBMITTED], to: REOPENED, verb: 'sendBackRectification', drawn: '退回 sendBackRectification' },
  // What a correction took the cause of is not taken up again.
  { step: REOPEN, from: [CLOSED], to: REOPENED, verb: 'reopenRectification', of: founded, drawn: '重启 reopenRectification' },
  { step: ASSIGN_HELPERS, from: UNDER_WAY, verb: 'assignHelpers', of: ofPerson, drawn: '个人的帮教人 assignHelpers, of a person' },
  // What follows from a result ends with the result alone.
  { step: WITHDRAW, from: UNDER_WAY, to: WITHDRAWN, verb: 'withdrawRectification', of: byHand, drawn: '撤销有误的立项 withdrawRectification, opened by hand' },
  { step: RESTATE, from: [...UNDER_WAY, CLOSED], of: founded, drawn: '更正后仍为差 corrected, and still poor' },
  { step: LAPSE, from: UNDER_WAY, to: WITHDRAWN, drawn: '更正后不再为差 corrected, and poor no longer' },
  // The work was done and accepted: it stays, and says that its cause fell away.
  { step: LAPSE, from: [CLOSED], of: founded, drawn: '更正后不再为差，留存 corrected, and poor no longer: it is kept' },
];

export const rectificationLife = new Life(LIFE, {
  begins: [
    [OPENED, '结果为差 a poor result'],
    [OPENED, '立项 openRectification'],
  ],
  ends: [WITHDRAWN],
  refusal: { code: 'RECTIFICATION_STEP_ILLEGAL' },
});
