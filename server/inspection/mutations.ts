import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  CorrectInspectionResultInput,
  FindingPayload,
  InspectionPayload,
  RecordFindingInput,
  RecordInspectionInput,
  ResultPayload,
  RetractFindingInput,
  RoundPayload,
} from '../../schema/inspection/mutations.ts';
import { YearMonth } from '../../schema/scalars.ts';
import { personBehind } from '../access/identity.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { correctInspectionResult, publishInspectionRound } from './publication.ts';
import { openInspectionRound, recordFinding, recordInspection, retractFinding } from './recording.ts';

@Resolver()
export class InspectionMutations {
  @Mutation(() => RoundPayload, { description: '开启某月督查。Opens a month with the newest rule book of its year.' })
  openInspectionRound(@Arg('month', () => YearMonth, { description: '月份。The month.' }) month: string, @Ctx() { em }: Context) {
    return answer(async () => ({ round: (await openInspectionRound(em, month)).id }));
  }

  @Mutation(() => InspectionPayload, { description: '登记一次督查，未发现问题。A visit that found nothing.' })
  recordInspection(@Arg('input', () => RecordInspectionInput, { description: '督查内容。The visit.' }) input: RecordInspectionInput, @Ctx() { em, visit }: Context) {
    return answer(async () => ({ inspection: (await recordInspection(em, input, personBehind(visit))).id }));
  }

  @Mutation(() => FindingPayload, { description: '登记督查发现，已发布的月份不再接受。Records what was found; a published month takes no more.' })
  recordFinding(@Arg('input', () => RecordFindingInput, { description: '记录内容。What was found.' }) input: RecordFindingInput, @Ctx() { em, visit }: Context) {
    return answer(async () => ({ finding: (await recordFinding(em, input, personBehind(visit))).id }));
  }

  @Mutation(() => FindingPayload, { description: '发布前撤回记录。Takes a finding back before publication.' })
  retractFinding(@Arg('input', () => RetractFindingInput, { description: '要撤回的记录。The finding to take back.' }) input: RetractFindingInput, @Ctx() { em, visit }: Context) {
    return answer(async () => {
      const key = keyIn('Finding', 'finding', input.finding);
      return { finding: (await retractFinding(em, key, input.reason, personBehind(visit))).id };
    });
  }

  @Mutation(() => RoundPayload, { description: '计分、评等、排名并发布，结果随即冻结。Scores, grades, ranks and freezes a month.' })
  publishInspectionRound(@Arg('month', () => YearMonth, { description: '月份。The month.' }) month: string, @Ctx() { em, visit }: Context) {
    return answer(async () => ({ round: (await publishInspectionRound(em, month, personBehind(visit))).id }));
  }

  @Mutation(() => ResultPayload, { description: '更正已发布的结果，产生新版本并重新排名。Writes a new version and ranks the class again.' })
  correctInspectionResult(
    @Arg('input', () => CorrectInspectionResultInput, { description: '更正内容。What was wrong.' }) input: CorrectInspectionResultInput,
    @Ctx() { em, visit }: Context,
  ) {
    return answer(async () => {
      const key = keyIn('InspectionResult', 'result', input.result);
      const retract = input.retract.map((id) => keyIn('Finding', 'retract', id));
      return { result: (await correctInspectionResult(em, key, { ...input, retract }, personBehind(visit))).id };
    });
  }
}
