import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Appraisal, AppraisalExplanation } from '../../schema/appraisal/index.ts';
import type { Context } from '../context.ts';
import { Computed } from '../read/index.ts';
import { EXPLAINED_BY, type Explained, explainAppraisals } from './explanation.ts';

@Resolver(() => Appraisal)
export class AppraisalEdges {
  @FieldResolver(() => AppraisalExplanation, { nullable: true, description: '等次的由来，无权查看得分为空。How the grade came about; empty for whoever may not see the scores.' })
  @Computed(EXPLAINED_BY)
  explanation(@Root() appraisals: Explained[], @Ctx() { read }: Context) {
    return explainAppraisals(read, appraisals);
  }
}
