import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Finding } from '../inspection/Finding.ts';
import { Inspection } from '../inspection/Inspection.ts';
import { InspectionResult } from '../inspection/InspectionResult.ts';
import { InspectionRound } from '../inspection/InspectionRound.ts';
import { RuleItem } from '../inspection/RuleItem.ts';
import { UnitClass } from '../organisation/Unit.ts';
import { Rectification } from '../rectification/Rectification.ts';
import { RectificationStepKind } from '../rectification/words.ts';
import { DateTimeScalar, DecimalScalar, EventCursorScalar, YearMonth } from '../scalars.ts';
import { Warning } from '../warning/Warning.ts';
import { WarningStep } from '../warning/words.ts';

/** How far a month has come. */
@ObjectType({ description: '当月进度，只计所能看到的。How far a month has come, counting what may be seen.' })
export class RoundProgress {
  @Field(() => Int, { description: '应督查单位数。Units to inspect.' })
  units!: number;

  @Field(() => Int, { description: '已督查单位数。Units inspected so far.' })
  inspected!: number;

  @Field(() => Int, { description: '有效记录数。Findings that count.' })
  findings!: number;

  @Field(() => Int, { description: '涉及否决事项的单位数。Units with a veto ground.' })
  vetoProposals!: number;
}

/** What a rule item cost in a month: over all units, each item of a unit capped as in its score. */
@ObjectType({ description: '某条目当月的失分，各单位按封顶计。What an item cost in a month, over all units, capped for each.' })
export class ItemCost {
  @Field(() => RuleItem, { description: '扣分条目。The item, a deduction.' })
  item!: RuleItem;

  @Field(() => Int, { description: '涉及单位数。Units with a finding on it.' })
  units!: number;

  @Field(() => Int, { description: '有效记录数。Findings that count.' })
  findings!: number;

  @Field(() => DecimalScalar, { description: '失分合计，两位小数。Points it cost all units together, two places.' })
  points!: string;
}

/** Something that happened, at its place in the log. */
@InterfaceType({ description: '看板事件。Something that happened, at its place in the log.' })
export abstract class BoardEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => InspectionRound, { description: '每月督查。The month’s round.' })
  round!: InspectionRound;

  @Field(() => RoundProgress, { description: '事件送达时的进度。Progress as the event is delivered.' })
  progress!: RoundProgress;
}

@ObjectType({ implements: BoardEvent, description: '某月督查已开启。A month was opened.' })
export class RoundOpened extends BoardEvent {}

@ObjectType({ implements: BoardEvent, description: '某单位已督查。A unit was inspected for the first time this month.' })
export class UnitInspected extends BoardEvent {
  @Field(() => Inspection, { description: '督查，自此开始。The inspection that began.' })
  inspection!: Inspection;
}

@ObjectType({ implements: BoardEvent, description: '已登记一条督查记录。A finding was recorded.' })
export class FindingRecorded extends BoardEvent {
  @Field(() => Finding, { description: '督查记录。The finding.' })
  finding!: Finding;
}

@ObjectType({ implements: BoardEvent, description: '一条督查记录已撤回。A finding was taken back.' })
export class FindingRetracted extends BoardEvent {
  @Field(() => Finding, { description: '督查记录。The finding.' })
  finding!: Finding;
}

@ObjectType({ implements: BoardEvent, description: '一项结果已发布，更正亦然（version 大于 1）。A result, first published or corrected.' })
export class ResultPublished extends BoardEvent {
  @Field(() => InspectionResult, { description: '督查结果。The result.' })
  result!: InspectionResult;
}

@ObjectType({ implements: BoardEvent, description: '当月结果已全部发布。Every result of the month is out.' })
export class RoundPublished extends BoardEvent {}

@ObjectType({ implements: BoardEvent, description: '发出一项预警。A warning was raised.' })
export class WarningRaised extends BoardEvent {
  @Field(() => Warning, { description: '预警，为送达时的状态。The warning as it is when the event is told.' })
  warning!: Warning;
}

@ObjectType({ implements: BoardEvent, description: '一项预警有变化。Something happened to a warning.' })
export class WarningChanged extends BoardEvent {
  @Field(() => Warning, { description: '预警，为送达时的状态。The warning as it is when the event is told.' })
  warning!: Warning;

  @Field(() => WarningStep, { description: '变化。What happened.' })
  step!: WarningStep;
}

@ObjectType({ implements: BoardEvent, description: '一个单位的帮教整改已立项、重启、办结或撤销。A unit’s rectification was opened, reopened, closed or withdrawn.' })
export class RectificationChanged extends BoardEvent {
  @Field(() => Rectification, { description: '帮教整改，为送达时的状态。The rectification as it is when the event is told.' })
  rectification!: Rectification;

  /** Not `step`: a warning's event has one of another type, and whoever follows the board asks for both at once. */
  @Field(() => RectificationStepKind, { description: '步骤。What happened.' })
  stepKind!: RectificationStepKind;

  @Field(() => Int, { description: '事件送达时整改中的单位帮教整改数，各月合计。Rectifications of units under way as the event is delivered, of all months.' })
  openRectifications!: number;
}

/** A class's ranking of one month. */
@ObjectType({ description: '某类单位的排名。One class, ranked.' })
export class ClassRanking {
  @Field(() => UnitClass, { description: '考核类别。The class.' })
  unitClass!: UnitClass;

  @Field(() => [InspectionResult], { description: '督查结果，按名次。Its results, best first.' })
  results!: InspectionResult[];
}

/**
 * The wall in one consistent snapshot. Subscribe to `board(after: cursor)` to go on from it:
 * nothing is missed and nothing comes twice.
 */
@ObjectType({ description: '看板快照。The wall in one consistent snapshot.' })
export class Board {
  @Field(() => EventCursorScalar, { description: '快照所在的日志位置。The place in the log it was read at.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '快照时刻。When it was read.' })
  at!: Date;

  @Field(() => InspectionRound, { nullable: true, description: '当月督查，尚无任何督查时为空。The month shown; empty before the first round.' })
  round?: InspectionRound | null;

  @Field(() => RoundProgress, { description: '当月进度。How far the month has come.' })
  progress!: RoundProgress;

  @Field(() => [ItemCost], { description: '当月失分，多的在前。What cost points this month, the most first.' })
  costs!: ItemCost[];

  @Field(() => YearMonth, { nullable: true, description: '排名所属月份：当月未发布时为上一个已发布的月份。The month the rankings are of.' })
  rankingMonth?: string | null;

  @Field(() => [ClassRanking], { description: '排名，三类分列。Rankings, one for each class.' })
  rankings!: ClassRanking[];

  @Field(() => [Warning], {
    description:
      '未办结的预警：先高级别，同级先未确认、先早发；指定月份时只含该月。Open warnings: the severest first, of one level those that nobody took up, the oldest first; of one month where a month was named.',
  })
  warnings!: Warning[];

  @Field(() => Int, { description: '整改中的单位帮教整改数，各月合计。Rectifications of units under way, of all months.' })
  openRectifications!: number;

  @Field(() => [BoardEvent], {
    description:
      '最近的事件，新的在前，不含橙色以下的预警、因结果为差而立项的整改；指定月份时只含该月。The latest events, newest first, without warnings below ORANGE and rectifications opened by a poor result; of one month where a month was named.',
  })
  recent!: BoardEvent[];
}

/** A published result at its place in the log. */
@ObjectType({ description: '已发布的结果及其日志位置。A published result and its place in the log.' })
export class InspectionResultEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => InspectionResult, { description: '督查结果。The result.' })
  result!: InspectionResult;
}
