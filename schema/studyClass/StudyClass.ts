import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { OfficerTier } from '../organisation/Officer.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateTimeScalar } from '../scalars.ts';
import { StudyClassState } from './words.ts';

/**
 * A class for officers of one tier who have something to put right (1.7): of leadership and reserve cadres the committee's, of the middle level and staff an organ's own
 * or the committee's. Its sessions are settled when it is announced.
 */
@Entity({ tableName: 'study_class' })
@Listed('studyClasses', '学习班。Study classes.')
@Index({ properties: ['organ', 'id'] })
@ObjectType({ implements: Node, description: '学习班，分层级举办。A study class for officers of one tier.' })
export class StudyClass extends Node {
  @ManyToOne(() => Unit, { nullable: true, deleteRule: 'no action' })
  @Inverse('studyClasses', '本机关举办的学习班。Study classes it holds.')
  @Field(() => Unit, { nullable: true, description: '举办机关，政法委举办的为空。The organ that holds it; empty where the committee does.' })
  organ?: Unit | null;

  @Enum({ items: () => OfficerTier })
  @Field(() => OfficerTier, { description: '层级。The tier it is for.' })
  tier!: OfficerTier;

  @Property({ type: 'text' })
  @Field({ description: '名称。The title.' })
  title!: string;

  @Property({ type: 'text' })
  @Field({ description: '地点。Where it is held.' })
  place!: string;

  @Enum({ items: () => StudyClassState, default: StudyClassState.ANNOUNCED })
  @Field(() => StudyClassState, { description: '状态。How far it has come.' })
  state!: StudyClassState;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '开班时刻。When it was announced.' })
  announcedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '结班时刻，未结班为空。When it was closed; empty before.' })
  closedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '取消时刻，未取消为空。When it was cancelled; empty while it is not.' })
  cancelledAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '取消理由，未取消为空。Why it was cancelled; empty while it is not.' })
  cancellationReason?: string | null;
}
