import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The link by which the first administrator of an empty Duban makes their account; printed where the server was started. */
@Entity({ tableName: 'first_administrator_link' })
export class FirstAdministratorLink {
  @PrimaryKey({ type: 'integer' })
  id!: number;

  /** SHA-256 of the secret in the link, hexadecimal. */
  @Property({ type: 'text', unique: true })
  hash!: string;

  @Property({ type: 'datetime' })
  expiresAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  usedAt?: Date | null;
}
