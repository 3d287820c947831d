import sql, { raw } from 'sql-template-tag';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { EventConsumer } from '../../../schema/live/EventConsumer.ts';
import { SetAsideEventPayload } from '../../../schema/live/SetAsideEvent.ts';
import { globalId } from '../../../schema/Node.ts';
import { problem } from '../../../schema/problemWording.ts';
import { answer, keyIn } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { causeOfRow, SET_ASIDE_COLUMNS, type SetAsideRow } from './setAside.ts';

/** Events a consumer is behind are counted up to here; beyond it the number says nothing more. */
const MOST_BEHIND = 1_000;
/** Events set aside that are shown of each consumer. */
const MOST_SET_ASIDE = 50;

interface ConsumerRow {
  name: string;
  attempts: number;
  movedAt: number;
  behind: number;
}

@Resolver()
export class EventConsumerResolvers {
  @Query(() => [EventConsumer], { description: '事件日志的持久消费者，按名称。The durable consumers of the event log, by name.' })
  async eventConsumers(@Ctx() { read }: Context) {
    const consumers = await read.query<ConsumerRow>(sql`
      select name, attempts, (extract(epoch from moved_at) * 1000)::float8 as "movedAt", behind
      from event_consumer as c cross join lateral (
        select count(*)::int as behind from (
          select from event as e where (e.tx, e.id) > (c.tx, c.event_id) and e.tx < pg_snapshot_xmin(pg_current_snapshot()) limit ${MOST_BEHIND}
        ) as released
      ) as counted
      order by name`);
    const rows = await read.query<SetAsideRow>(sql`
      select ${raw(SET_ASIDE_COLUMNS)} from (select *, row_number() over (partition by consumer order by set_aside_at desc, id desc) as place from set_aside_event) as s
      where place <= ${MOST_SET_ASIDE} order by place`);
    const setAside = Map.groupBy(rows, ({ consumer }) => consumer);
    return consumers.map((consumer) => ({ ...consumer, movedAt: new Date(consumer.movedAt), setAside: (setAside.get(consumer.name) ?? []).map(shown) }));
  }

  @Mutation(() => SetAsideEventPayload, { description: '把搁置的事件再次交给其消费者。Hands an event that was set aside to its consumer again.' })
  retrySetAsideEvent(@Arg('id', () => ID, { description: '搁置事件的编号。Id of the event set aside.' }) id: string, @Ctx() { consumers }: Context) {
    return answer(async () => ({ event: shown(await consumers.retry(keyIn('SetAsideEvent', 'id', id))) }));
  }
}

/** The row as GraphQL shows it. Of why it failed only the code: what was found may be personal, and stays in the server's log. */
function shown(row: SetAsideRow) {
  const reason = { ...problem(row.code ?? 'EVENT_NOT_HANDLED', { found: '…', expected: '…' }), found: null };
  return { ...row, id: globalId('SetAsideEvent', row.id), at: new Date(row.at), setAsideAt: new Date(row.setAsideAt), cause: causeOfRow(row), reason };
}
