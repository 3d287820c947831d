import { Minutes } from '../../schema/study/index.ts';
import { COMMITTEE, each, everything, freely, policy, Role, type SomeRows } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { FilterInput } from '../read/index.ts';
import { readerOf } from './reading.ts';

const { SECRETARY, STAFF, REPORTER, LEADER } = Role;

/** Those who see to whom minutes were sent: on paper the list is part of them, and whoever they are addressed to has the paper. */
const ADDRESSED = [...COMMITTEE, LEADER];

const ISSUED = { issuedAt: { isNull: false } };

/** What minutes say, and what became of them. */
const TEXT = [
  ...(['id', 'proposal', 'title', 'office', 'documentNumber', 'meetingOn', 'place', 'chair', 'attendees', 'observers', 'considered', 'decided'] as const),
  ...(['issuedAt', 'retractedAt', 'retractionReason'] as const),
];

/** What is addressed to a leader's own account. A program is nobody's account. */
const addressed = (en: string, where: (account: FilterInput) => FilterInput): SomeRows => ({
  zh: '发给本人的',
  en,
  where: (viewer: Viewer) => {
    const reader = readerOf(viewer);
    return reader === null ? undefined : where({ accountKey: { eq: reader } });
  },
});
const toOneself = (account: FilterInput): FilterInput => ({ ...ISSUED, recipients: { some: account } });

/** What is about an organ as a body, no person. */
const OF_ORGANS = { not: { officer: { id: { isNull: false } } } };

/** What concerns a reporter's own unit, once there are minutes that were issued. */
const ofOwnUnit = (where: (unit: FilterInput) => FilterInput): SomeRows => ({
  zh: '本单位的，个人的除外，印发以后',
  en: 'those of the own unit, not of persons, once minutes were issued',
  where: ({ unit }) => (unit === undefined ? undefined : where({ unit: { id: { eq: unit } }, ...OF_ORGANS })),
});

/**
 * Proposals and drafts are the committee's. Leaders see the minutes addressed to their account, what they follow from and the notices of their retraction, and of the recipients
 * themselves alone. A unit learns from the issued minutes what was decided about it, not what about its officers, nor to whom else that was sent. No wall, and nobody
 * else, sees any of it.
 */
export const studyPolicy = policy({
  things: {
    StudyProposal: {
      rows: {
        ...each(COMMITTEE, everything),
        LEADER: addressed('those whose minutes are addressed to oneself', (account) => ({ minutes: { some: toOneself(account) } })),
        REPORTER: ofOwnUnit((unit) => ({ ...unit, minutes: { some: ISSUED } })),
      },
      open: ['id', 'unit', 'officer', 'subjectName', 'origin', 'grade', 'months', 'month', 'state', 'raisedAt', 'decidedAt', 'retractedAt', 'minutes'],
      // Leaders see no warnings: of what the system proposes they see what came of it.
      only: { warning: [...COMMITTEE, REPORTER], reason: COMMITTEE, decidedBy: COMMITTEE },
    },
    Minutes: {
      rows: {
        ...each(COMMITTEE, everything),
        LEADER: addressed('those addressed to oneself', toOneself),
        REPORTER: ofOwnUnit((unit) => ({ ...ISSUED, proposal: unit })),
      },
      open: TEXT,
      only: { submittedTo: ADDRESSED, copiedTo: ADDRESSED, recipients: ADDRESSED, retractionNotices: ADDRESSED, draftedAt: COMMITTEE, issuedBy: COMMITTEE },
    },
    MinutesRecipient: {
      rows: { ...each(COMMITTEE, everything), LEADER: addressed('oneself', (account) => ({ ...account, minutes: ISSUED })) },
      open: ['id', 'minutes', 'body', 'kind', 'position', 'deliveredAt', 'readAt', 'retractionNotices'],
      only: { signInName: COMMITTEE, accountKey: COMMITTEE, receiptBy: COMMITTEE },
    },
    RetractionNotice: {
      rows: { ...each(COMMITTEE, everything), LEADER: addressed('those addressed to oneself', (account) => ({ recipient: account })) },
      open: ['id', 'minutes', 'recipient', 'reason', 'deliveredAt', 'readAt'],
      only: { correction: COMMITTEE, correctedAppraisal: COMMITTEE, receiptBy: COMMITTEE },
    },
    DefaultRecipient: {
      rows: each(COMMITTEE, everything),
      open: ['id', 'body', 'kind', 'position', 'signInName'],
    },
  },
  shapes: {
    StudyPayload: ['proposal', 'problems'],
    MinutesPayload: ['minutes', 'problems'],
    MinutesRecipientPayload: ['recipient', 'problems'],
    RetractionNoticePayload: ['notice', 'problems'],
    DefaultRecipientsPayload: ['recipients', 'problems'],
    MinutesEvent: ['cursor', 'at', 'minutes'],
  },
  // Whom it is about, free text in which names stand, who did something, and who is sent what.
  personal: {
    StudyProposal: ['officer', 'subjectName', 'grade', 'reason', 'decidedBy'],
    Minutes: ['title', 'place', 'chair', 'attendees', 'observers', 'considered', 'decided', 'submittedTo', 'copiedTo', 'issuedBy', 'retractionReason'],
    MinutesRecipient: ['body', 'signInName', 'accountKey', 'readAt', 'receiptBy'],
    RetractionNotice: ['reason', 'readAt', 'receiptBy'],
    DefaultRecipient: ['body', 'signInName'],
  },
  verbs: {
    decideStudy: { [SECRETARY]: freely },
    declineStudy: { [SECRETARY]: freely },
    draftMinutes: { [STAFF]: freely },
    issueMinutes: { [SECRETARY]: freely },
    setDefaultRecipients: each(COMMITTEE, freely),
    // Of others' there is nothing to confirm: the verbs know none.
    confirmMinutesRead: { [LEADER]: freely },
    confirmRetractionRead: { [LEADER]: freely },
    recordMinutesReceipt: { [STAFF]: freely },
    recordRetractionReceipt: { [STAFF]: freely },
  },
  subscriptions: {
    minutesIssued: { to: ADDRESSED, concerning: { MINUTES_ISSUED: { entity: Minutes, key: 'minutes' } } },
    minutesRetracted: { to: ADDRESSED, concerning: { MINUTES_RETRACTED: { entity: Minutes, key: 'minutes' } } },
  },
  doors: { 'GET /minutes': [...ADDRESSED, REPORTER] },
});
