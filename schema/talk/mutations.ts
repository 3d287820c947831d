import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { DateScalar } from '../scalars.ts';
import { CollectiveTalk } from './CollectiveTalk.ts';

@InputType({ description: '集体谈话的安排。How a collective talk is arranged.' })
export class ArrangeTalkInput {
  @Field(() => ID, { description: '集体谈话的编号。Id of the talk.' })
  talk!: string;

  @Field(() => DateScalar, { description: '谈话日期，不早于今天，不晚于 180 天后。The day, from today on and within 180 days.' })
  arrangedOn!: string;

  @Field({ description: '谈话地点。Where it will be held.' })
  place!: string;

  @Field({ description: '理由，留存备查。Why; it is kept.' })
  reason!: string;
}

@InputType({ description: '集体谈话的记录。What the record of a collective talk says.' })
export class TalkRecordInput {
  @Field(() => ID, { description: '集体谈话的编号。Id of the talk.' })
  talk!: string;

  @Field(() => DateScalar, { description: '谈话日期，自决定之日起，不晚于今天。The day it was held, from the decision on and not after today.' })
  heldOn!: string;

  @Field({ description: '谈话地点。Where it was held.' })
  place!: string;

  @Field({ description: '书记办公会到场人员。Who of the secretary’s office meeting was present.' })
  attendees!: string;

  @Field({ description: '谈话内容。What was said.' })
  said!: string;

  @Field({ description: '商定的帮助。What help was agreed.' })
  help!: string;

  @Field({ description: '本人表态。What the officer said.' })
  response!: string;
}

@ObjectType({ description: '办理结果：集体谈话，或未能办理的原因。The talk, or why it was not done.' })
export class TalkPayload extends Payload {
  @Field(() => CollectiveTalk, { nullable: true, description: '集体谈话，未办理为空。The talk; empty when it was not done.' })
  talk?: CollectiveTalk | null;
}
