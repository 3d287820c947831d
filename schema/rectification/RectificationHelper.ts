import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Rectification } from './Rectification.ts';
import { HelperKind } from './words.ts';

/** 三帮一: one of the three who help a person just now. Who helped before stands in the steps. */
@Entity({ tableName: 'rectification_helper' })
@Listed('rectificationHelpers', '帮教人。Helpers.')
@Unique({ properties: ['rectification', 'kind'] })
@Unique({ properties: ['rectification', 'officer'] })
@ObjectType({ implements: Node, description: '帮教人，个人整改有三名。One of the three who help a person.' })
export class RectificationHelper extends Node {
  @ManyToOne(() => Rectification)
  @Inverse('helpers', '帮教人，单位整改没有。The three helpers of a person; a unit has none.')
  @Field(() => Rectification, { description: '帮教整改。The rectification they help in.' })
  rectification!: Rectification;

  @Enum({ items: () => HelperKind })
  @Field(() => HelperKind, { description: '类别。Which of the three.' })
  kind!: HelperKind;

  /** Those who are helped know who helps them, and see nobody else's entry on the roll. */
  @ManyToOne(() => Officer)
  @Field(() => Officer, { nullable: true, description: '帮教干警，无权查阅时为空。The officer who helps; empty for those who may not see them on the roll.' })
  officer!: Officer;

  @Property({ type: 'text' })
  @Field({ description: '帮教人姓名，以确定时的名册为准。Their name, as the roll had it.' })
  officerName!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '确定时刻。When they were named.' })
  assignedAt!: Date;
}
