import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Problem } from '../Problem.ts';
import { DateScalar, YearMonth } from '../scalars.ts';
import { Finding } from './Finding.ts';
import { Inspection } from './Inspection.ts';
import { InspectionResult } from './InspectionResult.ts';
import { InspectionRound } from './InspectionRound.ts';

/** A visit: to which unit, when, by whom. */
@InputType()
export class RecordInspectionInput {
  @Field(() => YearMonth)
  month!: string;

  @Field({ description: '单位代码，形如 XZ01。' })
  unitCode!: string;

  @Field(() => DateScalar)
  inspectedOn!: string;

  @Field({ description: '督查人。' })
  inspector!: string;
}

/** What was found, wherever it is written down. */
@InputType()
export class FindingInput {
  @Field({ description: '条目编号，形如 A1。' })
  itemCode!: string;

  @Field({ description: '问题描述。' })
  evidence!: string;

  @Field(() => Int, { description: '次数，不小于 1。' })
  occurrences!: number;

  @Field(() => DateScalar)
  inspectedOn!: string;

  @Field()
  inspector!: string;

  @Field(() => DateScalar, { nullable: true, description: '整改期限。' })
  rectifyBy?: string | null;
}

@InputType()
export class RecordFindingInput extends FindingInput {
  @Field(() => YearMonth)
  month!: string;

  @Field({ description: '单位代码，形如 XZ01。' })
  unitCode!: string;
}

@InputType()
export class RetractFindingInput {
  @Field(() => ID)
  finding!: string;

  @Field({ description: '撤回原因，留存备查。' })
  reason!: string;
}

/** A correction changes what a result rests on, never the figure itself. */
@InputType()
export class CorrectInspectionResultInput {
  @Field(() => ID, { description: '现行结果。The current result.' })
  result!: string;

  @Field({ description: '更正理由。' })
  reason!: string;

  @Field(() => [ID], { defaultValue: [], description: '不再计入的记录。Findings that count no longer.' })
  retract!: string[];

  @Field(() => [FindingInput], { defaultValue: [], description: '补记的记录。Findings to add.' })
  record!: FindingInput[];
}

/** Either the thing done, or the problems that kept it from being done. Never both. */
@ObjectType()
abstract class Payload {
  @Field(() => [Problem], { description: '为空即已办理。Empty when it was done.' })
  problems!: readonly Problem[];
}

@ObjectType()
export class RoundPayload extends Payload {
  @Field(() => InspectionRound, { nullable: true })
  round?: InspectionRound | null;
}

@ObjectType()
export class InspectionPayload extends Payload {
  @Field(() => Inspection, { nullable: true })
  inspection?: Inspection | null;
}

@ObjectType()
export class FindingPayload extends Payload {
  @Field(() => Finding, { nullable: true })
  finding?: Finding | null;
}

@ObjectType()
export class ResultPayload extends Payload {
  @Field(() => InspectionResult, { nullable: true, description: '更正后的现行结果。The result that is current now.' })
  result?: InspectionResult | null;
}
