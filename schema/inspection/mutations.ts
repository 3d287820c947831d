import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { DateScalar, YearMonth } from '../scalars.ts';
import { Finding } from './Finding.ts';
import { Inspection } from './Inspection.ts';
import { InspectionResult } from './InspectionResult.ts';
import { InspectionRound } from './InspectionRound.ts';

/** A visit: to which unit, when, by whom. */
@InputType({ description: '一次未发现问题的督查。A visit that found nothing.' })
export class RecordInspectionInput {
  @Field(() => YearMonth, { description: '月份，须已开启。The month; its round must be open.' })
  month!: string;

  @Field({ description: '单位代码，形如 XZ01。The unit’s code, such as XZ01.' })
  unitCode!: string;

  @Field(() => DateScalar, { description: '督查日期，须在当月。The day, within the month.' })
  inspectedOn!: string;

  @Field({ description: '督查人。Who inspected.' })
  inspector!: string;
}

/** What was found, wherever it is written down. */
@InputType({ description: '一条督查记录。What was found.' })
export class FindingInput {
  @Field({ description: '条目编号，形如 A1。Code of the rule item, such as A1.' })
  itemCode!: string;

  @Field({ description: '问题描述。What was seen.' })
  evidence!: string;

  @Field(() => Int, { description: '次数，不小于 1。How many times, at least 1.' })
  occurrences!: number;

  @Field(() => DateScalar, { description: '督查日期，须在当月。The day, within the month.' })
  inspectedOn!: string;

  @Field({ description: '督查人。Who inspected.' })
  inspector!: string;

  @Field(() => DateScalar, { nullable: true, description: '整改期限，不早于督查日期。To be put right by this day, not before the inspection.' })
  rectifyBy?: string | null;
}

@InputType({ description: '一条督查记录，连同月份和单位。What was found, in which month and where.' })
export class RecordFindingInput extends FindingInput {
  @Field(() => YearMonth, { description: '月份，须已开启。The month; its round must be open.' })
  month!: string;

  @Field({ description: '单位代码，形如 XZ01。The unit’s code, such as XZ01.' })
  unitCode!: string;
}

@InputType({ description: '要撤回的督查记录。The finding to take back.' })
export class RetractFindingInput {
  @Field(() => ID, { description: '督查记录的编号。Id of the finding.' })
  finding!: string;

  @Field({ description: '撤回原因，留存备查。Why; it is kept.' })
  reason!: string;
}

/** A correction changes what a result rests on, never the figure itself. */
@InputType({ description: '对一项已发布结果的更正。What was wrong with a published result.' })
export class CorrectInspectionResultInput {
  @Field(() => ID, { description: '现行结果的编号。Id of the current result.' })
  result!: string;

  @Field({ description: '更正理由，留存备查。Why; it is kept.' })
  reason!: string;

  @Field(() => [ID], { defaultValue: [], description: '不再计入的记录，填编号。Ids of findings that count no longer.' })
  retract!: string[];

  @Field(() => [FindingInput], { defaultValue: [], description: '补记的记录。Findings to add.' })
  record!: FindingInput[];
}

@ObjectType({ description: '办理结果：每月督查，或未能办理的原因。The round, or why it was not done.' })
export class RoundPayload extends Payload {
  @Field(() => InspectionRound, { nullable: true, description: '每月督查，未办理为空。The round; empty when it was not done.' })
  round?: InspectionRound | null;
}

@ObjectType({ description: '办理结果：督查，或未能办理的原因。The inspection, or why it was not done.' })
export class InspectionPayload extends Payload {
  @Field(() => Inspection, { nullable: true, description: '督查，未办理为空。The inspection; empty when it was not done.' })
  inspection?: Inspection | null;
}

@ObjectType({ description: '办理结果：督查记录，或未能办理的原因。The finding, or why it was not done.' })
export class FindingPayload extends Payload {
  @Field(() => Finding, { nullable: true, description: '督查记录，未办理为空。The finding; empty when it was not done.' })
  finding?: Finding | null;
}

@ObjectType({ description: '办理结果：督查结果，或未能办理的原因。The result, or why it was not done.' })
export class ResultPayload extends Payload {
  @Field(() => InspectionResult, { nullable: true, description: '更正后的现行结果，未办理为空。The result that is current now; empty when it was not done.' })
  result?: InspectionResult | null;
}
