import { Spine } from './0001-spine.ts';
import { Live } from './0002-live.ts';
import { Reading } from './0003-reading.ts';
import { Access } from './0004-access.ts';
import { Audit } from './0005-audit.ts';
import { Duty } from './0006-duty.ts';
import { Screens } from './0007-screens.ts';
import { Warnings } from './0008-warnings.ts';
import { Rectifications } from './0009-rectification.ts';
import { Appraisals } from './0010-appraisal.ts';
import { Study } from './0011-study.ts';
import { Deadlines } from './0012-deadlines.ts';
import { Grades } from './0013-grades.ts';
import { Streaks } from './0014-streaks.ts';
import { Talks } from './0015-talks.ts';
import { OfficerFiles } from './0016-officer-files.ts';

/** Every migration, oldest first. Written by hand from the entities; `npm run check` holds the two together. */
export const migrations = [
  { name: '0001-spine', class: Spine },
  { name: '0002-live', class: Live },
  { name: '0003-reading', class: Reading },
  { name: '0004-access', class: Access },
  { name: '0005-audit', class: Audit },
  { name: '0006-duty', class: Duty },
  { name: '0007-screens', class: Screens },
  { name: '0008-warnings', class: Warnings },
  { name: '0009-rectification', class: Rectifications },
  { name: '0010-appraisal', class: Appraisals },
  { name: '0011-study', class: Study },
  { name: '0012-deadlines', class: Deadlines },
  { name: '0013-grades', class: Grades },
  { name: '0014-streaks', class: Streaks },
  { name: '0015-talks', class: Talks },
  { name: '0016-officer-files', class: OfficerFiles },
];
