import { Entity, Enum, ManyToOne, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Officer, Unit } from '../organisation/index.ts';
import { DateTimeScalar } from '../scalars.ts';
import { announced } from './changes.ts';
import { Role } from './Role.ts';

/** A person who may sign in. Shown to administrators only. */
@Entity({ tableName: 'account' })
@Trigger(announced('account', 'account', ['roles', 'unit_id', 'officer_id', 'assigned_units', 'disabled_at']))
@ObjectType({ description: '账号：一个可以登录的人。A person who may sign in.' })
export class Account {
  @PrimaryKey({ type: 'integer' })
  @Field(() => ID, { description: '编号。Its id.' })
  id!: number;

  /** What is typed to sign in, lower case. */
  @Property({ type: 'text', unique: true })
  @Field({ description: '登录名。The name to sign in with.' })
  name!: string;

  @Property({ type: 'text' })
  @Field({ description: '姓名或称呼。How the person is called.' })
  displayName!: string;

  /** argon2id, with its parameters and salt. Null: signs in elsewhere. */
  @Property({ type: 'text', nullable: true })
  passwordHash?: string | null;

  /** Who the person is to the OIDC provider; null until they first came from there. */
  @Property({ type: 'text', nullable: true, unique: true })
  oidcSubject?: string | null;

  @Enum({ items: () => Role, array: true })
  @Field(() => [Role], { description: '角色。What the person is to the committee.' })
  roles!: Role[];

  @ManyToOne(() => Unit, { nullable: true, deleteRule: 'no action' })
  @Field(() => Unit, { nullable: true, description: '所属单位，联络员和政工部门才有。The unit of a reporter or cadre office.' })
  unit?: Unit | null;

  @ManyToOne(() => Officer, { nullable: true, deleteRule: 'no action' })
  @Field(() => Officer, { nullable: true, description: '本人的名册条目，干警才有。The officer that this person is.' })
  officer?: Officer | null;

  /** Keys of the units whose inspection is assigned to an inspector. */
  @Property({ type: 'integer[]', columnType: 'int[]', defaultRaw: `'{}'` })
  assignedUnits!: number[];

  /** One of the sample city's, which anybody who may try it is signed in to. */
  @Property({ type: 'boolean', default: false })
  isDemo!: boolean;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '建立的时刻。When it was made.' })
  createdAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '停用的时刻，未停用为空。When it was disabled; empty while it is not.' })
  disabledAt?: Date | null;

  /** In a row; a success sets it back. */
  @Property({ type: 'integer', default: 0 })
  failedTries!: number;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '锁定到何时，未锁定为空。Locked until then after failed tries.' })
  lockedUntil?: Date | null;
}
