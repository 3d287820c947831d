import { Entity, Enum, ManyToOne, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.ts';
import { Account } from './Account.ts';
import { announced } from './changes.ts';
import { Role } from './Role.ts';

/** What a program shows who it is with. Its secret was shown once, when it was made. */
@Entity({ tableName: 'api_token' })
@Trigger(announced('token', 'api_token', ['roles', 'revoked_at', 'expires_at'], 'old.revoked_at is null and old.expires_at > now()'))
@ObjectType({ description: '程序令牌。What a program shows who it is with.' })
export class ApiToken {
  @PrimaryKey({ type: 'integer' })
  @Field(() => ID, { description: '编号，撤销时用。Its id, to revoke it.' })
  id!: number;

  @Property({ type: 'text' })
  @Field({ description: '名称：哪个程序。Which program it is for.' })
  name!: string;

  /** SHA-256 of the secret, hexadecimal. */
  @Property({ type: 'text', unique: true })
  hash!: string;

  @Enum({ items: () => Role, array: true })
  @Field(() => [Role], { description: '权限范围，以角色计。What it may do, as roles.' })
  roles!: Role[];

  @ManyToOne(() => Account)
  @Field(() => Account, { description: '由谁建立。Who made it.' })
  createdBy!: Account;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '建立的时刻。When it was made.' })
  createdAt!: Date;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '到期的时刻。When it ends.' })
  expiresAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '撤销的时刻，未撤销为空。When it was revoked; empty while it was not.' })
  revokedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '最近使用，精确到分钟。When it was last used, to the minute.' })
  lastUsedAt?: Date | null;
}
