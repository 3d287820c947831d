import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, getOperationAST, type OperationDefinitionNode, type OperationTypeNode } from 'graphql';

/** A valid operation, made ready once for however many requests send it. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly kind: OperationTypeNode;
  readonly name: string | undefined;
}

/** What one request brings along. */
export interface OperationRequest {
  variables?: Readonly<Record<string, unknown>> | null;
  contextValue: unknown;
  rootValue?: unknown;
}

/** Carries operations out on a schema. Errors in its results are GraphQLErrors with their path, as they were raised. */
export class Executor {
  readonly schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  /** `document` is valid for the schema and holds the operation. */
  compile(document: DocumentNode, operationName?: string | null): CompiledOperation {
    const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
    return { document, kind: operation.operation, name: operation.name?.value };
  }

  /** Never rejects for what a client wrote: that is in the result's `errors`. */
  async execute({ document, name }: CompiledOperation, { variables, contextValue, rootValue }: OperationRequest): Promise<ExecutionResult> {
    return execute({ schema: this.schema, document, operationName: name ?? null, variableValues: variables ?? null, contextValue, rootValue });
  }
}
