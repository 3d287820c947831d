import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { Arg, buildSchema, Ctx, ID, type NonEmptyArray, Query, Resolver } from 'type-graphql';
import { FindingRecorded, FindingRetracted, ResultPublished, RoundOpened, RoundPublished, UnitInspected } from '../schema/board/index.ts';
import { nodes } from '../schema/index.ts';
import { Node, parseGlobalId } from '../schema/Node.ts';
import { boardResolvers } from './board/index.ts';
import type { Context } from './context.ts';
import { inspectionResolvers } from './inspection/index.ts';
import { EventConsumerResolvers } from './live/consumers/resolvers.ts';
import { organisationResolvers } from './organisation/index.ts';
import type { EntityClass } from './read/index.ts';

/** `node(id)`, which belongs to no domain. It finds what the schema shows as a Node, and nothing else. */
@Resolver()
class NodeQuery {
  @Query(() => Node, { nullable: true, description: '按全局编号取任何对象。Anything by its global id; null where there is nothing.' })
  async node(@Arg('id', () => ID) id: string, @Ctx() { read }: Context) {
    const parsed = parseGlobalId(id);
    const entity = (nodes as readonly EntityClass[]).find(({ name }) => name === parsed?.typeName);
    const row = parsed && entity ? await read.one(entity, parsed.key) : null;
    return row && { ...row, __typename: parsed?.typeName };
  }
}

/** type-graphql asks for a broker where there are subscriptions; ours read the event log and never call it. */
const THE_LOG_INSTEAD = {
  publish: () => {
    throw new Error('Events are published by writing them to the log');
  },
  subscribe: () => {
    throw new Error('Subscriptions follow the log');
  },
};

/** The schema as the classes say it. It answers once {@link attachReads} has taught it to read. */
export function createSchema(): Promise<GraphQLSchema> {
  const resolvers = [NodeQuery, ...organisationResolvers, ...inspectionResolvers, ...boardResolvers, EventConsumerResolvers];
  return buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    orphanedTypes: [RoundOpened, UnitInspected, FindingRecorded, FindingRetracted, ResultPublished, RoundPublished],
    validate: false,
    pubSub: THE_LOG_INSTEAD,
  });
}

/** The contract as text, sorted so that a diff shows changes and nothing else. */
export function printContract(schema: GraphQLSchema): string {
  return `# Printed from the classes in schema/ by \`npm run schema\`. Do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
