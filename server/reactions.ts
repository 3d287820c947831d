import { filingDeadlines } from './appraisal/index.ts';
import type { ClockCheck } from './clock.ts';
import type { DurableConsumer } from './live/consumers/index.ts';
import { officerFileConsumer } from './officerFile/index.ts';
import { openDeadlines, rectificationConsumer } from './rectification/index.ts';
import { studyConsumer } from './study/index.ts';
import { studyClassConsumer } from './studyClass/index.ts';
import { talkConsumer } from './talk/index.ts';
import { deadlineCheck, escalationCheck, warningConsumer } from './warning/index.ts';

/** What reacts to what is logged. */
export const reactions: readonly DurableConsumer[] = [warningConsumer, rectificationConsumer, studyConsumer, talkConsumer, studyClassConsumer, officerFileConsumer];

/** What the passing of time brings about. */
export const checks: readonly ClockCheck[] = [deadlineCheck({ RECTIFICATION: openDeadlines, FILING: filingDeadlines }), escalationCheck];
