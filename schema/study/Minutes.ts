import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import type { Grade } from '../inspection/InspectionResult.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { StudyProposal } from './StudyProposal.ts';

/** A month of the row that minutes are about. */
export interface Figure {
  /** `2026-10` */
  month: string;
  /** Two places. */
  score: string;
  grade: Grade;
}

/**
 * The minutes of a special study. Drafted and edited by the staff, issued with a number by the secretary, and never changed from then on; when the cause falls away they
 * are retracted, and stay.
 */
@Entity({ tableName: 'minutes' })
@Listed('minutes', '会议纪要。Minutes of special studies.')
@Unique({ properties: ['year', 'sequence'] })
@ObjectType({ implements: Node, description: '会议纪要，印发后不再改动。Minutes of a special study, frozen once they are issued.' })
export class Minutes extends Node {
  @ManyToOne(() => StudyProposal, { unique: true })
  @Inverse('minutes', '会议纪要，至多一份。Its minutes, one at most.')
  @Field(() => StudyProposal, { description: '专题研究。The study.' })
  proposal!: StudyProposal;

  @Property({ type: 'text' })
  @Field({ description: '标题。The title.' })
  title!: string;

  @Property({ type: 'text' })
  @Field({ description: '印发机关。The office that issues them.' })
  office!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '编号，形如〔2026〕3号，印发时编定。Their number; empty until they are issued.' })
  documentNumber?: string | null;

  /** Of the number, in China. */
  @Property({ type: 'integer', nullable: true })
  year?: number | null;

  /** Counts the year's minutes from 1, without gaps. */
  @Property({ type: 'integer', nullable: true })
  sequence?: number | null;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '会议日期。The day of the meeting.' })
  meetingOn!: string;

  @Property({ type: 'text' })
  @Field({ description: '会议地点。Where it was held.' })
  place!: string;

  @Property({ type: 'text' })
  @Field({ description: '主持人。Who chaired it.' })
  chair!: string;

  @Property({ type: 'text' })
  @Field({ description: '出席人员。Who attended.' })
  attendees!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '列席人员，没有为空。Who sat in; empty for nobody.' })
  observers?: string | null;

  @Property({ type: 'text' })
  @Field({ description: '研究情况。What was considered.' })
  considered!: string;

  @Property({ type: 'text' })
  @Field({ description: '议定事项。What was decided.' })
  decided!: string;

  /** As the recipients were when they were drafted; frozen with the text, of which it is part on paper. */
  @Property({ type: 'text' })
  @Field({ description: '呈报单位，以逗号分隔，没有为空文本。Those it is submitted to, as on paper; empty text for none.' })
  submittedTo!: string;

  @Property({ type: 'text' })
  @Field({ description: '抄送单位，以逗号分隔，没有为空文本。Those it is copied to, as on paper; empty text for none.' })
  copiedTo!: string;

  /** What was considered, oldest first, written down when they are issued: whoever has the minutes need not see the appraisals. Null before. */
  @Property({ type: 'json', nullable: true })
  figures?: Figure[] | null;

  /** Keys of the results or appraisals that were considered: those of the proposal when the minutes were issued. */
  @Property({ type: 'integer[]', columnType: 'int[]', defaultRaw: `'{}'` })
  basis!: number[];

  /** Keys of the accounts that drafted any of it: they do not issue it. */
  @Property({ type: 'integer[]', columnType: 'int[]', defaultRaw: `'{}'` })
  drafters!: number[];

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '最近起草时刻。When they were last drafted.' })
  draftedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '印发时刻，未印发为空。When they were issued; empty before.' })
  issuedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '签发人，未印发为空。Who issued them; empty before, and where nobody had said who they were.' })
  issuedBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '撤回时刻，有效为空。When they were retracted; empty while they stand.' })
  retractedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '撤回原因，有效为空。Why they were retracted; empty while they stand.' })
  retractionReason?: string | null;
}
