import { Appraisal, AppraisalBody, AppraisalObjection, AppraisalRound, AppraisalRoundState, DimensionScore, PeerGroup } from '../../schema/appraisal/index.ts';
import { Unit } from '../../schema/organisation/index.ts';
import { COMMITTEE, type Concerning, each, everything, freely, policy, Role, type SomeRows } from '../access/policy.ts';
import type { FilterInput } from '../read/index.ts';
import { WEIGHT_OF } from './settings.ts';

const { SECRETARY, STAFF, REPORTER, CADRE_OFFICE, OFFICER } = Role;

/** Those who see scores besides grades; an officer sees their own in its explanation. */
const CLOSE_BY = [...COMMITTEE, REPORTER, CADRE_OFFICE];

/** Those who are told as it happens, each of the rows they see. */
const TOLD = [...CLOSE_BY, OFFICER];

/** How a round grades. */
const SETTINGS = ['goodFrom', 'mediumFrom', 'method', 'quotaGroups', 'goodShare', 'poorShare', ...Object.values(WEIGHT_OF)] as const;
/** How far it has come, and by when. */
const DATES = ['openedAt', 'explanationOpenedAt', 'explainBy', 'approvedAt', 'publicisedAt', 'publicityEndsOn', 'closedAt', 'fileBy', 'filedAt', 'filedLate'] as const;
/** What peers see, while in publicity. */
const GRADE = ['id', 'round', 'unit', 'officer', 'subjectName', 'peerGroup', 'peers', 'grade', 'version'] as const;

/** From a row to the appraisal that it belongs to. */
type Path = (appraisal: FilterInput) => FilterInput;
const itself: Path = (appraisal) => appraisal;
const itsAppraisal: Path = (appraisal) => ({ appraisal });

const OF_COMMITTEE = { body: { eq: AppraisalBody.COMMITTEE } };
/** A draft is the graders' own. */
const NOT_DRAFT = { state: { ne: AppraisalRoundState.DRAFT } };

const ofCommittee = (path: Path): SomeRows => ({
  zh: '政法委考评的，及已备案的',
  en: 'those the committee grades, and those filed',
  where: () => path({ round: { or: [OF_COMMITTEE, { filedAt: { isNull: false } }] } }),
});
const ofOwnRounds = (path: Path): SomeRows => ({
  zh: '本机关考评的',
  en: 'those the own organ grades',
  where: ({ unit }) => (unit === undefined ? undefined : path({ round: { organ: { id: { eq: unit } } } })),
});
const aboutOwnOrgan = (path: Path): SomeRows => ({
  zh: '对本机关的，评分结束后',
  en: 'those about the own organ, no drafts',
  where: ({ unit }) => (unit === undefined ? undefined : path({ unit: { id: { eq: unit } }, peerGroup: { eq: PeerGroup.ORGAN }, round: NOT_DRAFT })),
});
const oneself = (officer: number): FilterInput => ({ officer: { id: { eq: officer } } });
const aboutOneself = (path: Path): SomeRows => ({
  zh: '对本人的，评分结束后',
  en: 'those about oneself, no drafts',
  where: ({ officer }) => (officer === undefined ? undefined : path({ ...oneself(officer), round: NOT_DRAFT })),
});

/** Peers are those of the same round and tier. */
const aboutOneselfAndPeers: SomeRows = {
  zh: '对本人的，评分结束后；公示期内同组的',
  en: 'those about oneself, no drafts; of the peer group while in publicity',
  where: ({ officer }) => {
    if (officer === undefined) return undefined;
    const publicised = (group: PeerGroup): FilterInput => ({
      state: { eq: AppraisalRoundState.IN_PUBLICITY },
      appraisals: { some: { ...oneself(officer), peerGroup: { eq: group } } },
    });
    const peers = Object.values(PeerGroup).map((group) => ({ peerGroup: { eq: group }, round: publicised(group) }));
    // Versions that were replaced are told of by nobody but those they are about.
    return {
      or: [
        { ...oneself(officer), round: NOT_DRAFT },
        { supersededAt: { isNull: true }, or: peers },
      ],
    };
  },
};

const roundsOf = (zh: string, en: string, where: SomeRows['where']): SomeRows => ({ zh, en, where });
const ownRounds = roundsOf('本机关的', 'those of the own organ', ({ unit }) => (unit === undefined ? undefined : { organ: { id: { eq: unit } } }));
const roundsAboutOwnOrgan = roundsOf('考评本机关的，评分结束后', 'in which the own organ is graded, no drafts', ({ unit }) =>
  unit === undefined ? undefined : { ...NOT_DRAFT, appraisals: { some: { unit: { id: { eq: unit } }, peerGroup: { eq: PeerGroup.ORGAN } } } },
);
const roundsAboutOneself = roundsOf('考评本人的，评分结束后', 'in which oneself is graded, no drafts', ({ officer }) =>
  officer === undefined ? undefined : { ...NOT_DRAFT, appraisals: { some: oneself(officer) } },
);

/** What belongs to an appraisal is seen by those whom it concerns: peers see grades, and nothing of these. */
const close = {
  ...each(COMMITTEE, ofCommittee(itsAppraisal)),
  CADRE_OFFICE: ofOwnRounds(itsAppraisal),
  REPORTER: aboutOwnOrgan(itsAppraisal),
  OFFICER: aboutOneself(itsAppraisal),
};

