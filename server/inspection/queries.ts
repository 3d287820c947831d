import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Finding, Inspection, InspectionResult, InspectionRound, RuleBook, RuleItem, ScoreExplanation } from '../../schema/inspection/index.ts';
import { Unit, UnitClass } from '../../schema/organisation/index.ts';
import { YearMonth } from '../../schema/scalars.ts';
import type { Context } from '../context.ts';
import { type ConnectionArguments, connectionTypes, type Row } from '../read/index.ts';
import { explainResult } from './explanation.ts';
import { classRanking } from './ranking.ts';

const RuleBooks = connectionTypes(RuleBook);
const RuleItems = connectionTypes(RuleItem);
const Rounds = connectionTypes(InspectionRound);
const Inspections = connectionTypes(Inspection);
const Findings = connectionTypes(Finding);
const Results = connectionTypes(InspectionResult);

/** Versions that a correction replaced, and findings taken back, are shown to those who ask for them. */
const CURRENT = { supersededAt: { isNull: true } };
const STANDING = { retractedAt: { isNull: true } };

@Resolver()
export class InspectionQueries {
  @Query(() => RuleBooks.Connection, { description: '考核细则。' })
  ruleBooks(@Args(() => RuleBooks.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connection(RuleBook, args);
  }

  @Query(() => Rounds.Connection, { description: '每月督查。' })
  inspectionRounds(@Args(() => Rounds.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connection(InspectionRound, args);
  }

  @Query(() => Inspections.Connection, { description: '各单位各月的督查。' })
  inspections(@Args(() => Inspections.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connection(Inspection, args);
  }

  @Query(() => Findings.Connection, { description: '督查记录。' })
  findings(
    @Args(() => Findings.Arguments) args: ConnectionArguments,
    @Arg('includeRetracted', () => Boolean, { defaultValue: false }) retracted: boolean,
    @Ctx() { read }: Context,
  ) {
    return read.connection(Finding, args, retracted ? undefined : STANDING);
  }

  @Query(() => Results.Connection, { description: '督查结果。' })
  inspectionResults(
    @Args(() => Results.Arguments) args: ConnectionArguments,
    @Arg('includeSuperseded', () => Boolean, { defaultValue: false }) superseded: boolean,
    @Ctx() { read }: Context,
  ) {
    return read.connection(InspectionResult, args, superseded ? undefined : CURRENT);
  }

  @Query(() => InspectionRound, { nullable: true, description: '某月的督查。' })
  async inspectionRound(@Arg('month', () => YearMonth) month: string, @Ctx() { read }: Context) {
    const [round] = await read.rows(InspectionRound, { month: { eq: month } });
    return round ?? null;
  }

  @Query(() => [InspectionResult], { description: '某月某类单位的排名，未发布时为空。Best first; empty before publication.' })
  unitClassRanking(@Arg('month', () => YearMonth) month: string, @Arg('unitClass', () => UnitClass) unitClass: UnitClass, @Ctx() { read }: Context) {
    return classRanking(read, month, unitClass);
  }
}

@Resolver(() => RuleBook)
export class RuleBookEdges {
  @FieldResolver(() => RuleItems.Connection)
  items(@Root() book: Row<RuleBook>, @Args(() => RuleItems.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(RuleItem, 'ruleBook', book.id, args);
  }
}

@Resolver(() => InspectionRound)
export class RoundEdges {
  @FieldResolver(() => Inspections.Connection)
  inspections(@Root() round: Row<InspectionRound>, @Args(() => Inspections.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(Inspection, 'round', round.id, args);
  }

  @FieldResolver(() => Results.Connection, { description: '现行结果。Current results.' })
  results(@Root() round: Row<InspectionRound>, @Args(() => Results.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(InspectionResult, 'round', round.id, args, CURRENT);
  }
}

@Resolver(() => Inspection)
export class InspectionEdges {
  @FieldResolver(() => Findings.Connection)
  findings(@Root() inspection: Row<Inspection>, @Args(() => Findings.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(Finding, 'inspection', inspection.id, args, STANDING);
  }
}

@Resolver(() => Unit)
export class UnitInspectionEdges {
  @FieldResolver(() => Inspections.Connection)
  inspections(@Root() unit: Row<Unit>, @Args(() => Inspections.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(Inspection, 'unit', unit.id, args);
  }

  @FieldResolver(() => Results.Connection, { description: '现行结果。Current results.' })
  results(@Root() unit: Row<Unit>, @Args(() => Results.Arguments) args: ConnectionArguments, @Ctx() { read }: Context) {
    return read.connectionOf(InspectionResult, 'unit', unit.id, args, CURRENT);
  }
}

@Resolver(() => InspectionResult)
export class ResultEdges {
  @FieldResolver(() => ScoreExplanation, { description: '得分的由来。How the score came about.' })
  explanation(@Root() result: Row<InspectionResult>, @Ctx() { read }: Context) {
    return explainResult(read, result);
  }

  @FieldResolver(() => [InspectionResult], { description: '本单位当月的全部版本，旧的在前。Every version, oldest first.' })
  async versions(@Root() result: Row<InspectionResult>, @Ctx() { read }: Context) {
    const versions = await read.many(InspectionResult, 'inspection', result.inspection);
    return versions.sort((a, b) => a.version - b.version);
  }
}
