import { Entity, Enum, Index, ManyToOne, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Role } from '../access/Role.ts';
import { ViewerKind } from '../access/Viewer.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { DateTimeScalar } from '../scalars.ts';

/**
 * That somebody else read of an officer's file. Written in the transaction of the audit log's entry, before the answer leaves; from where is in that entry alone.
 * The database refuses to change, delete or truncate.
 */
@Entity({ tableName: 'officer_file_reading' })
@Trigger({
  name: 'append_only',
  timing: 'before',
  // And truncate, by the migration, as of the audit log.
  events: ['update', 'delete'],
  forEach: 'statement',
  body: `raise exception 'Readings of the law-enforcement file are append-only: % of officer_file_reading is refused', tg_op;`,
})
@Listed('officerFileReadings', '个人执法档案的查阅记录。Who read law-enforcement files.')
@Index({ properties: ['officer', 'id'] })
@ObjectType({ implements: Node, description: '他人查阅个人执法档案的记录，只增不改。That somebody else read of an officer’s file; only ever added.' })
export class OfficerFileReading extends Node {
  @ManyToOne(() => Officer)
  @Inverse('fileReadings', '他人的查阅记录。Who else read their file.')
  @Field(() => Officer, { description: '干警，档案所属。Whose file it was.' })
  officer!: Officer;

  /** By the database's clock. */
  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '查阅时刻。When.' })
  readAt!: Date;

  @Enum({ items: () => ViewerKind })
  @Field(() => ViewerKind, { description: '查阅者种类。What sort of reader it was.' })
  readerKind!: ViewerKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '查阅者称呼，未登录为空。How the reader is called; empty for nobody.' })
  readerName?: string | null;

  @Enum({ items: () => Role, array: true })
  @Field(() => [Role], { description: '查阅者当时的角色。The reader’s roles at that moment.' })
  readerRoles!: Role[];

  /** Texts as `node(id)` takes them; all of them, however many. */
  @Property({ type: 'text[]', columnType: 'text[]' })
  @Field(() => [String], { description: '所看各条的编号，可用 node(id) 取回。Ids of the entries shown; node(id) fetches them again.' })
  entries!: string[];

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '是否据以计数、汇总或筛选。Whether entries were counted, summed up or searched by.' })
  summed!: boolean;

  /** Not a reference: the audit log is whole without it, and names no table that may be cleared some day. */
  @Property({ type: 'integer' })
  @Field(() => Int, { description: '同时写入的审计记录的序号。Number of the audit entry that was written with it.' })
  auditSequence!: number;
}
