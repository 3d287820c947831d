import type { ClockCheck } from './clock.ts';
import type { DurableConsumer } from './live/consumers/index.ts';
import { escalationCheck, warningConsumer } from './warning/index.ts';

/** What reacts to what is logged. */
export const reactions: readonly DurableConsumer[] = [warningConsumer];

/** What the passing of time brings about. */
export const checks: readonly ClockCheck[] = [escalationCheck];
