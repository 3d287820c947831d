import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { costOf } from './cost.ts';
import { beyondLimit } from './errors.ts';
import { READ_LIMITS } from './limits.ts';

/** A valid operation, made ready once for however many requests send it. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly kind: OperationTypeNode;
  readonly name: string | undefined;
}

/** What one request brings along. */
export interface ExecutionRequest {
  variables?: Readonly<Record<string, unknown>> | null;
  contextValue: unknown;
  rootValue?: unknown;
}

/** Carries operations out on a schema. Errors in its results are GraphQLErrors with their path, as they were raised. */
export class Executor {
  readonly schema: GraphQLSchema;
  readonly #highestCost: number;

  /** An operation of more than `highestCost` is refused with TOO_COSTLY (see {@link costOf}). */
  constructor(schema: GraphQLSchema, highestCost = READ_LIMITS.cost) {
    this.schema = schema;
    this.#highestCost = highestCost;
  }

  /** `document` is valid for the schema and holds the operation. */
  compile(document: DocumentNode, operationName?: string | null): CompiledOperation {
    const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
    return { document, operation, kind: operation.operation, name: operation.name?.value };
  }

  /** Why the operation is not carried out with these variables: they are wrong, or it costs too much. */
  refusal({ document, operation }: CompiledOperation, variables: ExecutionRequest['variables']): readonly GraphQLError[] | undefined {
    const { coerced, errors } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables ?? {});
    if (errors) return errors;
    const found = costOf(this.schema, document, operation, coerced);
    const limit = this.#highestCost;
    if (found <= limit) return;
    return [beyondLimit(ErrorCode.TOO_COSTLY, '查询涉及的对象过多，请缩小每页条数', 'The question may bring too many objects, ask for smaller pages', { limit, found })];
  }

  /** Never rejects for what a client wrote: that is in the result's `errors`. */
  async execute(operation: CompiledOperation, { variables, contextValue, rootValue }: ExecutionRequest): Promise<ExecutionResult> {
    const errors = this.refusal(operation, variables);
    if (errors) return { errors };
    const { document, name } = operation;
    return execute({ schema: this.schema, document, operationName: name ?? null, variableValues: variables ?? null, contextValue, rootValue });
  }
}
