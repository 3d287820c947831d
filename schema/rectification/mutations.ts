import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { DateScalar, YearMonth } from '../scalars.ts';
import { Rectification } from './Rectification.ts';
import { HelperKind } from './words.ts';

/** Of a unit or of a person: one of the two is named. */
@InputType({ description: '要立项的帮教整改，单位和干警只填其一。A rectification to open: of a unit or of a person.' })
export class OpenRectificationInput {
  @Field(() => YearMonth, { description: '月份，单位整改须已开启督查。The month; of a unit its round must be open.' })
  month!: string;

  @Field(() => String, { nullable: true, description: '单位代码，形如 XZ01。The unit’s code, such as XZ01.' })
  unitCode?: string | null;

  @Field(() => ID, { nullable: true, description: '干警的编号。Id of the officer.' })
  officer?: string | null;

  @Field({ description: '立项理由，留存备查。Why; it is kept.' })
  reason!: string;
}

@InputType({ description: '一名帮教人。One of the three helpers.' })
export class HelperInput {
  @Field(() => HelperKind, { description: '类别，每类恰好一名。Which of the three; exactly one of each.' })
  kind!: HelperKind;

  @Field(() => ID, { description: '干警的编号，须在名册上。Id of the officer, who is on the roll.' })
  officer!: string;
}

@InputType({ description: '一项整改措施。A measure.' })
export class MeasureInput {
  @Field({ description: '措施内容。What will be done.' })
  content!: string;

  @Field(() => DateScalar, { description: '完成期限，不早于今天，不晚于 180 天后。To be done by this day, from today on and within 180 days.' })
  dueOn!: string;
}

@ObjectType({ description: '办理结果：帮教整改，或未能办理的原因。The rectification, or why it was not done.' })
export class RectificationPayload extends Payload {
  @Field(() => Rectification, { nullable: true, description: '帮教整改，未办理为空。The rectification; empty when it was not done.' })
  rectification?: Rectification | null;
}
