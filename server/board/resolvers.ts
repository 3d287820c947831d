import { Arg, Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Board, BoardEvent, InspectionResultEvent } from '../../schema/board/index.ts';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { UnitClass } from '../../schema/organisation/index.ts';
import { YearMonth } from '../../schema/scalars.ts';
import type { Context } from '../context.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';
import { boardEvent, isTold, type ToldEvent } from './events.ts';
import { boardSnapshot } from './snapshot.ts';

@Resolver()
export class BoardResolvers {
  @Query(() => Board, { description: '看板快照；month 缺省为最新一期。One consistent snapshot, of the newest round unless a month is named.' })
  board(
    @Arg('month', () => YearMonth, { nullable: true, description: '月份，缺省为最新一期。The month; the newest round without one.' }) month: string | null,
    @Ctx() { read, log }: Context,
  ) {
    return boardSnapshot(read, log, month);
  }

  @Subscription(() => BoardEvent, {
    name: 'board',
    description: '看板事件：先补发 after 之后的，再实时推送。缺省从此刻起。Replays what came after the cursor, then goes live; from now on without one.',
    subscribe: () => new LiveEvents(({ event }) => isTold(event)),
  })
  boardEvents(@Root() { event, cursor }: Delivery, @After() _after: string | null, @Ctx() { read }: Context) {
    return boardEvent(event as ToldEvent, cursor, read);
  }

  @Subscription(() => InspectionResultEvent, {
    description: '结果一经发布或更正即推送，每项一次，按发布次序。Every result as it is published or corrected, once, in order.',
    subscribe: ({ args: { unitClass } }: { args: { unitClass?: UnitClass | null } }) =>
      new LiveEvents(({ event }) => event.kind === 'RESULT_PUBLISHED' && (!unitClass || event.data.unitClass === unitClass)),
  })
  inspectionResultPublished(
    @Root() { event, cursor }: Delivery,
    @After() _after: string | null,
    @Arg('unitClass', () => UnitClass, { nullable: true, description: '考核类别，缺省为三类。The class; all three without one.' }) _unitClass: UnitClass | null,
  ) {
    const { result } = event.data as EventData['RESULT_PUBLISHED'];
    return { cursor: cursor.toString(), at: event.at, result };
  }
}
