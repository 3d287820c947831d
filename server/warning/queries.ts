import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { YearMonth } from '../../schema/scalars.ts';
import { ForeseenWarning, Warning, WarningExplanation } from '../../schema/warning/index.ts';
import { WarningRuleInput } from '../../schema/warning/mutations.ts';
import type { Context } from '../context.ts';
import { badInput, Computed } from '../read/index.ts';
import { EXPLAINED_BY, type Explained, explainWarnings } from './explanation.ts';
import { foreseeWarnings } from './foresight.ts';
import { checkRules } from './ruleBooks.ts';

@Resolver()
export class WarningQueries {
  @Query(() => [ForeseenWarning], {
    description:
      '试算：假如一直用这些规则，这些月份本会发出哪些预警；由时钟判定的（RECTIFICATION_*、FILING_MISSING）不在其列。什么也不改动。A dry run: what these rules would have raised about these months, without the kinds that the clock decides; nothing is changed.',
  })
  warningsUnder(
    @Arg('rules', () => [WarningRuleInput], { description: '要试算的规则。The rules to try.' }) rules: WarningRuleInput[],
    @Arg('from', () => YearMonth, { description: '起始月份。The first month.' }) from: string,
    @Arg('to', () => YearMonth, { description: '截止月份，含当月。The last month.' }) to: string,
    @Ctx() { read }: Context,
  ) {
    const [wrong] = checkRules(rules);
    if (wrong) throw badInput(wrong.message, wrong.messageEn);
    return foreseeWarnings(read, rules, from, to);
  }
}

@Resolver(() => Warning)
export class WarningEdges {
  @FieldResolver(() => WarningExplanation, { description: '预警的由来。How the warning came about.' })
  @Computed(EXPLAINED_BY)
  explanation(@Root() warnings: Explained[], @Ctx() { read, now }: Context) {
    return explainWarnings(read, warnings, now());
  }
}
