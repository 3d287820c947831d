import { Entity, Enum, Index, ManyToOne, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Appraisal } from '../appraisal/Appraisal.ts';
import { AppraisalObjection } from '../appraisal/AppraisalObjection.ts';
import { AppraisalStatement } from '../appraisal/AppraisalStatement.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { Rectification } from '../rectification/Rectification.ts';
import { RectificationStep } from '../rectification/RectificationStep.ts';
import { DateTimeScalar, YearMonth } from '../scalars.ts';
import { StudyAttendance } from '../studyClass/StudyAttendance.ts';
import { StudyEnrolment } from '../studyClass/StudyEnrolment.ts';
import { CollectiveTalk } from '../talk/CollectiveTalk.ts';
import { Warning } from '../warning/Warning.ts';
import { OfficerFileEntryKind } from './words.ts';

/**
 * 个人执法档案: something that happened to an officer, once for each. It says what, when and where it stands, and copies no word: texts, grades and who did it are read
 * where they stand, in rows that are versions or only ever added. The database refuses to change, delete or truncate.
 */
@Entity({ tableName: 'officer_file_entry' })
@Trigger({
  name: 'append_only',
  timing: 'before',
  // And truncate, by the migration, as of the audit log.
  events: ['update', 'delete'],
  forEach: 'statement',
  body: `raise exception 'The law-enforcement file is append-only: % of officer_file_entry is refused', tg_op;`,
})
@Listed('officerFileEntries', '个人执法档案所记的各事。Entries of law-enforcement files.')
@Unique({ properties: ['officer', 'source'] })
@Index({ properties: ['officer', 'happenedAt'] })
@ObjectType({ implements: Node, description: '个人执法档案的一条，只增不改。Something that happened to an officer; only ever added.' })
export class OfficerFileEntry extends Node {
  @ManyToOne(() => Officer)
  @Inverse('fileEntries', '个人执法档案。Their law-enforcement file.')
  @Field(() => Officer, { description: '干警。Whose file it stands in.' })
  officer!: Officer;

  @Enum({ items: () => OfficerFileEntryKind })
  @Field(() => OfficerFileEntryKind, { description: '事项。What happened.' })
  kind!: OfficerFileEntryKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => YearMonth, { nullable: true, description: '所属月份，不属某月为空。The month it is about; empty where it is about none.' })
  month?: string | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  happenedAt!: Date;

  @ManyToOne(() => Appraisal, { nullable: true, deleteRule: 'no action' })
  @Field(() => Appraisal, { nullable: true, description: '所涉考评结果的版本，没有为空。The version of the appraisal; empty where it is about none.' })
  appraisal?: Appraisal | null;

  @ManyToOne(() => AppraisalStatement, { nullable: true, deleteRule: 'no action' })
  @Field(() => AppraisalStatement, { nullable: true, description: '所作说明，没有为空。What they said; empty where nothing.' })
  statement?: AppraisalStatement | null;

  /** Of a correction the objection that it decided, or what the committee wrote of it; none where a peer's moved the grade. */
  @ManyToOne(() => AppraisalObjection, { nullable: true, deleteRule: 'no action' })
  @Field(() => AppraisalObjection, { nullable: true, description: '所涉异议或更正理由，没有为空。The objection, or why it was corrected; empty where there is none.' })
  objection?: AppraisalObjection | null;

  @ManyToOne(() => Rectification, { nullable: true, deleteRule: 'no action' })
  @Field(() => Rectification, { nullable: true, description: '整改，没有为空。The rectification; empty where it is about none.' })
  rectification?: Rectification | null;

  @ManyToOne(() => RectificationStep, { nullable: true, deleteRule: 'no action' })
  @Field(() => RectificationStep, { nullable: true, description: '整改的哪一步，没有为空。Its step; empty where it is about none.' })
  step?: RectificationStep | null;

  @ManyToOne(() => CollectiveTalk, { nullable: true, deleteRule: 'no action' })
  @Field(() => CollectiveTalk, { nullable: true, description: '集体谈话，没有为空。The collective talk; empty where it is about none.' })
  talk?: CollectiveTalk | null;

  @ManyToOne(() => StudyEnrolment, { nullable: true, deleteRule: 'no action' })
  @Field(() => StudyEnrolment, { nullable: true, description: '学习班参训，没有为空。The enrolment in a study class; empty where it is about none.' })
  enrolment?: StudyEnrolment | null;

  @ManyToOne(() => StudyAttendance, { nullable: true, deleteRule: 'no action' })
  @Field(() => StudyAttendance, { nullable: true, description: '所登记的出勤，没有为空。The attendance that was recorded; empty where none was.' })
  attendance?: StudyAttendance | null;

  @ManyToOne(() => Warning, { nullable: true, deleteRule: 'no action' })
  @Field(() => Warning, {
    nullable: true,
    description: '预警，没有为空。The warning of a streak, or what a study followed from; empty where it is about none.',
  })
  warning?: Warning | null;

  /** The row it was entered from: of each, once for each officer. */
  @Property({ type: 'text' })
  source!: string;
}
