import { OfficerFileEntry } from '../../schema/officerFile/index.ts';
import { COMMITTEE, each, everything, policy, Role, type SomeRows, type ThingPolicy } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import { appraisalPolicy } from '../appraisal/policy.ts';
import type { FilterInput } from '../read/index.ts';
import { rectificationPolicy } from '../rectification/policy.ts';
import { studyClassPolicy } from '../studyClass/policy.ts';
import { talkPolicy } from '../talk/policy.ts';
import { warningPolicy } from '../warning/policy.ts';
import type { EntryReference } from './entries.ts';

const { CADRE_OFFICE, OFFICER, AUDITOR } = Role;

/** Who sees what an entry refers to. */
const REFERENCES: Record<EntryReference, Pick<ThingPolicy, 'rows'>> = {
  appraisal: appraisalPolicy.things.Appraisal,
  statement: appraisalPolicy.things.AppraisalStatement,
  objection: appraisalPolicy.things.AppraisalObjection,
  rectification: rectificationPolicy.things.Rectification,
  step: rectificationPolicy.things.RectificationStep,
  talk: talkPolicy.things.CollectiveTalk,
  enrolment: studyClassPolicy.things.StudyEnrolment,
  attendance: studyClassPolicy.things.StudyAttendance,
  warning: warningPolicy.things.Warning,
};

/** Entries that fit, and refer to nothing that the role does not see. */
function entriesOf(role: Role, zh: string, en: string, whose: (viewer: Viewer) => FilterInput | undefined): SomeRows {
  const where: SomeRows['where'] = (viewer) => {
    const own = whose(viewer);
    if (!own) return undefined;
    const hidden = Object.entries(REFERENCES).flatMap(([property, { rows }]): FilterInput[] => {
      const seen = rows[role];
      if (seen === everything) return [];
      const filter = seen?.where(viewer);
      return [{ not: { [property]: filter ? { not: filter } : { id: { isNull: false } } } }];
    });
    return { and: [own, ...hidden] };
  };
  return { zh, en, where };
}

/**
 * The file is the officer's: they read it, and who else read it. Their organ's cadre office and the committee read of it what they see of the things themselves; nobody
 * else does. Whoever reads another's leaves a reading. These are read by the officer, by the committee, and by the auditor, who sees no file and no name of an officer.
 */
export const officerFilePolicy = policy({
  things: {
    OfficerFileEntry: {
      rows: {
        ...Object.fromEntries(COMMITTEE.map((role) => [role, entriesOf(role, '所涉事项看得到的', 'those that refer to what they see', () => ({ id: { isNull: false } }))])),
        [CADRE_OFFICE]: entriesOf(CADRE_OFFICE, '本机关干警的，所涉事项看得到的', 'those of officers of the own organ that refer to what they see', ({ unit }) =>
          unit === undefined ? undefined : { officer: { unit: { id: { eq: unit } } } },
        ),
        [OFFICER]: entriesOf(OFFICER, '本人的，所涉事项看得到的', 'one’s own that refer to what they see', ({ officer }) =>
          officer === undefined ? undefined : { officer: { id: { eq: officer } } },
        ),
      },
      open: ['id', 'officer', 'kind', 'month', 'happenedAt', 'appraisal', 'statement', 'objection', 'rectification', 'step', 'talk', 'enrolment', 'attendance', 'warning'],
    },
    OfficerFileReading: {
      rows: {
        ...each([...COMMITTEE, AUDITOR], everything),
        [OFFICER]: { zh: '本人档案的', en: 'those of one’s own file', where: ({ officer }) => (officer === undefined ? undefined : { officer: { id: { eq: officer } } }) },
      },
      open: ['id', 'officer', 'readAt', 'readerKind', 'readerName', 'readerRoles', 'entries', 'summed', 'auditSequence'],
    },
  },
  shapes: { OfficerFileEntryAddedEvent: ['cursor', 'at', 'entry'] },
  personal: {
    OfficerFileEntry: ['officer', 'kind', 'month', 'appraisal', 'statement', 'objection', 'rectification', 'step', 'talk', 'enrolment', 'attendance', 'warning'],
    OfficerFileReading: ['officer', 'readerName', 'readerRoles', 'entries'],
  },
  subjects: { OfficerFileEntry: 'officer' },
  subscriptions: {
    officerFileEntryAdded: { to: [OFFICER], concerning: { OFFICER_FILE_ENTRY_ADDED: { entity: OfficerFileEntry, key: 'entry' } } },
  },
});
