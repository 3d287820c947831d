import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Appraisal } from '../appraisal/Appraisal.ts';
import { Correction } from '../inspection/Correction.ts';
import { InspectionResult } from '../inspection/InspectionResult.ts';
import { InspectionRound } from '../inspection/InspectionRound.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { Unit } from '../organisation/Unit.ts';
import { Rectification } from '../rectification/Rectification.ts';
import { DateScalar, DateTimeScalar, YearMonth } from '../scalars.ts';
import { WarningRuleBook } from './WarningRuleBook.ts';
import { WarningKind, WarningLevel, WarningOrigin, WarningState } from './words.ts';

/**
 * That something needs a person's attention. One row a life: while a cause holds it has one life that is neither retracted nor over, whatever state that is in; a
 * cause that stopped holding and holds again begins another. Nothing is deleted.
 */
@Entity({ tableName: 'warning' })
@Listed('warnings', '预警。Warnings.')
@Unique({ properties: ['cause', 'life'] })
@Index({ properties: ['unit', 'id'] })
@Index({ properties: ['officer', 'id'] })
@Index({ properties: ['round', 'id'] })
@Index({ properties: ['ruleBook', 'id'] })
@Index({ properties: ['rectification', 'id'] })
@Index({ name: 'warning_one_life', expression: `create unique index "warning_one_life" on "warning" ("cause") where state <> 'RETRACTED' and lapsed_at is null` })
@Index({ name: 'warning_open', expression: `create index "warning_open" on "warning" ("severity", "raised_at") where state in ('RAISED', 'ACKNOWLEDGED')` })
@ObjectType({ implements: Node, description: '预警。That something needs a person’s attention.' })
export class Warning extends Node {
  /** The kind, what it is about, and when: `RESULT_POOR XZ01 2026-10`; an officer by the number on the roll, never by name. */
  @Property({ type: 'text' })
  @Field({ description: '原因，唯一文本，形如 RESULT_POOR XZ01 2026-10。The cause as a unique text.' })
  cause!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '第几次：同一原因撤回或过去后再次成立，加一。1, and one more each time a cause that was retracted or over holds again.' })
  life!: number;

  @Enum({ items: () => WarningKind })
  @Field(() => WarningKind, { description: '预警种类。What is warned of.' })
  kind!: WarningKind;

  @Enum({ items: () => WarningOrigin })
  @Field(() => WarningOrigin, { description: '由来。What it follows from.' })
  origin!: WarningOrigin;

  @Enum({ items: () => WarningLevel })
  @Field(() => WarningLevel, { description: '级别，含升级。How severe, escalations counted.' })
  level!: WarningLevel;

  /** The level as a number, since words have no order. Written with it. */
  @Property({ type: 'integer' })
  @Field(() => Int, { description: '级别数值，0 提示至 3 红色，供排序筛选。The level as a number, 0 INFO to 3 RED, to order and filter by.' })
  severity!: number;

  @Enum({ items: () => WarningState, default: WarningState.RAISED })
  @Field(() => WarningState, { description: '状态。How far it has come.' })
  state!: WarningState;

  @ManyToOne(() => Unit, { nullable: true, deleteRule: 'no action' })
  @Inverse('warnings', '预警。Warnings about it.')
  @Field(() => Unit, { nullable: true, description: '单位，不涉及某一单位时为空。The unit; empty where it is about no single one.' })
  unit?: Unit | null;

  /** Of a deadline nobody is named: its rectification does. */
  @ManyToOne(() => Officer, { nullable: true, deleteRule: 'no action' })
  @Field(() => Officer, { nullable: true, description: '干警，考评所涉的班子成员；其他为空。The officer whose appraisals it rests on; empty otherwise.' })
  officer?: Officer | null;

  @Property({ type: 'text' })
  @Field(() => YearMonth, { description: '所属月份。The month it is about.' })
  month!: string;

  @ManyToOne(() => InspectionRound, { nullable: true, deleteRule: 'no action' })
  @Inverse('warnings', '当月的预警。Warnings about the month.')
  @Field(() => InspectionRound, { nullable: true, description: '每月督查，与督查无关时为空。The month’s round; empty where it is about no inspection.' })
  round?: InspectionRound | null;

  @ManyToOne(() => InspectionResult, { nullable: true, deleteRule: 'no action' })
  @Field(() => InspectionResult, { nullable: true, description: '所依据的结果，未经督查时为空。The result it rests on; empty where there was no inspection.' })
  result?: InspectionResult | null;

  @ManyToOne(() => InspectionResult, { nullable: true, deleteRule: 'no action' })
  @Field(() => InspectionResult, { nullable: true, description: '上一结果，用以比较，不作比较时为空。The result before, where it rests on that too.' })
  previousResult?: InspectionResult | null;

  @ManyToOne(() => Appraisal, { nullable: true, deleteRule: 'no action' })
  @Field(() => Appraisal, { nullable: true, description: '所依据的考评结果，以最近一月的为准；不依据考评时为空。The newest appraisal it rests on; empty where it rests on none.' })
  appraisal?: Appraisal | null;

  /** Keys of everything it rests on, oldest first, of a streak every one: of results where it follows from inspections, of appraisals where from these. */
  @Property({ type: 'integer[]', columnType: 'int[]', defaultRaw: `'{}'` })
  basis!: number[];

  @ManyToOne(() => Rectification, { nullable: true, deleteRule: 'no action' })
  @Inverse('warnings', '期限预警。Warnings about its deadlines.')
  @Field(() => Rectification, { nullable: true, description: '帮教整改，期限所属，与其无关时为空。The rectification whose deadline it is about; empty where it is about none.' })
  rectification?: Rectification | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '期限，仅由时钟判定的预警有。The deadline; of what the clock decides only.' })
  dueOn?: string | null;

  @Property({ type: 'boolean', default: false })
  @Field({
    description:
      '是否针对干警个人：是则只有委机关，和本单位政工部门（期限）或本人（考评）可见，不上看板。Whether it is about an officer: then only the committee sees it and, of a deadline, the organ’s cadre office, of grades the officer; no board.',
  })
  ofOfficer!: boolean;

  @ManyToOne(() => WarningRuleBook)
  @Inverse('warnings', '据此发出的预警。Warnings raised by it.')
  @Field(() => WarningRuleBook, { description: '据以发出的规则版本。The rules it was raised by.' })
  ruleBook!: WarningRuleBook;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '发出时刻，即原因成立之时。When its cause came about.' })
  raisedAt!: Date;

  @Property({ type: 'integer', default: 0 })
  @Field(() => Int, { description: '已升级次数。How often its level has risen.' })
  escalations!: number;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '最近升级时刻，未升级为空。When its level last rose; empty where it did not.' })
  escalatedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '确认时刻，未确认为空。When somebody took it up; empty before.' })
  acknowledgedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '确认人，未确认为空。Who took it up; empty before, and where nobody had said who they were.' })
  acknowledgedBy?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '确认时的备注，没有为空。What they noted; empty where nothing.' })
  note?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '办结时刻，未办结为空。When it was dealt with, or its cause was over; empty before.' })
  resolvedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '办结人，未办结或原因自行过去为空。Who dealt with it; empty before, where its cause was over by itself, and where nobody had said who they were.',
  })
  resolvedBy?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '办结说明，未办结为空。How it was dealt with, or why its cause was over; empty before.' })
  resolution?: string | null;

  /** Also of what somebody had resolved before: from then on the same cause may be warned of again. */
  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '原因过去的时刻，未过去为空。When its cause, which did hold, was over; empty before.' })
  lapsedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '撤回时刻，未撤回为空。When its cause stopped holding; empty while it holds.' })
  retractedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '撤回原因，未撤回为空。Why it was taken back; empty while it stands.' })
  retractionReason?: string | null;

  @ManyToOne(() => Correction, { nullable: true, deleteRule: 'no action' })
  @Field(() => Correction, { nullable: true, description: '使其撤回的更正，没有为空。The correction that took its cause away; empty where none did.' })
  retractedBy?: Correction | null;

  @ManyToOne(() => Appraisal, { nullable: true, deleteRule: 'no action' })
  @Field(() => Appraisal, { nullable: true, description: '更正后的考评，使其撤回，没有为空。The corrected appraisal that took its cause away; empty where none did.' })
  correctedAppraisal?: Appraisal | null;
}
