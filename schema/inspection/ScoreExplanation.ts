import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../scalars.ts';
import { Finding } from './Finding.ts';
import { Grade } from './InspectionResult.ts';
import { RuleBook } from './RuleBook.ts';
import { RuleItem } from './RuleItem.ts';

/** What one rule item did to a score. `points = min(cap, occurrences × pointsPerOccurrence)`. */
@ObjectType({ description: '单个条目对得分的影响。What one rule item did to a score.' })
export class ItemExplanation {
  @Field(() => RuleItem, { description: '细则条目。The rule item.' })
  item!: RuleItem;

  @Field(() => [Finding], { description: '计入的记录。The findings that count.' })
  findings!: Finding[];

  @Field(() => Int, { description: '次数合计。Occurrences of all of them.' })
  occurrences!: number;

  @Field(() => DecimalScalar, { description: '封顶前的分值。Points before the cap.' })
  uncapped!: string;

  @Field({ description: '是否被封顶。Whether the cap cut the points.' })
  capApplied!: boolean;

  @Field(() => DecimalScalar, { description: '扣分或加分的分值，均为正数。Points taken or given, never negative.' })
  points!: string;

  @Field({ description: '依据文件。The document the item rests on.' })
  basis!: string;
}

/**
 * How a score came about, computed again from the findings and the rule book it was published with:
 * `score = max(0, base − deducted + awarded)`.
 */
@ObjectType({ description: '得分的由来，由记录和细则重新计算。How a score came about, computed again.' })
export class ScoreExplanation {
  @Field(() => RuleBook, { description: '考核细则，当月所用版本。The rule book of the month.' })
  ruleBook!: RuleBook;

  @Field(() => DecimalScalar, { description: '基准分 100。What every unit begins with: 100.' })
  base!: string;

  @Field(() => DecimalScalar, { description: '扣分合计。All deductions.' })
  deducted!: string;

  @Field(() => DecimalScalar, { description: '加分合计，封顶前。All bonuses before the bonus cap.' })
  bonuses!: string;

  @Field(() => DecimalScalar, { description: '实际加分，封顶后。Bonuses that count.' })
  awarded!: string;

  @Field(() => DecimalScalar, { description: '得分，不低于 0。base − deducted + awarded, never below 0.' })
  score!: string;

  @Field(() => Grade, { description: '等次。Good, medium or poor.' })
  grade!: Grade;

  @Field(() => [ItemExplanation], { description: '各条目，按细则次序。In the order of the book; veto grounds too, with no points.' })
  items!: ItemExplanation[];
}
