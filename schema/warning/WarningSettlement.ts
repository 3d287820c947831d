import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Up to which event of the log the warnings are settled: a row for each origin that is settled from the log, moved in the transaction of what was raised and retracted. It outlives the place of the consumer that moves it. */
@Entity({ tableName: 'warning_settlement' })
export class WarningSettlement {
  /** 1 of inspections, 2 of appraisals. */
  @PrimaryKey({ type: 'integer', autoincrement: false })
  id!: number;

  @Property({ columnType: 'xid8', type: 'string' })
  tx!: string;

  @Property({ type: 'bigint' })
  eventId!: string;
}
