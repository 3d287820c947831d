import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** That a file was taken in: which, by whom, what it changed. One row a file that changed something. */
@Entity({ tableName: 'intake_receipt' })
export class IntakeReceipt {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  @Property({ type: 'text' })
  fileName!: string;

  @Property({ type: 'text' })
  kind!: string;

  /** Hex SHA-256 of the file's bytes. */
  @Property({ type: 'text' })
  sha256!: string;

  /** `office` for files handed over, `demo` for the sample city. */
  @Property({ type: 'text' })
  source!: 'office' | 'demo';

  @Property({ type: 'integer' })
  added!: number;

  @Property({ type: 'integer' })
  changed!: number;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  takenAt!: Date;
}
