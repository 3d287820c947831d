import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';

/**
 * Names this log: one row, made by the migration. Cursors carry it, so a cursor from another
 * database is refused instead of being misread.
 */
@Entity({ tableName: 'event_log_identity' })
export class EventLogIdentity {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
}
