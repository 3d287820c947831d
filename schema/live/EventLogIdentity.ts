import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * Names this log, and says how far back it reaches: one row, made by the migration. Cursors carry the id, so a
 * cursor from another database is refused instead of being misread.
 */
@Entity({ tableName: 'event_log_identity' })
export class EventLogIdentity {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** With horizonId the place of the last event that was removed for its age; a reader who stands before it has missed something. */
  @Property({ columnType: 'xid8', type: 'string', default: '0' })
  horizonTx!: string;

  @Property({ type: 'bigint', default: '0' })
  horizonId!: string;
}
