import { CollectiveTalk, TalkState } from '../../schema/talk/index.ts';
import { COMMITTEE, each, everything, freely, policy, Role, type SomeRows } from '../access/policy.ts';
import type { FilterInput } from '../read/index.ts';

const { SECRETARY, STAFF, OFFICER } = Role;

const ofOneself = (zh: string, en: string, where: (own: FilterInput) => FilterInput): SomeRows => ({
  zh,
  en,
  where: ({ officer }) => (officer === undefined ? undefined : where({ officer: { id: { eq: officer } } })),
});

/**
 * Talks are the committee's. Whom one is with knows of it from when it is arranged, and reads the record once it is confirmed. It is no business of their organ's cadre
 * office, whose leader they are, nor of anybody else.
 */
export const talkPolicy = policy({
  things: {
    CollectiveTalk: {
      rows: { ...each(COMMITTEE, everything), OFFICER: ofOneself('本人的，安排以后', 'one’s own, once arranged', (own) => ({ ...own, arrangedAt: { isNull: false } })) },
      open: ['id', 'officer', 'appraisal', 'month', 'state', 'proposedAt', 'reason', 'decidedAt', 'arrangedAt', 'arrangedOn', 'place', 'causeFellAt', 'records'],
      only: { decidedBy: COMMITTEE },
    },
    TalkRecord: {
      rows: {
        ...each(COMMITTEE, everything),
        OFFICER: ofOneself('本人的，确认以后', 'one’s own, once confirmed', (own) => ({ talk: { ...own, state: { eq: TalkState.RECORDED } } })),
      },
      open: ['id', 'talk', 'heldOn', 'place', 'attendees', 'said', 'help', 'response', 'writtenAt', 'confirmedAt'],
      only: { writtenBy: COMMITTEE, confirmedBy: COMMITTEE },
    },
  },
  shapes: {
    TalkPayload: ['talk', 'problems'],
    TalkChangedEvent: ['cursor', 'at', 'talk', 'step'],
  },
  // Whom it is with and what became of it, who did what, and free text in which a name may stand.
  personal: {
    CollectiveTalk: ['officer', 'state', 'reason', 'decidedBy', 'place'],
    TalkRecord: ['place', 'attendees', 'said', 'help', 'response', 'writtenBy', 'confirmedBy'],
  },
  verbs: {
    arrangeTalk: { [SECRETARY]: freely },
    declineTalk: { [SECRETARY]: freely },
    recordTalk: { [STAFF]: freely },
    confirmTalkRecord: { [SECRETARY]: freely },
  },
  subscriptions: {
    talkChanged: { to: [...COMMITTEE, OFFICER], concerning: { TALK_CHANGED: { entity: CollectiveTalk, key: 'talk' } } },
  },
});
