import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Finding, Inspection, InspectionResult, InspectionRound } from '../../schema/inspection/index.ts';
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
import type { Node } from '../../schema/Node.ts';
import { YearMonth } from '../../schema/scalars.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import type { EntityClass, Reader, Row } from '../read/index.ts';
import { correctInspectionResult, publishInspectionRound } from './publication.ts';
import { openInspectionRound, recordFinding, recordInspection, retractFinding } from './recording.ts';

@Resolver()
export class InspectionMutations {
  @Mutation(() => RoundPayload, { description: '开启某月督查。Opens a month with the newest rule book of its year.' })
  openInspectionRound(@Arg('month', () => YearMonth) month: string, @Ctx() { em, read }: Context) {
    return answer(async () => ({ round: await written(read, InspectionRound, await openInspectionRound(em, month)) }));
  }

  @Mutation(() => InspectionPayload, { description: '登记一次督查，未发现问题。A visit that found nothing.' })
  recordInspection(@Arg('input', () => RecordInspectionInput) input: RecordInspectionInput, @Ctx() { em, read }: Context) {
    return answer(async () => ({ inspection: await written(read, Inspection, await recordInspection(em, input)) }));
  }

  @Mutation(() => FindingPayload, { description: '登记督查发现。已发布的月份不再接受。' })
  recordFinding(@Arg('input', () => RecordFindingInput) input: RecordFindingInput, @Ctx() { em, read }: Context) {
    return answer(async () => ({ finding: await written(read, Finding, await recordFinding(em, input)) }));
  }

  @Mutation(() => FindingPayload, { description: '发布前撤回记录。Takes a finding back before publication.' })
  retractFinding(@Arg('input', () => RetractFindingInput) input: RetractFindingInput, @Ctx() { em, read }: Context) {
    return answer(async () => {
      const key = keyIn('Finding', 'finding', input.finding);
      return { finding: await written(read, Finding, await retractFinding(em, key, input.reason)) };
    });
  }

  @Mutation(() => RoundPayload, { description: '计分、评等、排名并发布，结果随即冻结。Scores, grades, ranks and freezes a month.' })
  publishInspectionRound(@Arg('month', () => YearMonth) month: string, @Ctx() { em, read }: Context) {
    return answer(async () => ({ round: await written(read, InspectionRound, await publishInspectionRound(em, month)) }));
  }

  @Mutation(() => ResultPayload, { description: '更正已发布的结果，产生新版本并重新排名。Writes a new version and ranks the class again.' })
  correctInspectionResult(@Arg('input', () => CorrectInspectionResultInput) input: CorrectInspectionResultInput, @Ctx() { em, read }: Context) {
    return answer(async () => {
      const key = keyIn('InspectionResult', 'result', input.result);
      const retract = input.retract.map((id) => keyIn('Finding', 'retract', id));
      return { result: await written(read, InspectionResult, await correctInspectionResult(em, key, { ...input, retract })) };
    });
  }
}

/** What a verb wrote, as it stands now: an earlier verb of the same request may have shown it otherwise. */
function written<T extends Node>(read: Reader, entity: EntityClass<T>, { id }: T): Promise<Row<T> | null> {
  read.forget();
  return read.one(entity, id);
}
