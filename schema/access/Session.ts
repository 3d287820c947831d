import { Entity, ManyToOne, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.ts';
import { Account } from './Account.ts';
import { announced } from './changes.ts';

/** Somebody signed in, in one browser. It ends half an hour after its last renewal and at `expiresAt` in any case. */
@Entity({ tableName: 'session' })
@Trigger(announced('session', 'session', ['revoked_at', 'expires_at', 'account_id'], 'old.revoked_at is null and old.expires_at > now()'))
@ObjectType({ description: '会话：一次登录。Somebody signed in, in one browser.' })
export class Session {
  @PrimaryKey({ type: 'integer' })
  @Field(() => ID, { description: '编号，撤销时用。Its id, to revoke it.' })
  id!: number;

  /** SHA-256 of the secret in the cookie, hexadecimal. The secret has 256 random bits: no salt is needed. */
  @Property({ type: 'text', unique: true })
  hash!: string;

  @ManyToOne(() => Account, { index: true })
  @Field(() => Account, { description: '账号。Whose it is.' })
  account!: Account;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '登录的时刻。When it began.' })
  createdAt!: Date;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '最近续期的时刻。When it was last renewed.' })
  renewedAt!: Date;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '最迟到期的时刻。When it ends in any case.' })
  expiresAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  revokedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '浏览器自称。What the browser says it is.' })
  userAgent?: string | null;
}
