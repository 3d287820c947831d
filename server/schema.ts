import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { Arg, buildSchema, ID, type NonEmptyArray, Query, Resolver } from 'type-graphql';
import {
  FindingRecorded,
  FindingRetracted,
  RectificationChanged,
  ResultPublished,
  RoundOpened,
  RoundPublished,
  UnitInspected,
  WarningChanged,
  WarningRaised,
} from '../schema/board/index.ts';
import { ErrorCode } from '../schema/ErrorCode.ts';
import { nodes } from '../schema/index.ts';
import { Node, parseGlobalId } from '../schema/Node.ts';
import { accessResolvers } from './access/index.ts';
import { appraisalResolvers } from './appraisal/index.ts';
import { boardResolvers } from './board/index.ts';
import { inspectionResolvers } from './inspection/index.ts';
import { EventConsumerResolvers } from './live/consumers/resolvers.ts';
import { officerFileResolvers } from './officerFile/index.ts';
import { organisationResolvers } from './organisation/index.ts';
import { beyondLimit, LARGEST_PAGE, listingResolvers, Reference } from './read/index.ts';
import { rectificationResolvers } from './rectification/index.ts';
import { studyResolvers } from './study/index.ts';
import { studyClassResolvers } from './studyClass/index.ts';
import { talkResolvers } from './talk/index.ts';
import { warningResolvers } from './warning/index.ts';

/** Objects that `nodes` takes ids of, as many as a page has rows. */
const MOST_NODES = LARGEST_PAGE;

/** `node(id)` and `nodes(ids)`, which belong to no domain. They find what the schema shows as a Node, and nothing else. */
@Resolver()
class NodeQueries {
  @Query(() => Node, { nullable: true, description: '按全局编号取任何对象。Anything by its global id; null where there is nothing.' })
  node(@Arg('id', () => ID, { description: '全局编号。The global id.' }) id: string) {
    return named(id);
  }

  @Query(() => [Node], { nullable: 'items', description: '按全局编号取多个对象，次序不变。Several by their global ids, in the same order; null where there is nothing.' })
  nodes(@Arg('ids', () => [ID], { description: `全局编号，至多 ${MOST_NODES} 个。Global ids, ${MOST_NODES} at most.` }) ids: string[]) {
    if (ids.length > MOST_NODES) throw beyondLimit(ErrorCode.PAGE_TOO_LARGE, '编号过多', 'Too many ids', { limit: MOST_NODES, found: ids.length });
    return ids.map(named);
  }
}

function named(id: string): Reference | null {
  const parsed = parseGlobalId(id);
  return parsed && nodes.some(({ name }) => name === parsed.typeName) ? new Reference(parsed.typeName, parsed.key) : null;
}

/** Every list that the classes declare. Made once: type-graphql remembers each class that it is shown. */
const lists = listingResolvers(nodes);

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
  const resolvers = [
    NodeQueries,
    ...lists,
    ...organisationResolvers,
    ...inspectionResolvers,
    ...warningResolvers,
    ...rectificationResolvers,
    ...appraisalResolvers,
    ...studyResolvers,
    ...talkResolvers,
    ...studyClassResolvers,
    ...officerFileResolvers,
    ...boardResolvers,
    ...accessResolvers,
    EventConsumerResolvers,
  ];
  return buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    orphanedTypes: [RoundOpened, UnitInspected, FindingRecorded, FindingRetracted, ResultPublished, RoundPublished, WarningRaised, WarningChanged, RectificationChanged],
    validate: false,
    pubSub: THE_LOG_INSTEAD,
  });
}

/** The contract as text, sorted so that a diff shows changes and nothing else. */
export function printContract(schema: GraphQLSchema): string {
  return `# Printed from the classes in schema/ by \`npm run schema\`. Do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
