import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { InspectionResult, InspectionRound, ScoreExplanation } from '../../schema/inspection/index.ts';
import { UnitClass } from '../../schema/organisation/index.ts';
import { DateTimeScalar, YearMonth } from '../../schema/scalars.ts';
import type { Context } from '../context.ts';
import { Computed, type Row } from '../read/index.ts';
import { EXPLAINED_BY, type Explained, explainResults } from './explanation.ts';
import { monthRankings } from './ranking.ts';

@Resolver()
export class InspectionQueries {
  @Query(() => InspectionRound, { nullable: true, description: '某月的督查，未开启为空。One month’s round; empty before it is opened.' })
  async inspectionRound(@Arg('month', () => YearMonth, { description: '月份。The month.' }) month: string, @Ctx() { read }: Context) {
    const [round] = await read.rows(InspectionRound, { month: { eq: month } });
    return round ?? null;
  }

  @Query(() => [InspectionResult], { description: '某月某类单位的排名，未发布时为空。Best first; empty before publication.' })
  async unitClassRanking(
    @Arg('month', () => YearMonth, { description: '月份。The month.' }) month: string,
    @Arg('unitClass', () => UnitClass, { description: '考核类别。The class.' }) unitClass: UnitClass,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: '时点：取当时的排名，缺省为现在。The ranking as it stood at this moment, now without one.' })
    asOf: Date | null,
    @Ctx() { read }: Context,
  ) {
    return (await monthRankings(read, month, { unitClass, asOf })).get(unitClass) ?? [];
  }
}

@Resolver(() => InspectionResult)
export class ResultEdges {
  @FieldResolver(() => ScoreExplanation, { description: '得分的由来。How the score came about.' })
  @Computed(EXPLAINED_BY)
  explanation(@Root() results: Explained[], @Ctx() { read }: Context) {
    return explainResults(read, results);
  }

  @FieldResolver(() => [InspectionResult], { description: '本单位当月的全部版本，旧的在前。Every version of the unit’s month, oldest first.' })
  @Computed(['inspection'])
  async versions(@Root() results: Row<InspectionResult>[], @Ctx() { read }: Context) {
    const inspections = results.map(({ inspection }) => inspection);
    const versions = await read.pointingAt(InspectionResult, 'inspection', inspections);
    return inspections.map((inspection) => (versions.get(inspection) ?? []).toSorted((a, b) => a.version - b.version));
  }
}
