import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Grade } from '../inspection/InspectionResult.ts';
import { Inverse, Listed, Versioned } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateTimeScalar, DecimalScalar } from '../scalars.ts';
import { AppraisalRound } from './AppraisalRound.ts';
import { PeerGroup } from './words.ts';

/**
 * The grade of one organ or officer in a round. A draft is graded anew as often as need be; from the explanation on it is replaced, never changed: a correction
 * writes the next version and closes this one. It holds for the revisions of its round from `fromRevision` up to, and not including, `untilRevision`.
 */
@Entity({ tableName: 'appraisal' })
@Listed('appraisals', '月考评结果，缺省为现行版本。Appraisals, the current versions unless asked otherwise.')
@Versioned({
  since: 'gradedAt',
  until: 'supersededAt',
  all: { argument: 'includeSuperseded', description: '是否含被更正取代的版本。Whether versions that a correction replaced are among them.' },
})
@Index({ properties: ['round', 'id'] })
@Index({ properties: ['unit', 'id'] })
@Index({ properties: ['officer', 'id'] })
@Index({
  name: 'appraisal_one_of_organ',
  expression: 'create unique index "appraisal_one_of_organ" on "appraisal" ("round_id", "unit_id") where superseded_at is null and officer_id is null',
})
@Index({
  name: 'appraisal_one_of_officer',
  expression: 'create unique index "appraisal_one_of_officer" on "appraisal" ("round_id", "officer_id") where superseded_at is null',
})
@ObjectType({ implements: Node, description: '月考评结果。The grade of one organ or officer in a round.' })
export class Appraisal extends Node {
  @ManyToOne(() => AppraisalRound)
  @Inverse('appraisals', '结果，缺省为现行版本。Its appraisals, the current versions unless asked otherwise.')
  @Field(() => AppraisalRound, { description: '月考评。The round.' })
  round!: AppraisalRound;

  /** As it was when graded: who moves later keeps their old months. There is always one; but peers may serve in an organ that one does not see. */
  @ManyToOne(() => Unit)
  @Inverse('appraisals', '本机关及其干警的结果，缺省为现行版本。Appraisals of it and of its officers, the current versions unless asked otherwise.')
  @Field(() => Unit, {
    nullable: true,
    description: '机关：被考评的，或被考评人所在的；无权查看为空。The organ graded, or that the officer served in; empty for whoever may not see it.',
  })
  unit!: Unit;

  @ManyToOne(() => Officer, { nullable: true, deleteRule: 'no action' })
  @Inverse('appraisals', '月考评结果，缺省为现行版本。Their appraisals, the current versions unless asked otherwise.')
  @Field(() => Officer, { nullable: true, description: '干警，考评机关时为空。The officer; empty where an organ was graded.' })
  officer?: Officer | null;

  /** Beside the relation, since peers see grades in publicity but not the roll. */
  @Property({ type: 'text' })
  @Field({ description: '被考评者名称，以评分时为准。The name of the organ or officer, as it was when graded.' })
  subjectName!: string;

  @Enum({ items: () => PeerGroup })
  @Field(() => PeerGroup, { description: '同组，以评分时的层级为准。The peer group, by the tier as it was when graded.' })
  peerGroup!: PeerGroup;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '同组人数。How many the peer group has.' })
  peers!: number;

  @Property({ type: 'decimal', precision: 5, scale: 2 })
  @Field(() => DecimalScalar, { description: '得分，两位小数。Points, two places.' })
  score!: string;

  @Enum({ items: () => Grade })
  @Field(() => Grade, { description: '等次。Good, medium or poor.' })
  grade!: Grade;

  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '版本，从 1 起，每次更正加一。1 at first; every correction that changes it adds one.' })
  version!: number;

  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '起始修订：自该轮的这一修订起有效。Holds from this revision of the round.' })
  fromRevision!: number;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '终止修订：自这一修订起无效，现行为空。Holds up to, not including, this revision; empty while current.' })
  untilRevision?: number | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '评定时刻，指本版本。When this version was graded.' })
  gradedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '取代时刻，现行版本为空。When a correction replaced it; empty while current.' })
  supersededAt?: Date | null;

  /** Keys of the accounts that graded it, also before they or another graded it anew: not to approve it, nor to review an objection to it. */
  @Property({ type: 'integer[]', columnType: 'int[]', defaultRaw: `'{}'` })
  graders!: number[];
}
