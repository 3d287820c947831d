import type { Grade } from '../../../schema/inspection/InspectionResult.ts';
import { Unit } from '../../../schema/organisation/index.ts';
import { type Figure, Minutes, StudyProposal } from '../../../schema/study/index.ts';
import type { Reader } from '../../read/index.ts';
import { whomOf } from '../drafting.ts';
import { isAppraised, readSeenFigures } from '../figures.ts';

/** What a document of minutes says: what was typed in, and the figures of the streak. */
export interface MinutesContent {
  title: string;
  office: string;
  /** 〔2026〕3号; null for a draft. */
  documentNumber: string | null;
  issuedAt: Date | null;
  draftedAt: Date;
  /** `2026-11-23` */
  meetingOn: string;
  place: string;
  chair: string;
  attendees: string;
  observers: string | null;
  considered: string;
  decided: string;
  /** The organ, or the organ and the officer. */
  subject: string;
  /** Whether it was appraised, not inspected. */
  isAppraised: boolean;
  grade: Grade;
  /** Oldest first. */
  figures: readonly Figure[];
  /** Empty for none, and for whoever may not see them. */
  submittedTo: string;
  copiedTo: string;
  retraction: { at: Date; reason: string } | null;
}

const PERSONAL = ['title', 'place', 'chair', 'attendees', 'observers', 'considered', 'decided', 'retractionReason'] as const;
const LISTS = ['submittedTo', 'copiedTo'] as const;

/** The fields of minutes that tell something of persons, as far as they are shown in the document. */
export function personalFields({ visibility }: Reader): string[] {
  return [...PERSONAL, ...LISTS].filter((field) => visibility.mayRead('Minutes', field));
}

/** What whoever asks sees of minutes; undefined where they see none of this key. */
export async function readContent(read: Reader, key: number): Promise<MinutesContent | undefined> {
  const [minutes] = await read.rows(Minutes, { id: { eq: key } });
  if (!minutes) return undefined;
  const [proposal] = await read.rows(StudyProposal, { id: { eq: minutes.proposal } });
  const [unit] = proposal ? await read.rows(Unit, { id: { eq: proposal.unit } }) : [];
  if (!proposal || !unit) return undefined;
  read.personal.shown('Minutes', personalFields(read), [key]);
  const { title, office, meetingOn, place, chair, attendees, considered, decided, documentNumber = null, observers = null } = minutes;
  const seen = (field: (typeof LISTS)[number]) => (read.visibility.mayRead('Minutes', field) ? minutes[field] : '');
  return {
    ...{ title, office, documentNumber, meetingOn, place, chair, attendees, observers, considered, decided },
    issuedAt: minutes.issuedAt ? new Date(minutes.issuedAt) : null,
    draftedAt: new Date(minutes.draftedAt),
    subject: whomOf(proposal, unit.name),
    isAppraised: isAppraised(proposal.origin),
    grade: proposal.grade,
    // Whoever sees a draft sees what it rests on; whoever has the minutes, what these say.
    figures: minutes.figures ?? (await readSeenFigures(read, proposal)),
    submittedTo: seen('submittedTo'),
    copiedTo: seen('copiedTo'),
    retraction: minutes.retractedAt ? { at: new Date(minutes.retractedAt), reason: minutes.retractionReason ?? '' } : null,
  };
}
