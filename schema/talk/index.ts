export { CollectiveTalk } from './CollectiveTalk.ts';
export { TalkChangedEvent } from './TalkEvent.ts';
export { TalkRecord } from './TalkRecord.ts';
export { TalkState, TalkStep } from './words.ts';
