import { GraphQLError, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, parse, validate } from 'graphql';
import type { Client } from 'pg';
import { EventCursorScalar } from '../../schema/scalars.ts';
import { type Batch, type Delivery, EventLog, EventTail, type Execution, ending, Groups, LiveEvents, type Outlet, SubscriptionText } from '../../server/live/index.ts';
import { Executor, Models } from '../../server/read/index.ts';
import { freshDatabase } from '../testkit/database.ts';
import { Sessions } from '../testkit/sessions.ts';
import { roundOf } from './roundOf.ts';

/** What an outlet was told: the number in the event, its cursor, and the cursor it was said to follow. */
export interface Heard {
  round: number;
  cursor: string;
  after: string;
}

/** An outlet that remembers, and whose network is as slow as a test wants. */
export class RecordingOutlet implements Outlet {
  readonly heard: Heard[] = [];
  readonly errors: GraphQLError[] = [];
  backlog = 0;
  #full: PromiseWithResolvers<void> | undefined;
  #news = Promise.withResolvers<void>();

  begin(): void {}

  deliver(batch: Batch): void {
    for (const told of batch.told) {
      const { data, extensions } = JSON.parse(`${told.json}${ending(told)}`);
      this.heard.push({ ...data.event, after: extensions.after });
    }
    this.#tell();
  }

  room(): Promise<void> {
    return this.#full?.promise ?? Promise.resolve();
  }

  fail(errors: readonly GraphQLError[]): void {
    this.errors.push(...errors);
    this.#tell();
  }

  /** The network takes nothing more until it is opened again. */
  stop(): void {
    this.#full ??= Promise.withResolvers();
  }

  open(): void {
    this.#full?.resolve();
    this.#full = undefined;
  }

  get rounds(): number[] {
    return this.heard.map(({ round }) => round);
  }

  async until(holds: (outlet: RecordingOutlet) => boolean): Promise<this> {
    while (!holds(this)) await this.#news.promise;
    return this;
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}

export interface Studio {
  url: string;
  log: EventLog;
  tail: EventTail;
  groups: Groups;
  /** Numbers of the events executed, in order, with the permission class they were executed for. */
  executed: { round: number; permissionClass: string }[];
  /** Contexts made and closed. */
  contexts: { made: number; closed: number };
  /** Events that cannot be answered. */
  broken: Set<number>;
  join(outlet: Outlet, after: string | null, options?: { query?: string; variables?: Record<string, unknown>; permissionClass?: string }): Promise<() => void>;
  /** A session of one's own, ended with the studio. */
  session(): Promise<Client>;
  commit(...rounds: number[]): Promise<void>;
  stop(): Promise<void>;
}

const EVENTS = 'subscription ($after: EventCursor) { event(after: $after) { round cursor } }';

/** The live engine over a database of its own and a schema of one subscription, so that what it executes can be counted. */
export async function openStudio(): Promise<Studio> {
  const database = await freshDatabase();
  const log = await EventLog.open(database.orm);
  const tail = await EventTail.start(log, database.url, () => undefined);
  const executed: Studio['executed'] = [];
  const contexts = { made: 0, closed: 0 };
  const broken = new Set<number>();
  const sessions = new Sessions();

  const text = { type: new GraphQLNonNull(GraphQLString) };
  const Event = new GraphQLObjectType<Delivery, { permissionClass: string }>({
    name: 'Event',
    fields: {
      round: {
        type: new GraphQLNonNull(GraphQLInt),
        resolve: async ({ event }, _, { permissionClass }) => {
          executed.push({ round: roundOf(event), permissionClass });
          if (broken.has(roundOf(event))) throw new Error(`${roundOf(event)} cannot be answered`);
          return roundOf(event);
        },
      },
      cursor: { ...text, resolve: ({ cursor }) => String(cursor) },
    },
  });
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { nothing: { type: GraphQLString } } }),
    subscription: new GraphQLObjectType({
      name: 'Subscription',
      fields: {
        event: {
          type: new GraphQLNonNull(Event),
          args: { after: { type: EventCursorScalar }, atLeast: { type: GraphQLInt } },
          subscribe: (_, { atLeast }) => new LiveEvents(({ event }) => roundOf(event) >= (atLeast ?? 0)),
          resolve: (delivery) => delivery,
        },
      },
    }),
  });
  const execution: Execution = {
    executor: new Executor(schema, new Models(database.orm), []),
    newContext: (permissionClass) => {
      contexts.made++;
      return { contextValue: { permissionClass }, close: async () => void contexts.closed++ };
    },
    concernsOf: () => ({}),
    show: (error) => {
      const code = error instanceof GraphQLError ? error.extensions.code : undefined;
      return { shown: error instanceof GraphQLError ? error : new GraphQLError(String(error)), fault: code === undefined };
    },
  };
  const groups = new Groups(log, tail, execution);
  const session = () => sessions.open(database.url);
  const writer = await session();

  return {
    url: database.url,
    log,
    tail,
    groups,
    executed,
    contexts,
    broken,
    session,
    join: async (outlet, after, { query = EVENTS, variables = {}, permissionClass = 'everybody' } = {}) => {
      const document = parse(query);
      const mistakes = validate(schema, document);
      if (mistakes.length) throw mistakes[0];
      const asked = new SubscriptionText(execution.executor, document).ask({ ...variables, after }, permissionClass);
      if (!('question' in asked)) throw asked[0];
      const joined = await groups.join(asked.question, asked.after, outlet);
      if (typeof joined !== 'function') throw joined[0];
      return joined;
    },
    commit: async (...rounds) => {
      await writer.query("insert into event (kind, data) select 'ROUND_OPENED', jsonb_build_object('round', n) from unnest($1::int[]) n", [rounds]);
    },
    stop: async () => {
      await sessions.end();
      await tail.stop();
      await database.drop();
    },
  };
}
