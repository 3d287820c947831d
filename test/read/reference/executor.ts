import { type DocumentNode, defaultFieldResolver, type ExecutionResult, execute, type GraphQLFieldResolver, getNamedType, isLeafType } from 'graphql';
import { parseGlobalId } from '../../../schema/Node.ts';
import { appraisalExplanationOf } from './appraisals.ts';
import { board, progressOf } from './board.ts';
import { type ConnectionArguments, connection } from './connection.ts';
import { refuseForbidden } from './forbidden.ts';
import { explanationOf, ranking, versionsOf } from './results.ts';
import type { Row } from './tables.ts';
import { shown } from './values.ts';
import { warningExplanationOf } from './warnings.ts';
import { isConnection, type World } from './world.ts';

// biome-ignore lint/suspicious/noExplicitAny: arguments are as the schema says, and there is no type of it here
type Arguments = any;
type Source = unknown;

/** What follows from neither the schema nor the tables. */
const resolvers: Record<string, (world: World, source: never, args: Arguments) => unknown> = {
  'Query.node': (world, _, { id }) => nodeOf(world, id),
  'Query.nodes': (world, _, { ids }) => ids.map((id: string) => nodeOf(world, id)),
  'Query.unit': (world, _, { code }) => world.rows('Unit').find((unit) => unit.code === code) ?? null,
  'Query.inspectionRound': (world, _, { month }) => world.rows('InspectionRound').find((round) => round.month === month) ?? null,
  'Query.unitClassRanking': (world, _, { month, unitClass, asOf }) => ranking(world, month, unitClass, asOf),
  'Query.board': (world, _, { month }) => board(world, month),
  'Board.progress': (world, { round }: { round: Row | null }) => progressOf(world, round),
  'InspectionResult.versions': (world, result: Row) => versionsOf(world, result),
  'InspectionResult.explanation': (world, result: Row) => explanationOf(world, result),
  'Warning.explanation': (world, warning: Row) => warningExplanationOf(world, warning),
  'Appraisal.explanation': (world, appraisal: Row) => appraisalExplanationOf(world, appraisal),
};

/** Answers operations as plainly as can be: all rows are in memory, and each field looks for its own. */
export function answer(world: World, document: DocumentNode, variableValues: Record<string, unknown>): ExecutionResult {
  return execute({
    schema: world.schema,
    document,
    variableValues,
    rootValue: {},
    fieldResolver: resolverOn(world),
    typeResolver: (row: Row) => row.__typename,
  }) as ExecutionResult;
}

function resolverOn(world: World): GraphQLFieldResolver<Source, unknown> {
  return (source, args, context, info) => {
    const { parentType, fieldName, returnType } = info;
    const type = getNamedType(returnType);
    if (!world.may(parentType.name, fieldName)) throw new Error(`${parentType.name}.${fieldName} may not be read`);
    const special = resolvers[`${parentType.name}.${fieldName}`];
    if (special) return special(world, source as never, args);
    if (isConnection(type.name)) {
      const typeName = type.name.slice(0, -'Connection'.length);
      const rows = parentType.name === 'Query' ? world.rows(typeName) : world.pointingAt(source as Row, typeName);
      refuseForbidden(world, typeName, args as ConnectionArguments);
      return connection(world, typeName, rows, args as ConnectionArguments);
    }
    if (world.has(parentType.name)) {
      const row = source as Row;
      return isLeafType(type) ? shown(type.name, row.__typename, row[fieldName]) : world.related(row, fieldName);
    }
    return defaultFieldResolver(source, args, context, info);
  };
}

function nodeOf(world: World, id: string): Row | null {
  const parsed = parseGlobalId(id);
  return parsed && world.has(parsed.typeName) ? world.find(parsed.typeName, parsed.key) : null;
}
