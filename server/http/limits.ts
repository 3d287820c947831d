import type { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { beyondLimit } from '../read/errors.ts';
import type { Measures } from './measure.ts';

/** What one request may hold and one client may have under way. The deepest question of our own and GraphiQL's introspection are within. */
export interface OperationLimits {
  /** Levels of fields, fragments spread out; what is below `__schema` and `__type` has a limit of graphql's own. */
  depth: number;
  /** Aliases of one operation, fragments spread out. */
  aliases: number;
  /** Fields of one operation, fragments spread out. */
  fields: number;
  /** Words and signs of a document. */
  tokens: number;
  /** Operations sent in one HTTP request. */
  batch: number;
  /** Queries and mutations that one client address may have under way in this process. */
  perAddress: number;
}

export const OPERATION_LIMITS: OperationLimits = { depth: 15, aliases: 50, fields: 400, tokens: 5_000, batch: 10, perAddress: 200 };

/** Directives in one place: our schema has two that could stand there. */
const DIRECTIVES = 4;

/** One error for each limit that a document is beyond. */
export function beyondLimits({ depth, aliases, fields, directives }: Measures, limits: OperationLimits): readonly GraphQLError[] {
  return [
    ...(depth > limits.depth ? [tooDeep(limits.depth, depth)] : []),
    ...(aliases > limits.aliases ? [beyondLimit(ErrorCode.TOO_MANY_ALIASES, '别名过多', 'Too many aliases', { limit: limits.aliases, found: aliases })] : []),
    ...(fields > limits.fields ? [beyondLimit(ErrorCode.TOO_MANY_FIELDS, '字段过多', 'Too many fields', { limit: limits.fields, found: fields })] : []),
    ...(directives > DIRECTIVES
      ? [beyondLimit(ErrorCode.TOO_MANY_DIRECTIVES, '一处的指令过多', 'Too many directives in one place', { limit: DIRECTIVES, found: directives })]
      : []),
  ];
}

export function tooDeep(limit: number, found: number): GraphQLError {
  return beyondLimit(ErrorCode.TOO_DEEP, '嵌套过深', 'Nested too deeply', { limit, found });
}

export function tooManyTokens(limit: number, found: number): GraphQLError {
  return beyondLimit(ErrorCode.TOO_MANY_TOKENS, '查询过长', 'The document has too many tokens', { limit, found });
}

export function batchTooLarge(limit: number, found: number): GraphQLError {
  return beyondLimit(ErrorCode.BATCH_TOO_LARGE, '一次请求的操作过多', 'Too many operations in one request', { limit, found });
}

export function tooManyOperations(limit: number, found: number): GraphQLError {
  return beyondLimit(ErrorCode.TOO_MANY_OPERATIONS, '同一地址同时执行的操作过多，请稍后重试', 'Too many operations under way from one address; try again in a moment', {
    limit,
    found,
  });
}
