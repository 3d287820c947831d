import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Appraisal } from './Appraisal.ts';
import { ObjectionState } from './words.ts';

/**
 * An objection to an appraisal, and what another reviewer made of it. Upheld, it made the revision of the round that `revision` names. What the committee corrects of a
 * closed round by itself stands here too, upheld from the beginning.
 */
@Entity({ tableName: 'appraisal_objection' })
@Listed('appraisalObjections', '异议。Objections to appraisals.')
@Index({ properties: ['appraisal', 'id'] })
@Index({
  name: 'appraisal_objection_one_open',
  expression: `create unique index "appraisal_objection_one_open" on "appraisal_objection" ("appraisal_id") where state = 'OPEN'`,
})
@ObjectType({ implements: Node, description: '对月考评结果的异议。An objection to an appraisal.' })
export class AppraisalObjection extends Node {
  @ManyToOne(() => Appraisal)
  @Inverse('objections', '对该版本的异议。Objections to this version.')
  @Field(() => Appraisal, { description: '所异议的版本。The version objected to.' })
  appraisal!: Appraisal;

  @Property({ type: 'text' })
  @Field({ description: '异议内容。What is objected.' })
  text!: string;

  @Enum({ items: () => ObjectionState, default: ObjectionState.OPEN })
  @Field(() => ObjectionState, { description: '状态。How it stands.' })
  state!: ObjectionState;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '提出时刻。When it was made.' })
  madeAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '复核时刻，未复核为空。When it was decided; empty before.' })
  decidedAt?: Date | null;

  /** Null where no person did. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  decidedBy?: Account | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '复核理由，未复核为空。Why it was decided so; empty before.' })
  reason?: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '所成修订，不成立为空。The revision of the round that it made; empty where it was not upheld.' })
  revision?: number | null;
}
