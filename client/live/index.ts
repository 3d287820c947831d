export { firstChange } from './firstChange.ts';
export { type LiveQuestion, liveQuery, type Surroundings } from './liveQuery.ts';
export { type Clock, systemClock } from './source.ts';
export { useLive } from './useLive.ts';
export type { Connection, LiveQuery, LiveView } from './view.ts';