const roundOfCommittee: Concerning = {
  zh: '限政法委的考评',
  en: 'of the committee’s rounds',
  entity: AppraisalRound,
  row: ({ appraisalRound }) => ({ id: { eq: appraisalRound }, ...OF_COMMITTEE }),
};
const ownRound: Concerning = { zh: '限本机关的考评', en: 'of the own organ’s rounds', entity: AppraisalRound, row: ({ appraisalRound }) => ({ id: { eq: appraisalRound } }) };
const ownOrgan: Concerning = { zh: '限本机关', en: 'of the own organ', entity: Unit, row: ({ unitCode }) => ({ code: { eq: unitCode } }) };
// By its scores: of peers an officer sees the grade, but none of these.
const ownAppraisal: Concerning = { zh: '限本人或本机关的', en: 'of one’s own', entity: DimensionScore, row: ({ appraisal }) => ({ appraisal: { id: { eq: appraisal } } }) };
const objectionInRound = (zh: string, en: string, round: FilterInput): Concerning => ({
  zh,
  en,
  entity: AppraisalObjection,
  row: ({ objection }) => ({ id: { eq: objection }, ...round }),
});
const reviewed = {
  ...each(COMMITTEE, objectionInRound('限政法委的考评', 'of the committee’s rounds', { appraisal: { round: OF_COMMITTEE } })),
  [CADRE_OFFICE]: objectionInRound('限本机关的考评', 'of the own organ’s rounds', {}),
};

/** Whoever works on a round of theirs. */
const worked = { ...each(COMMITTEE, roundOfCommittee), [CADRE_OFFICE]: ownRound };
const said = { [REPORTER]: ownAppraisal, [OFFICER]: ownAppraisal };

/**
 * The committee sees what it grades, and of organs' own rounds what was filed. A cadre office sees the rounds of its organ; not what the committee says of its leaders. A
 * subject sees what is said of them once the draft is done; while in publicity the grades of the peers, but no score, no evidence and no text. Leaders, walls and
 * the public see nothing: all of it is about persons.
 */
export const appraisalPolicy = policy({
  things: {
    AppraisalRound: {
      rows: { ...each(COMMITTEE, everything), CADRE_OFFICE: ownRounds, REPORTER: roundsAboutOwnOrgan, OFFICER: roundsAboutOneself },
      open: ['id', 'month', 'body', 'organ', 'state', 'revision', 'appraisals', ...SETTINGS, ...DATES],
    },
    Appraisal: {
      rows: { ...each(COMMITTEE, ofCommittee(itself)), CADRE_OFFICE: ofOwnRounds(itself), REPORTER: aboutOwnOrgan(itself), OFFICER: aboutOneselfAndPeers },
      open: [...GRADE, 'fromRevision', 'untilRevision', 'gradedAt', 'supersededAt', 'dimensions', 'statements', 'objections', 'explanation'],
      only: { score: CLOSE_BY },
    },
    DimensionScore: { rows: close, open: ['id', 'appraisal', 'dimension', 'score', 'evidence', 'finding', 'result'] },
    AppraisalStatement: { rows: close, open: ['id', 'appraisal', 'text', 'writtenAt'] },
    AppraisalObjection: { rows: close, open: ['id', 'appraisal', 'text', 'state', 'madeAt', 'decidedAt', 'reason', 'revision'] },
  },
  shapes: {
    AppraisalExplanation: ['dimensions', 'score', 'method', 'byThresholds', 'byQuota', 'peers', 'grade', 'holds'],
    DimensionExplanation: ['dimension', 'scored', 'weight'],
    AppraisalRoundPayload: ['appraisalRound', 'problems'],
    AppraisalStatementPayload: ['statement', 'problems'],
    AppraisalObjectionPayload: ['objection', 'problems'],
    AppraisalPayload: ['appraisal', 'problems'],
    AppraisalRoundChangedEvent: ['cursor', 'at', 'appraisalRound', 'step'],
    AppraisalCorrectedEvent: ['cursor', 'at', 'appraisal'],
  },
  personal: {
    Appraisal: ['officer', 'subjectName', 'score', 'grade', 'explanation'],
    DimensionScore: ['score', 'evidence', 'finding', 'result'],
    AppraisalStatement: ['text'],
    AppraisalObjection: ['text', 'state', 'reason'],
  },
  verbs: {
    openAppraisalRound: { [STAFF]: freely },
    openOrganAppraisalRound: { [CADRE_OFFICE]: ownOrgan },
    gradeAppraisals: { [STAFF]: roundOfCommittee, [CADRE_OFFICE]: ownRound },
    openAppraisalExplanation: worked,
    approveAppraisalRound: { [SECRETARY]: roundOfCommittee, [CADRE_OFFICE]: ownRound },
    publiciseAppraisalRound: worked,
    closeAppraisalRound: worked,
    fileAppraisalRound: { [CADRE_OFFICE]: ownRound },
    explainAppraisal: said,
    objectToAppraisal: said,
    upholdAppraisalObjection: reviewed,
    dismissAppraisalObjection: reviewed,
    correctAppraisal: { [SECRETARY]: { zh: '限所见的', en: 'of those seen', entity: Appraisal, row: ({ appraisal }) => ({ id: { eq: appraisal } }) } },
  },
  subscriptions: {
    appraisalRoundChanged: { to: TOLD, concerning: { APPRAISAL_ROUND_CHANGED: { entity: AppraisalRound, key: 'appraisalRound' } } },
    appraisalCorrected: { to: TOLD, concerning: { APPRAISAL_CORRECTED: { entity: Appraisal, key: 'appraisal' } } },
  },
});
