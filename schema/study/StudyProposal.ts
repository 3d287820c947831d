import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Grade } from '../inspection/InspectionResult.ts';
import { Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateTimeScalar, YearMonth } from '../scalars.ts';
import { Warning } from '../warning/Warning.ts';
import { WarningOrigin } from '../warning/words.ts';
import { StudyState } from './words.ts';

/**
 * That an organ, or one of its leadership, was good or poor so often in a row that a special study should be held (1.9). The system proposes it, one for each warning of a streak; whether it is
 * held, a person decides. Nothing is deleted.
 */
@Entity({ tableName: 'study_proposal' })
@Listed('studyProposals', '专题研究建议。Special studies, proposed and decided.')
@Index({ properties: ['unit', 'id'] })
@Index({ properties: ['officer', 'id'] })
@ObjectType({ implements: Node, description: '专题研究建议，系统提出，由人决定。A special study, which the system proposes and a person decides.' })
export class StudyProposal extends Node {
  @ManyToOne(() => Warning, { unique: true })
  @Field(() => Warning, { description: '预警，据以提出，一项一建议。The warning it follows from; one for one.' })
  warning!: Warning;

  @ManyToOne(() => Unit)
  @Field(() => Unit, { description: '政法机关，或班子成员所在的机关。The political-legal organ, or that the officer served in.' })
  unit!: Unit;

  @ManyToOne(() => Officer, { nullable: true, deleteRule: 'no action' })
  @Field(() => Officer, {
    nullable: true,
    description: '班子成员，研究机关或无权查看时为空。The officer; empty where it is about the organ, and for whoever may not see the roll.',
  })
  officer?: Officer | null;

  /** Beside the relations, since leaders see whom minutes are about but not the roll. */
  @Property({ type: 'text' })
  @Field({ description: '研究对象名称：机关，或班子成员姓名，以提出时为准。The name of the organ or officer, as it was when proposed.' })
  subjectName!: string;

  @Enum({ items: () => WarningOrigin })
  @Field(() => WarningOrigin, { description: '由来：督查结果或月考评。What the row is of: results of inspections, or appraisals.' })
  origin!: WarningOrigin;

  @Enum({ items: () => Grade })
  @Field(() => Grade, { description: '连续所得等次，好或差。The grade in a row: good or poor.' })
  grade!: Grade;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '连续月数。Months in a row.' })
  months!: number;

  @Property({ type: 'text' })
  @Field(() => YearMonth, { description: '连续至哪个月。The month the row has come to.' })
  month!: string;

  /** Keys of the results or, by its origin, appraisals it rests on, oldest first, as far as the warning is followed. */
  @Property({ type: 'integer[]', columnType: 'int[]', defaultRaw: `'{}'` })
  basis!: number[];

  @Enum({ items: () => StudyState, default: StudyState.PROPOSED })
  @Field(() => StudyState, { description: '状态。How far it has come.' })
  state!: StudyState;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '提出时刻。When it was proposed.' })
  raisedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '决定召开或不召开的理由，未决定为空。Why it was decided so; empty before.' })
  reason?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '决定时刻，未决定为空。When it was decided; empty before.' })
  decidedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '决定人，未决定为空。Who decided; empty before, and where nobody had said who they were.' })
  decidedBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '收回或撤回时刻，原因成立时为空。When its cause fell away; empty while it holds.' })
  retractedAt?: Date | null;
}
