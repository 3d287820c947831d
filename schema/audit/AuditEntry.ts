import { Entity, Enum, ManyToOne, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from '../access/Role.ts';
import { ViewerKind } from '../access/Viewer.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar } from '../scalars.ts';

/** What an entry of the audit log tells of. */
export enum AuditKind {
  ACT = 'ACT',
  OUTCOME = 'OUTCOME',
  READ = 'READ',
}
registerEnumType(AuditKind, {
  name: 'AuditKind',
  description: '审计记录的种类。What an entry of the audit log tells of.',
  valuesConfig: {
    ACT: { description: '将要办理，先记后办。Something that is about to be done.' },
    OUTCOME: { description: '办理的结果。How it ended.' },
    READ: { description: '读取个人信息。Personal data that was read.' },
  },
});

/** How an act ended. One without an outcome was cut off: nobody knows. */
export enum ActOutcome {
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  FORBIDDEN = 'FORBIDDEN',
  FAILED = 'FAILED',
}
registerEnumType(ActOutcome, {
  name: 'ActOutcome',
  description: '办理结果。How an act ended.',
  valuesConfig: {
    DONE: { description: '已办理。It was done.' },
    REFUSED: { description: '未予办理，原因见代码。It was refused; the codes say why.' },
    FORBIDDEN: { description: '无权办理。Whoever asked may not do it.' },
    FAILED: { description: '办理出错。It failed.' },
  },
});

/**
 * One entry of the audit log: who did what, and who read what of persons; never the content itself. Written once and for good: the database refuses to
 * change, delete or truncate. Each carries the hash of the one before, so that whatever was changed all the same shows (docs/audit.md).
 */
@Entity({ tableName: 'audit_entry' })
@Trigger({
  name: 'append_only',
  timing: 'before',
  // And truncate, by the migration: the ORM does not find such triggers again, and would make it anew for ever.
  events: ['update', 'delete'],
  forEach: 'statement',
  body: `raise exception 'The audit log is append-only: % of audit_entry is refused', tg_op;`,
})
@Listed('auditEntries', '审计记录。The audit log: who did what, and who read what of persons.')
@ObjectType({ implements: Node, description: '审计记录。One entry of the audit log.' })
export class AuditEntry extends Node {
  /** Its sequence number: the writer gives them out, without gaps. */
  @PrimaryKey({ type: 'integer', autoincrement: false })
  override id!: number;

  /** The same, for those who read it. */
  @Property({ type: 'integer', generated: '(id) stored' })
  @Field(() => Int, { description: '序号，自 1 起连续。Its number, from 1 without gaps.' })
  sequence!: number;

  /** By the database's clock. */
  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '写入的时刻。When it was written.' })
  at!: Date;

  @Enum({ items: () => AuditKind })
  @Field(() => AuditKind, { description: '种类。What it tells of.' })
  kind!: AuditKind;

  @Enum({ items: () => ViewerKind })
  @Field(() => ViewerKind, { description: '来访者种类。What sort of asker it was.' })
  actorKind!: ViewerKind;

  /** `Account:5`, `ApiToken:2`, `Screen:1`. */
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '来访者，形如 Account:5，无账号为空。The account, token or screen; empty without one.' })
  actor?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '来访者称呼，未登录为空。How they are called; empty for nobody.' })
  actorName?: string | null;

  @Enum({ items: () => Role, array: true })
  @Field(() => [Role], { description: '当时的角色。Their roles at that moment.' })
  actorRoles!: Role[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '请求编号。Id of the request.' })
  requestId?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '来访地址。The address it came from.' })
  address?: string | null;

  /** A field of Mutation, or a door: `POST /intake`. */
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '事项。What was to be done.' })
  verb?: string | null;

  /** `unitCode=XZ01`, `finding=Finding:12`: of an act what it was about, of an outcome what came of it. */
  @Property({ type: 'text[]', columnType: 'text[]' })
  @Field(() => [String], { description: '所涉对象的编号和代码。Ids and codes of what it is about.' })
  subjects!: string[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '所述理由。The reason given.' })
  reason?: string | null;

  @ManyToOne(() => AuditEntry, { nullable: true, index: true, deleteRule: 'no action' })
  @Inverse('outcomes', '办理的结果，没有即不明。How it ended; unknown where there is none.')
  @Field(() => AuditEntry, { nullable: true, description: '所指的办理。The act whose outcome it is.' })
  act?: AuditEntry | null;

  @Enum({ items: () => ActOutcome, nullable: true })
  @Field(() => ActOutcome, { nullable: true, description: '办理结果。How the act ended.' })
  outcome?: ActOutcome | null;

  @Property({ type: 'text[]', columnType: 'text[]' })
  @Field(() => [String], { description: '未办理的原因代码。Codes of why it was not done.' })
  codes!: string[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '查询的名称。Name of the operation that read.' })
  operation?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '查询文本的 SHA-256。SHA-256 of the document that read.' })
  document?: string | null;

  /** `Officer.name` */
  @Property({ type: 'text[]', columnType: 'text[]' })
  @Field(() => [String], { description: '读取的个人信息字段。Fields of persons that were read.' })
  fields!: string[];

  /** `Officer:17` */
  @Property({ type: 'text[]', columnType: 'text[]' })
  @Field(() => [String], { description: '读取的各行，至多 500。Rows that were read, the first 500.' })
  rows!: string[];

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '读取的行数。How many rows were read.' })
  rowCount?: number | null;

  /** More than one where the same was read several times in the same moment. */
  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '次数，同一瞬间的相同读取合记。How often: the same, read again in the same moment, is counted.' })
  times!: number;

  @Property({ type: 'text' })
  @Field({ description: '上一条的哈希。Hash of the entry before.' })
  previousHash!: string;

  @Property({ type: 'text' })
  @Field({ description: '本条的哈希。SHA-256 of this entry.' })
  hash!: string;
}
