export { EventCursor } from './cursor.ts';
export { appendEvents, EventLog, type EventRecord, type NewEvent } from './log.ts';
export { followFrom } from './subscription.ts';
export { type Deliveries, type Delivery, EventTail } from './tail.ts';
