export { StudyAttendance } from './StudyAttendance.ts';
export { StudyClass } from './StudyClass.ts';
export { StudyClassChangedEvent } from './StudyClassEvent.ts';
export { StudyEnrolment } from './StudyEnrolment.ts';
export { StudySession } from './StudySession.ts';
export { Presence, StudyClassState, StudyClassStep } from './words.ts';
