import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { DateScalar } from '../scalars.ts';
import { DefaultRecipient } from './DefaultRecipient.ts';
import { Minutes } from './Minutes.ts';
import { MinutesRecipient } from './MinutesRecipient.ts';
import { RetractionNotice } from './RetractionNotice.ts';
import { StudyProposal } from './StudyProposal.ts';
import { RecipientKind } from './words.ts';

@InputType({ description: '发送对象。One to send minutes to.' })
export class RecipientInput {
  @Field({ description: '单位。The body.' })
  body!: string;

  @Field(() => RecipientKind, { description: '发送方式。Submitted or copied to.' })
  kind!: RecipientKind;

  @Field(() => String, {
    nullable: true,
    description: '阅知账号的登录名，须为市领导账号；纸质送达不填。The sign-in name of a leader’s account; without one it is delivered on paper.',
  })
  signInName?: string | null;
}

@InputType({ description: '会议纪要的内容。What minutes say.' })
export class DraftMinutesInput {
  @Field(() => ID, { description: '专题研究的编号。Id of the study.' })
  proposal!: string;

  @Field(() => DateScalar, { description: '会议日期。The day of the meeting.' })
  meetingOn!: string;

  @Field({ description: '会议地点。Where it was held.' })
  place!: string;

  @Field({ description: '主持人。Who chaired it.' })
  chair!: string;

  @Field({ description: '出席人员。Who attended.' })
  attendees!: string;

  @Field(() => String, { nullable: true, description: '列席人员，没有不填。Who sat in; nothing for nobody.' })
  observers?: string | null;

  @Field({ description: '研究情况，分段换行。What was considered; a line is a paragraph.' })
  considered!: string;

  @Field({ description: '议定事项，分段换行。What was decided; a line is a paragraph.' })
  decided!: string;

  @Field(() => [RecipientInput], {
    nullable: true,
    description: '发送对象，不填则沿用原有的，首次起草用常用名单。Whom to send to; without it those it had, at first the default list.',
  })
  recipients?: RecipientInput[] | null;
}

@ObjectType({ description: '办理结果：专题研究建议，或未能办理的原因。The proposal, or why it was not done.' })
export class StudyPayload extends Payload {
  @Field(() => StudyProposal, { nullable: true, description: '专题研究建议，未办理为空。The proposal; empty when it was not done.' })
  proposal?: StudyProposal | null;
}

@ObjectType({ description: '办理结果：会议纪要，或未能办理的原因。The minutes, or why it was not done.' })
export class MinutesPayload extends Payload {
  @Field(() => Minutes, { nullable: true, description: '会议纪要，未办理为空。The minutes; empty when it was not done.' })
  minutes?: Minutes | null;
}

@ObjectType({ description: '办理结果：发送对象，或未能办理的原因。The recipient, or why it was not done.' })
export class MinutesRecipientPayload extends Payload {
  @Field(() => MinutesRecipient, { nullable: true, description: '发送对象，未办理为空。The recipient; empty when it was not done.' })
  recipient?: MinutesRecipient | null;
}

@ObjectType({ description: '办理结果：撤回通知，或未能办理的原因。The notice, or why it was not done.' })
export class RetractionNoticePayload extends Payload {
  @Field(() => RetractionNotice, { nullable: true, description: '撤回通知，未办理为空。The notice; empty when it was not done.' })
  notice?: RetractionNotice | null;
}

@ObjectType({ description: '办理结果：常用发送名单，或未能办理的原因。The default list, or why it was not done.' })
export class DefaultRecipientsPayload extends Payload {
  @Field(() => [DefaultRecipient], { nullable: true, description: '新的名单，未办理为空。The list as it is now; empty when it was not done.' })
  recipients?: DefaultRecipient[] | null;
}
