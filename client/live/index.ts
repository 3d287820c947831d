export { type LiveQuestion, liveQuery, type Surroundings } from './liveQuery.ts';
export { useLive } from './useLive.ts';
export type { Connection, LiveQuery, LiveView } from './view.ts';
